"""What the page of results shows around them: title, chips, correction, filters, order, pages, ways to take them away.

Its addresses are made here, once.
"""

import datetime
from functools import cached_property

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.calendar import occasions
from catalog.enums import Kind
from catalog.filters import SORTS
from catalog.search.query import SearchFilters
from catalog.search.results import Recognised, SearchPage
from catalog.views import chips, days, rows, sidebar
from catalog.views.chips import Chip

#: Labels of chosen values that fit a title.
TITLE_LABELS = 3


#: Few results: further ways are worth a look.
FEW = 3


class ResultPage:
    """The page of results of one search, for the template. ``path`` is its address without the query string."""

    def __init__(self, filters: SearchFilters, page: SearchPage, path: str, today: datetime.date) -> None:
        self.filters, self.page, self.path, self.today = filters, page, path, today

    @cached_property
    def heading(self) -> str:
        """The page's own heading: what is listed, or that it answers a search."""
        headings = {
            Kind.SERVICE: _("Services for going abroad"),
            Kind.OPPORTUNITY: _("Grants, loans and events"),
            Kind.PARTNER: _("Who helps firms go abroad"),
            Kind.MISSION: _("Missions abroad"),
        }
        if self.filters.fixed_kind:
            return headings[Kind(self.filters.fixed_kind)]
        if self.filters.q:
            return _("Search results")
        if len(self.chosen_labels) == 1:
            return self.chosen_labels[0]
        return _("Search results") if self.chosen_labels else _("Everything in the portal")

    @cached_property
    def name(self) -> str:
        """The search in a few words: what was asked, and in which order."""
        labels = self.chosen_labels[:TITLE_LABELS]
        asked = [self.filters.q[:60]] if self.filters.q else []
        asked += labels + ["…"] * (len(self.chosen_labels) > TITLE_LABELS)
        if self.filters.fixed_kind or not asked:
            asked.insert(0, self.heading)
        asked += [str(label) for value, label in SORTS if value == self.filters.sort and value != "relevance"]
        return ", ".join(asked)

    @cached_property
    def title(self) -> str:
        """The title of the window: what was asked, how many answers, which page. No two searches share it."""
        found = ngettext("%(count)d result", "%(count)d results", self.page.count) % {"count": self.page.count}
        title = f"{self.name}: {found}"
        if self.filters.page > 1:
            title += ", " + _("page %(number)d") % {"number": self.filters.page}
        return title

    @cached_property
    def chosen(self) -> list[Chip]:
        """The filters in force, each of which can be taken away; the fixed kind of a one-kind page left out."""
        found = []
        for facet in self.page.facets:
            if facet.name == "kind" and self.filters.fixed_kind:
                continue
            values = getattr(self.filters, facet.name)
            for value in facet.values:
                if value.selected:
                    others = tuple(other for other in values if other != value.value)
                    found.append(Chip(facet.label, value.label, self.address(**{facet.name: others})))
        if self.filters.closes_before:
            found.append(Chip(_("Closes by"), days.day(self.filters.closes_before), self.address(closes_before=None)))
        return found

    @property
    def understood_chips(self) -> SafeString:
        """What was understood, ready to show."""
        return chips.html(self.understood)

    @property
    def chosen_chips(self) -> SafeString:
        """The filters in force, ready to show."""
        return chips.html(self.chosen)

    @cached_property
    def chosen_labels(self) -> list[str]:
        """What the filters in force are called."""
        return [chip.label for chip in self.chosen]

    @cached_property
    def near(self) -> SafeString:
        """The rows of the results that answer the search; '' for none."""
        return self._rows(near=True)

    @cached_property
    def far(self) -> SafeString:
        """The rows of the weaker ones that follow; '' for none."""
        return self._rows(near=False)

    @cached_property
    def sidebar(self) -> SafeString:
        """The filters, ready to show."""
        return sidebar.html(sidebar.groups(self.page.facets, without_kind=bool(self.filters.fixed_kind)))

    @cached_property
    def understood(self) -> list[Chip]:
        """What was understood in words, each of which can be taken away."""
        prefixes = {
            "country": _("Country"),
            "area": _("Area"),
            "province": _("Province"),
            "sector": _("Sector"),
            "need": _("Need"),
            "stage": _("Your firm"),
            "type": _("Kind of opportunity"),
            "kind": _("What"),
            "status": _("Status"),
            "partner": _("Partner"),
        }
        known: dict[tuple[str, str], Recognised] = {}
        for recognised in self.page.reading.recognised:
            if recognised.text:
                known.setdefault((recognised.name, recognised.value), recognised)
        return [
            Chip(prefixes[item.name], item.label, self.address(q=item.rest, exact=False)) for item in known.values()
        ]

    @property
    def few(self) -> bool:
        """Whether there are so few results that further ways are worth a look."""
        return self.page.count <= FEW and bool(self.filters.q or self.chosen)

    @property
    def may_close(self) -> bool:
        """Whether the search is of something that has deadlines."""
        return self.filters.fixed_kind not in (Kind.SERVICE, Kind.PARTNER)

    @cached_property
    def as_typed(self) -> str:
        """The address of the same search without the correction."""
        return self.address(exact=True)

    @cached_property
    def shorter(self) -> str:
        """The address of a shorter search worth trying; '' when there is none."""
        return self.address(q=self.page.reading.without) if self.page.reading.without else ""

    @cached_property
    def unknown(self) -> str:
        """The words that nothing in the catalogue knows, as one says them; '' for none."""
        return rows.listed([_("“%(word)s”") % {"word": word} for word in self.page.reading.unknown])

    @cached_property
    def all_filters_off(self) -> str:
        """The address of the same words without any filter."""
        query = SearchFilters(q=self.filters.q, sort=self.filters.sort).urlencode()
        return f"{self.path}?{query}" if query else self.path

    @cached_property
    def sorts(self) -> list[tuple[str, str, bool]]:
        """The orders one may choose: value, label, whether in force."""
        return [(value, str(label), value == self.filters.order) for value, label in SORTS]

    @cached_property
    def hidden_for_words(self) -> list[tuple[str, str]]:
        """What the search box carries along: everything but the words, their correction and the page."""
        return self._chosen + self._sort + self._deadline

    @cached_property
    def hidden_for_sort(self) -> list[tuple[str, str]]:
        """What the order's form carries along: everything but the order and the page."""
        return self._words + self._chosen + self._deadline

    @cached_property
    def hidden_for_filters(self) -> list[tuple[str, str]]:
        """What the filters' form carries along besides its own boxes."""
        return self._words + self._sort + ([] if self.may_close else self._deadline)

    @cached_property
    def previous(self) -> str:
        """The address of the page before; '' on the first."""
        return self.address(page=self.filters.page - 1) if self.filters.page > 1 else ""

    @cached_property
    def next(self) -> str:
        """The address of the page after; '' on the last."""
        return self.address(page=self.filters.page + 1) if self.filters.page < self.page.pages else ""

    @cached_property
    def query(self) -> str:
        """The query string of this search in its one order, '?' included; '' when it asks for nothing."""
        query = self.filters.urlencode()
        return f"?{query}" if query else ""

    @cached_property
    def table(self) -> str:
        """The address of the same results as a table."""
        return self._elsewhere("catalog:results-table", {})

    @cached_property
    def feed(self) -> str:
        """The address of the same search as a feed, which has an order of its own."""
        return self._elsewhere("catalog:results-feed", {"sort": ""})

    @cached_property
    def calendar(self) -> str:
        """The address of the days of what was found, for the reader's own calendar; '' when none of it has any."""
        kinds = next(facet.values for facet in self.page.facets if facet.name == "kind")
        asked = self.filters.kind or occasions.kinds()
        dated = any(kind.count and kind.value in asked and kind.value in occasions.kinds() for kind in kinds)
        return self._elsewhere("catalog:search-calendar-file", {"sort": ""}) if dated else ""

    def address(self, **changes: object) -> str:
        """The address of this search after some changes."""
        query = self.filters.urlencode(**{"page": 1, **changes})
        return f"{self.path}?{query}" if query else self.path

    def _elsewhere(self, view: str, changes: dict[str, object]) -> str:
        """The address of another view of this search, which knows no fixed kind."""
        query = self.filters.urlencode(page=1, fixed_kind="", **changes)
        return reverse(view) + (f"?{query}" if query else "")

    def _rows(self, *, near: bool) -> SafeString:
        countries = {known.value for known in self.page.reading.recognised if known.name == "country"}
        hits = [hit for hit in self.page.hits if hit.near == near]
        return rows.html(rows.of_hits(hits, self.today, countries.union(self.filters.country)))

    @property
    def _words(self) -> list[tuple[str, str]]:
        words = [("q", self.filters.q)] if self.filters.q else []
        return words + ([("exact", "1")] if self.filters.exact else [])

    @property
    def _chosen(self) -> list[tuple[str, str]]:
        return [
            (name, value)
            for name, values in self.filters.chosen().items()
            if not (name == "kind" and self.filters.fixed_kind)
            for value in values
        ]

    @property
    def _sort(self) -> list[tuple[str, str]]:
        return [("sort", self.filters.sort)] if self.filters.sort else []

    @property
    def _deadline(self) -> list[tuple[str, str]]:
        day = self.filters.closes_before
        return [("closes_before", day.isoformat())] if day else []
