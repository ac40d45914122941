"""What a reader can do when a search has no answer: a few shorter searches that do have one."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from catalog import search as engine
from catalog.search.query import SearchFilters
from catalog.search.results import SearchPage

#: Ways that are worth offering at once.
MAX_WAYS = 2
#: What a reader may want to see all of, of what was understood in the words.
_NAMES = ("need", "country", "sector", "province", "partner")


@dataclass(frozen=True)
class Way:
    """A search with an answer: what it is about, where it is, how much it finds; ``words`` tells text from filter."""

    label: str
    url: str
    count: int
    words: bool


def ways_on(asked: SearchFilters, page: SearchPage, path: str, language: str, today: datetime.date) -> list[Way]:
    """Searches close to one without an answer that find something, the closest first."""
    ways: list[Way] = []
    for label, search in _shorter(asked, page):
        found = engine.search(search, language=language, today=today).count
        if found and len(ways) < MAX_WAYS:
            ways.append(Way(label, f"{path}?{search.urlencode()}", found, words=bool(search.q)))
    return ways


def _shorter(asked: SearchFilters, page: SearchPage) -> Iterator[tuple[str, SearchFilters]]:
    fixed: dict[str, Any] = {"kind": (asked.fixed_kind,), "fixed_kind": asked.fixed_kind} if asked.fixed_kind else {}
    if page.reading.without:
        yield page.reading.without, SearchFilters(q=page.reading.without, **fixed)
    known = {(known.name, known.value): known.label for known in page.reading.recognised if known.name in _NAMES}
    for (name, value), label in list(known.items())[:MAX_WAYS]:
        yield label, SearchFilters(**{name: (value,), **fixed})
