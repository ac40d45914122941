"""One search as a value: what is asked for, and the query string that asks for it."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

PAGE_SIZE = 20
#: The facets: names that may repeat.
MULTIPLE = ("kind", "need", "stage", "sector", "country", "province", "partner", "type", "status")


@dataclass(frozen=True)
class SearchFilters:
    """One search, as the query string says it. Values of one name are alternatives, names narrow each other.

    ``fixed_kind`` is set on the one-kind pages and stays out of their query strings. ``exact`` asks for no typing
    corrections.
    """

    q: str = ""
    kind: tuple[str, ...] = ()
    need: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    closes_before: date | None = None
    sort: str = ""
    page: int = 1
    page_size: int = PAGE_SIZE
    exact: bool = False
    fixed_kind: str = ""
    ignored: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @property
    def order(self) -> str:
        """The sort in force: what was asked, else relevance."""
        return self.sort or "relevance"

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The facets in force, by name, with the values chosen."""
        return {name: values for name in MULTIPLE if (values := getattr(self, name))}

    def changed(self, **changes: Any) -> "SearchFilters":
        """The same search with some parts different; back on its first page unless ``page`` is one of them."""
        return replace(self, **{"page": 1, **changes})

    def urlencode(self, **changes: Any) -> str:
        """The query string of this search, after ``changes``; defaults are left out, '' when nothing remains."""
        search = self.changed(**changes) if changes else self
        pairs: list[tuple[str, str]] = [("q", search.q)] if search.q else []
        for name, values in search.chosen().items():
            if name != "kind" or not search.fixed_kind:
                pairs += [(name, value) for value in values]
        if search.closes_before:
            pairs.append(("closes_before", search.closes_before.isoformat()))
        if search.sort:
            pairs.append(("sort", search.sort))
        if search.exact:
            pairs.append(("exact", "1"))
        if search.page != 1:
            pairs.append(("page", str(search.page)))
        if search.page_size != PAGE_SIZE:
            pairs.append(("page_size", str(search.page_size)))
        return urlencode(pairs)
