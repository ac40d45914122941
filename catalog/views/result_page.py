"""What the page of results shows besides the results: chips, correction, filters, order, pages. Addresses are made here, once."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from catalog.enums import Kind
from catalog.filters import SORTS, SearchFilters
from catalog.search.results import FacetValue, Recognised, SearchPage
from catalog.views.cards import Card, cards

#: Values of a long facet shown at once; the rest is one step away.
SHORT_LIST = 8
#: Facets that are open when the page loads.
OPEN = ("kind", "status", "stage")


@dataclass(frozen=True)
class Filter:
    """A facet as a group of check boxes: the first values, and the ``rest`` behind a further step."""

    name: str
    label: str
    values: tuple[FacetValue, ...]
    rest: tuple[FacetValue, ...]
    open: bool


@dataclass(frozen=True)
class Chip:
    """Something understood, with the address of the search without it."""

    prefix: str
    label: str
    url: str


class ResultPage:
    """The page of results of one search, for the template."""

    def __init__(self, filters: SearchFilters, page: SearchPage, path: str, today: datetime.date) -> None:
        self.filters, self.page, self.path, self.today = filters, page, path, today

    @cached_property
    def heading(self) -> str:
        """The page's own title: what is listed, or that it answers a search."""
        headings = {
            Kind.SERVICE: _("Services for going abroad"),
            Kind.OPPORTUNITY: _("Grants, loans and events"),
            Kind.PARTNER: _("Who helps firms go abroad"),
            Kind.MISSION: _("Missions abroad"),
        }
        if self.filters.fixed_kind:
            return headings[Kind(self.filters.fixed_kind)]
        return _("Search results") if self.filters.q or self.filters.chosen() else _("Everything in the portal")

    @cached_property
    def near(self) -> list[Card]:
        """The results that answer the search."""
        return [card for card in self._cards if card.hit.near]

    @cached_property
    def far(self) -> list[Card]:
        """The weaker ones that follow."""
        return [card for card in self._cards if not card.hit.near]

    @cached_property
    def chips(self) -> list[Chip]:
        """What was understood in words and can be taken away."""
        prefixes = {
            "country": _("Country"), "area": _("Area"), "province": _("Province"), "sector": _("Sector"), "need": _("Need"),
            "stage": _("Your firm"), "type": _("Kind of opportunity"), "kind": _("What"), "status": _("Status"),
            "partner": _("Partner"),
        }
        chips: dict[tuple[str, str], Recognised] = {}
        for recognised in self.page.reading.recognised:
            if recognised.text:
                chips.setdefault((recognised.name, recognised.value), recognised)
        return [
            Chip(prefixes[chip.name], chip.label, self.address(q=chip.rest, exact=False)) for chip in chips.values()
        ]

    @cached_property
    def as_typed(self) -> str:
        """The address of the same search without the correction."""
        return self.address(exact=True)

    @cached_property
    def shorter(self) -> str:
        """The address of a shorter search worth trying; '' when there is none."""
        return self.address(q=self.page.reading.without) if self.page.reading.without else ""

    @cached_property
    def all_filters_off(self) -> str:
        """The address of the same words without any filter."""
        return self.path + "?" + SearchFilters(q=self.filters.q, sort=self.filters.sort).urlencode()

    @cached_property
    def filter_groups(self) -> list[Filter]:
        """The facets that offer a choice."""
        groups = []
        for facet in self.page.facets:
            if facet.name == "kind" and self.filters.fixed_kind:
                continue
            chosen = any(value.selected for value in facet.values)
            if len(facet.values) < 2 and not chosen:
                continue
            first = tuple(value for place, value in enumerate(facet.values) if place < SHORT_LIST or value.selected)
            rest = tuple(value for value in facet.values if value not in first)
            if len(rest) < 3:
                first, rest = facet.values, ()
            groups.append(Filter(facet.name, facet.label, first, rest, chosen or facet.name in OPEN))
        return groups

    @cached_property
    def sorts(self) -> list[tuple[str, str, bool]]:
        """The orders one may choose: value, label, whether in force."""
        return [(value, str(label), value == self.filters.order) for value, label in SORTS]

    @cached_property
    def hidden_for_sort(self) -> list[tuple[str, str]]:
        """What the order's form carries along: everything but the order and the page."""
        pairs = [("q", self.filters.q)] if self.filters.q else []
        pairs += [
            (name, value)
            for name, values in self.filters.chosen().items()
            if not (name == "kind" and self.filters.fixed_kind)
            for value in values
        ]
        return pairs + self._shared

    @cached_property
    def hidden_for_filters(self) -> list[tuple[str, str]]:
        """What the filters' form carries along besides its own boxes."""
        pairs = [("q", self.filters.q)] if self.filters.q else []
        return pairs + ([("sort", self.filters.sort)] if self.filters.sort else []) + self._shared

    @cached_property
    def previous(self) -> str:
        """The address of the page before; '' on the first."""
        return self.address(page=self.filters.page - 1) if self.filters.page > 1 else ""

    @cached_property
    def next(self) -> str:
        """The address of the page after; '' on the last."""
        return self.address(page=self.filters.page + 1) if self.filters.page < self.page.pages else ""

    @cached_property
    def canonical(self) -> str:
        """The one address of this search, whatever order its names were typed in."""
        query = self.filters.urlencode()
        return f"{self.path}?{query}" if query else self.path

    def address(self, **changes: object) -> str:
        """The address of this search after some changes."""
        query = self.filters.urlencode(**{"page": 1, **changes})
        return f"{self.path}?{query}" if query else self.path

    @cached_property
    def _cards(self) -> list[Card]:
        return cards(self.page.hits, self.today)

    @property
    def _shared(self) -> list[tuple[str, str]]:
        day = self.filters.closes_before
        return ([("closes_before", day.isoformat())] if day else []) + ([("exact", "1")] if self.filters.exact else [])
