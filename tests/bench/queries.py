"""Two hundred searches with an answer: one to four words of one entry, under up to two filters it meets."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import cycle, islice
from random import Random

from catalog.search.query import SearchFilters
from tests.bench import words
from tests.bench.corpus import CHUNK, SEED, Corpus, Entry, Vocabularies

COUNT = 200
#: How common the words of a search are, each shape in turn.
_SHAPES = (
    ("common",),
    ("middling",),
    ("rare",),
    ("common", "common"),
    ("common", "middling"),
    ("middling", "rare"),
    ("common", "rare"),
    ("common", "common", "common"),
    ("common", "common", "middling"),
    ("common", "middling", "rare"),
    ("common", "common", "common", "common"),
    ("common", "common", "middling", "rare"),
)
_FILTERS = ("kind", "need", "sector", "country", "stage", "partner", "province")


@dataclass(frozen=True)
class Query:
    words: tuple[str, ...]
    filters: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @cached_property
    def parsed(self) -> SearchFilters:
        """As the query string's grammar gives it to the search."""
        return SearchFilters(q=self.text, **{name: (value,) for name, value in self.filters})


def draw(values: Vocabularies, count: int = COUNT) -> list[Query]:
    """The same searches at every size: their words come from the first entries, which every size holds."""
    entries = list(Corpus(CHUNK, values))
    random = Random(f"{SEED}:queries")
    found: list[Query] = []
    for shape in cycle(_SHAPES):
        if len(found) == count:
            return found
        query = None
        while query is None:
            query = _from_entry(random.choice(entries), shape, len(found) // len(_SHAPES) % 3, random)
        found.append(query)
    raise AssertionError("a cycle does not end")


def _from_entry(entry: Entry, shape: Iterable[str], filters: int, random: Random) -> Query | None:
    """A search of a shape that this entry answers; None when it lacks the words."""
    held: dict[str, list[str]] = {"common": [], "middling": [], "rare": []}
    for word in dict.fromkeys(re.findall(r"\w{3,}", f"{entry.title} {entry.summary} {entry.body}".lower())):
        if word not in words.STOP_WORDS:
            held[_band(word)].append(word)
    chosen: list[str] = []
    for band in dict.fromkeys(shape):
        wanted = list(shape).count(band)
        if wanted > len(held[band]):
            return None
        chosen += random.sample(held[band], wanted)
    carried = {"kind": (entry.kind.value,), "partner": (entry.partner,), **entry.facets}
    narrowing = [(name, carried[name][0]) for name in _FILTERS if carried[name]]
    return Query(tuple(chosen), tuple(islice(random.sample(narrowing, len(narrowing)), filters)))


def _band(word: str) -> str:
    rank = _ranks()[word]
    return "common" if rank < words.COMMON else "middling" if rank < words.MIDDLING else "rare"


@cache
def _ranks() -> dict[str, int]:
    return {word: rank for rank, word in enumerate(words.ranked(SEED))}
