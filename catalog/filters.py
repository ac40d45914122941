"""The grammar of the query string: one FilterSet for page, API, feed and saved search.

It never refuses: a value or a name that means nothing is set aside in ``ignored``, so that the page can say so, and the
rest is used.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import django_filters
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from catalog.enums import Availability, Kind, OpportunityType, Stage
from catalog.models import SearchDocument
from catalog.search.labels import known_values
from catalog.search.query import MULTIPLE, PAGE_SIZE, SearchFilters

MAX_TEXT = 200
MAX_PAGE = 100_000
MAX_PAGE_SIZE = 100
MAX_IGNORED = 20
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")

SORTS = (
    ("relevance", _("Closest first")),
    ("deadline", _("Deadline")),
    ("newest", _("Newest")),
    ("title", _("Title")),
)


class _Lenient:
    """A form field that sets aside what it does not understand instead of refusing it."""

    ignored: list[str]

    def clean(self, value: Any) -> Any:
        self.ignored = []
        try:
            return super().clean(value)  # type: ignore[misc]
        except (forms.ValidationError, OverflowError, ValueError):
            self.ignored = [str(value)]
            return None


class LenientChoices(_Lenient, forms.MultipleChoiceField):
    """Keeps the values that exist, in the order given, each once."""

    def clean(self, value: Any) -> tuple[str, ...]:
        given = [str(item) for item in value or ()]
        kept = tuple(dict.fromkeys(item for item in given if self.valid_value(item)))
        self.ignored = [item for item in given if item and item not in kept]
        return kept


class LenientChoice(_Lenient, forms.ChoiceField):
    pass


class LenientNumber(_Lenient, forms.IntegerField):
    pass


class LenientDate(_Lenient, forms.DateField):
    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **options)


class LenientFlag(_Lenient, forms.BooleanField):
    pass


class _Choices(django_filters.MultipleChoiceFilter):
    field_class = LenientChoices


class _Choice(django_filters.ChoiceFilter):
    field_class = LenientChoice


class _Number(django_filters.NumberFilter):
    field_class = LenientNumber


class _Date(django_filters.DateFilter):
    field_class = LenientDate


class _Flag(django_filters.BooleanFilter):
    field_class = LenientFlag


def _values(name: str) -> Any:
    """The choices of a facet as they stand when a form is made: editors add partners while the process runs."""
    return lambda: [(value, value) for value in known_values(name)]


class SearchFilterSet(django_filters.FilterSet):
    """What a query string may say. It only reads it: matching is the search's work, on the index."""

    q = django_filters.CharFilter()
    kind = _Choices(choices=Kind.choices)
    need = _Choices(choices=_values("need"))
    stage = _Choices(choices=Stage.choices)
    sector = _Choices(choices=_values("sector"))
    country = _Choices(choices=_values("country"))
    province = _Choices(choices=_values("province"))
    partner = _Choices(choices=_values("partner"))
    type = _Choices(choices=OpportunityType.choices)
    status = _Choices(choices=Availability.choices)
    closes_before = _Date()
    sort = _Choice(choices=SORTS)
    page = _Number(min_value=1, max_value=MAX_PAGE)
    page_size = _Number(min_value=1)
    exact = _Flag()

    class Meta:
        model = SearchDocument
        fields: list[str] = []

    def __init__(self, data: QueryDict) -> None:
        # Making the fields that nobody names would cost as much as the search.
        self.base_filters = {name: made for name, made in self.declared_filters.items() if name in data}
        super().__init__(data, queryset=SearchDocument.objects.none())


def parse(query: QueryDict | Mapping[str, Any], *, kind: str = "", also: Iterable[str] = ()) -> SearchFilters:
    """The search a query string asks for.

    ``kind`` fixes the kind; names in ``also`` belong to the caller and are let pass.
    """
    form = SearchFilterSet(_without_control_characters(query)).form
    form.is_valid()
    cleaned = form.cleaned_data
    chosen = {name: cleaned.get(name, ()) for name in MULTIPLE}
    ignored = [(name, value) for name, value in _pairs(query) if name not in form.fields and name not in also]
    for name, form_field in form.fields.items():
        ignored += [(name, value) for value in getattr(form_field, "ignored", ())]
    if kind:
        ignored += [("kind", value) for value in chosen["kind"] if value != kind]
        chosen["kind"] = (kind,)
    return SearchFilters(
        q=" ".join((cleaned.get("q") or "").split())[:MAX_TEXT],
        **chosen,
        closes_before=cleaned.get("closes_before"),
        sort=cleaned.get("sort") or "",
        page=int(cleaned.get("page") or 1),
        page_size=min(int(cleaned.get("page_size") or PAGE_SIZE), MAX_PAGE_SIZE),
        exact=bool(cleaned.get("exact")),
        fixed_kind=kind,
        ignored=tuple((name[:60], value[:100]) for name, value in ignored[:MAX_IGNORED]),
    )


def _pairs(query: QueryDict | Mapping[str, Any]) -> list[tuple[str, str]]:
    if isinstance(query, QueryDict):
        return [(name, value) for name, values in query.lists() for value in values]
    return [(name, str(value)) for name, value in query.items()]


def _without_control_characters(query: QueryDict | Mapping[str, Any]) -> QueryDict:
    """A copy whose values hold no control characters or lone surrogates, which no database stores alike."""
    clean = QueryDict(mutable=True)
    for name, value in _pairs(query):
        clean.appendlist(name, _CONTROL.sub(" ", value))
    return clean
