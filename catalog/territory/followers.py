"""Who follows a country for the firms of a province: the bodies that offer something about that very country."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from catalog.enums import Availability, Kind
from catalog.models import Province
from catalog.search import labels, search
from catalog.search.documents import EVERYWHERE
from catalog.search.query import SearchFilters
from catalog.search.results import FacetValue, Hit, SearchPage

#: Entries read for one country; none has more than a tenth of it.
_MOST = 200


@dataclass(frozen=True)
class Follower:
    """A body with what it offers about a country, what can still be used first.

    ``local`` when it is for this province, ``public`` when it has a page of its own.
    """

    slug: str
    name: str
    local: bool
    public: bool
    entries: tuple[Hit, ...]


@dataclass(frozen=True)
class Countries:
    """What the portal knows of countries for one province.

    ``choices`` are the countries that some entry names; ``followers`` who follows the one that was chosen. ``general``
    counts what is valid for it without naming it.
    """

    choices: tuple[FacetValue, ...]
    chosen: FacetValue | None
    followers: tuple[Follower, ...]
    general: int


def countries(province: Province, country: str, language: str, today: date) -> Countries:
    """Who follows a country, by its ISO code or '' for none yet, for the firms of a province."""
    asked = SearchFilters(
        province=(province.code, EVERYWHERE), country=(country,) if country else (), page_size=_MOST if country else 1
    )
    page = search(asked, language=language, today=today)
    values = _values(page, "country")
    choices = sorted((value for value in values if value.value != EVERYWHERE), key=lambda value: value.label)
    chosen = next((value for value in choices if value.value == country), None)
    return Countries(
        choices=tuple(choices),
        chosen=chosen,
        followers=tuple(followers(page.hits, province.code)) if chosen else (),
        general=next((value.count for value in values if value.value == EVERYWHERE), 0),
    )


def followers(hits: Iterable[Hit], province: str) -> list[Follower]:
    """The bodies behind some entries: those of the province first, then those with most that can still be used."""
    by_body: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.kind != Kind.PARTNER:
            by_body.setdefault(hit.partner_slug, []).append(hit)
    public = labels.current().values["it"]["partner"]
    found = [
        Follower(
            slug,
            entries[0].partner_name,
            any(province in entry.facets.get("province", ()) for entry in entries),
            slug in public,
            tuple(sorted(entries, key=lambda entry: (_is_over(entry), entry.kind, entry.title))),
        )
        for slug, entries in by_body.items()
    ]
    return sorted(found, key=lambda body: (not body.local, -sum(not _is_over(hit) for hit in body.entries), body.name))


def _is_over(hit: Hit) -> bool:
    return hit.status == Availability.CLOSED


def _values(page: SearchPage, name: str) -> tuple[FacetValue, ...]:
    return next((facet.values for facet in page.facets if facet.name == name), ())
