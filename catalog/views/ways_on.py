"""What a reader can do when a search has no answer, or hardly one: a few searches close to it that find more."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from catalog import search as engine
from catalog.search.query import SearchFilters
from catalog.search.results import SearchPage

#: Ways that are worth offering at once, and searches tried to find them.
MAX_WAYS, MAX_TRIES = 2, 4
#: What a reader may want to see all of, of what was understood in the words.
_NAMES = ("need", "country", "sector", "province", "partner")


@dataclass(frozen=True)
class Way:
    """A search that finds more: what to do, why that may help, where it is, and how much it finds."""

    label: str
    reason: str
    url: str
    count: int


def ways_on(asked: SearchFilters, page: SearchPage, path: str, language: str, today: datetime.date) -> list[Way]:
    """Searches close to one that finds nothing or little, and find more; the closest first."""
    ways: list[Way] = []
    for label, reason, search in islice(_wider(asked, page), MAX_TRIES):
        found = engine.count(search, language=language, today=today)
        if found > page.count and len(ways) < MAX_WAYS:
            ways.append(Way(label, reason, f"{path}?{search.urlencode()}", found))
    return ways


def _wider(asked: SearchFilters, page: SearchPage) -> Iterator[tuple[str, str, SearchFilters]]:
    """The same search with one filter less; then with fewer words; then all of one thing that was understood."""
    if asked.closes_before:
        yield _("Also what closes later"), _("The rest stays as it is."), asked.changed(closes_before=None)
    for facet in page.facets:
        chosen = [value.label for value in facet.values if value.selected]
        if chosen and not (facet.name == "kind" and asked.fixed_kind):
            label = _("Without the filter “%(name)s”") % {"name": facet.label}
            yield label, _("You chose: %(values)s.") % {"values": ", ".join(chosen)}, asked.changed(**{facet.name: ()})
    bare = SearchFilters(fixed_kind=asked.fixed_kind, kind=(asked.fixed_kind,) if asked.fixed_kind else ())
    if page.reading.without:
        label = _("Search for “%(text)s” alone") % {"text": page.reading.without}
        yield label, _("We leave out the other words."), bare.changed(q=page.reading.without)
    known = {(known.name, known.value): known.label for known in page.reading.recognised if known.name in _NAMES}
    for (name, value), label in known.items():
        yield label, _("All that the portal has about it."), bare.changed(**{name: (value,)})
