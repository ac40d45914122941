"""Correcting what was mistyped: only a word that nothing knows, only to a near one, and never in silence.

A slip drops, adds, changes or swaps one letter, but adds none in front: 'sbloccare' is not 'bloccare' mistyped. A long
word may have two, the first letter being right. Among the near words the one most entries use wins. The words one slip
away are spelt out and looked up, some 500 of them, a tenth of a millisecond however large the vocabulary is; for two
slips the known words of about the same length are compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from string import ascii_lowercase

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
#: From this length on two slips are believed.
LONG = 9


@dataclass(frozen=True)
class Speller:
    """Known words, with how many entries use each; the long ones also by first letter and length."""

    frequencies: Mapping[str, int]
    _long: dict[tuple[str, int], list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def over(cls, frequencies: Mapping[str, int], others: Iterable[str] = ()) -> "Speller":
        """A speller for the words of the catalogue and ``others`` (the vocabularies' own), which count as used once."""
        merged = dict.fromkeys(others, 1)
        merged.update(frequencies)
        speller = cls(merged)
        for word in merged:
            if len(word) >= LONG - 2:
                speller._long[word[0], len(word)].append(word)
        return speller

    def correct(self, word: str) -> str | None:
        """The known word a folded one was probably meant to be; None when none is near enough."""
        if len(word) < SHORTEST or not word.isalpha():
            return None
        near = {spelt for spelt in _one_slip_away(word) if spelt in self.frequencies and len(spelt) >= SHORTEST - 1}
        if not near and len(word) >= LONG:
            near = self._two_slips_away(word)
        return min(near, key=lambda known: (-self.frequencies[known], known), default=None)

    def _two_slips_away(self, word: str) -> set[str]:
        return {
            known
            for length in range(len(word) - 2, len(word) + 3)
            for known, _distance, _place in process.extract(
                word, self._long.get((word[0], length), ()), scorer=OSA.distance, score_cutoff=2, limit=None
            )
        }


def _one_slip_away(word: str) -> Iterator[str]:
    """Every string that one slip may have made this word of, some more than once."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        if before and after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in ascii_lowercase:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]
