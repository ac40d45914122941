"""The words of a query, where they stand in it, and the same text with its misspelt words put right."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from catalog.search import analysis

_PIECE = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Word:
    """A word as typed (``text``), folded and with its spellings joined (``token``), and where it stands."""

    text: str
    token: str
    start: int
    end: int

    @property
    def means(self) -> bool:
        """Whether it says something by itself."""
        return not analysis.is_stop_word(self.token)


def words(text: str) -> list[Word]:
    """The first ``MAX_WORDS`` words of a text; 'e-commerce' is one word, whose token is 'ecommerce'."""
    pieces = list(_PIECE.finditer(text))[: 2 * analysis.MAX_WORDS]
    tokens = analysis.tokens(text)
    found, place = [], 0
    for token in tokens[: analysis.MAX_WORDS]:
        if place >= len(pieces):
            break
        first = last = place
        made = "".join(analysis.tokens(pieces[place].group()))
        while made != token and last + 1 < len(pieces) and last - first < 3:
            last += 1
            made += "".join(analysis.tokens(pieces[last].group()))
        if made != token:
            last = first
        start, end = pieces[first].start(), pieces[last].end()
        found.append(Word(text[start:end], token, start, end))
        place = last + 1
    return found


def corrected(
    text: str, spoken: Sequence[Word], known: Callable[[str], bool], correct: Callable[[str], str | None]
) -> str | None:
    """The text with the words that nothing knows put right, or None when there is nothing to correct."""
    pieces, position = [], 0
    for word in spoken:
        if not word.means or word.start < position or known(word.token):
            continue
        right = correct(word.token)
        if right is not None:
            pieces += [text[position : word.start], right]
            position = word.end
    return "".join([*pieces, text[position:]]) if pieces else None
