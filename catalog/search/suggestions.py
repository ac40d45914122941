"""What a reader may mean while still typing: names to go on with, bodies and entries to go straight to.

Everything is found in the index a process holds; one query fetches what is shown.
"""

import heapq
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from catalog.enums import Kind
from catalog.search import analysis, index, planes, weights
from catalog.search.completions import Completion, completions
from catalog.search.fields import Field
from catalog.search.hits import hits
from catalog.search.index import Index
from catalog.search.results import Hit

#: How many at most: names to go on with, bodies, and all together.
COMPLETIONS, BODIES, ALL = 3, 2, 8
#: The words that an unfinished one may become, the commonest ones.
_ENDINGS = 24
#: Fewer letters could become anything.
_SHORTEST = 2
#: Points of a word found in a field: what an entry is called, what firms ask when they need it, who offers it.
_FIELDS = {
    Field.TITLE: 64,
    Field.TITLE_EN: 64,
    Field.QUESTIONS: 32,
    Field.QUESTIONS_EN: 32,
    Field.SEARCH_TERMS: 32,
    Field.SEARCH_TERMS_EN: 32,
    Field.OWNER: 16,
}
#: What a suggestion shows: its own name and whose it is.
_SHOWN = frozenset({Field.TITLE, Field.TITLE_EN, Field.OWNER})
#: With fewer words than this, one of them must be in what is shown: else nobody would see why.
_SENTENCE = 3


@dataclass(frozen=True)
class Suggestions:
    """``names`` go on with the text, each with the words that stay before it; of ``entries`` the bodies come first."""

    names: tuple[tuple[str, Completion], ...]
    entries: tuple[Hit, ...]


@dataclass
class _Matches:
    """The entries that hold every word of a text: their points, those to suggest, and those whose name alone does."""

    points: planes.Planes
    convincing: int
    by_name: int


def suggest(text: str, *, language: str, today: date, kinds: tuple[str, ...] = ()) -> Suggestions:
    """What an unfinished text may mean; entries of some ``kinds`` only, of all when none is given. Never raises."""
    held = index.current()
    names = completions(text, language, held, COMPLETIONS)
    matches = _matches(text, held)
    planes.scale(matches.points, held.status("closed", today), weights.CLOSED)
    allowed = 0
    for kind in kinds or Kind.values:
        allowed |= held.facet("kind", kind)
    partners = held.facet("kind", Kind.PARTNER)
    chosen = planes.best(matches.points, matches.by_name & partners & allowed, BODIES)
    chosen += planes.best(matches.points, matches.convincing & ~partners & allowed, ALL - len(names) - len(chosen))
    return Suggestions(tuple(names), hits(chosen, [0.0] * len(chosen), len(chosen), frozenset(), language, today))


def _matches(text: str, held: Index) -> _Matches:
    said = _said(text, held)
    held.load(term for words in said for terms in _terms(words).values() for term in terms)
    points: planes.Planes = []
    anywhere = by_name = held.everything if said else 0
    shown = 0
    for words in said:
        terms = _terms(words)
        met = named = 0
        for field, worth in _FIELDS.items():
            bits = 0
            for term in terms[field.language]:
                bits |= held.postings(term).get(field, 0)
            planes.add(points, bits & ~met, worth)
            met |= bits
            if field in _SHOWN:
                named |= bits
        anywhere &= met
        by_name &= named
        shown |= named
    return _Matches(points, anywhere if len(said) >= _SENTENCE else anywhere & shown, by_name)


def _said(text: str, held: Index) -> list[list[str]]:
    """The words of a text that carry meaning, each with the words it may be; only the last may be unfinished."""
    words = analysis.tokens(text)[: analysis.MAX_WORDS]
    unfinished = words.pop() if words and not text[-1:].isspace() else ""
    said = [[word] for word in words if not analysis.is_stop_word(word)]
    if len(unfinished) >= _SHORTEST and not analysis.is_stop_word(unfinished):
        said.append(_endings(unfinished, held))
    return said


def _endings(begun: str, held: Index) -> list[str]:
    ordered = _ordered(held)
    longer = takewhile(lambda word: word.startswith(begun), ordered[bisect_left(ordered, begun) :])
    return [begun, *heapq.nlargest(_ENDINGS, longer, key=lambda word: held.words[word])]


def _terms(words: list[str]) -> dict[str, set[str]]:
    return {language: {analysis.stem(word, language) for word in words} for language in ("it", "en")}


_held_words: dict[str, list[str]] = {}


def _ordered(held: Index) -> list[str]:
    """Every word that an entry uses, in alphabetical order; made anew only when an entry changed."""
    ordered = _held_words.get(held.token)
    if ordered is None:
        ordered = sorted(held.words)
        _held_words.clear()
        _held_words[held.token] = ordered
    return ordered
