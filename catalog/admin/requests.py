"""What an address may ask of an admin list: no more than a click on the page could."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from catalog.admin.fields import SeenTextAdmin

#: Every word is one more condition in the query; beyond these SQLite refuses it.
MAX_WORDS = 12
_CLICKED = ("exact", "isnull")


class LatePaginator(Paginator):
    """Puts keys in order and reads the rows of the page alone: sorting whole entries made the last pages slow."""

    def page(self, number: Any) -> Any:
        found = super().page(number)
        if isinstance(found.object_list, QuerySet):
            keys = list(found.object_list.values_list("pk", flat=True))
            found.object_list = self.object_list.filter(pk__in=keys)  # type: ignore[attr-defined]
        return found


class BoundedAdmin(SeenTextAdmin, admin.ModelAdmin):
    """A list that takes its own filters and a search of some words.

    Numbers and days that no database holds, in lookups Django would allow, broke the stock pages.
    """

    paginator = LatePaginator

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list is called what it holds: "choose one to change" has a gender in Italian, and says no more."""
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        listed = self.get_list_filter(request) if request else self.list_filter
        if any(getattr(item, "parameter_name", None) == lookup for item in listed):
            return True  # a filter of ours, which looks at the value itself
        filters = [item[0] if isinstance(item, tuple) else item for item in listed]
        name, comparison = lookup.split("__")[0], lookup.rpartition("__")[2]
        clicked = name in filters and comparison in _CLICKED
        return clicked and super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return super().get_search_results(request, queryset, " ".join(search_term.split()[:MAX_WORDS]))


class BoundedAutocomplete(AutocompleteJsonView):
    """Suggestions for fields of a form; the other end of a relation, which no form has, broke the stock view."""

    def process_request(self, request: HttpRequest) -> Any:
        found = super().process_request(request)
        if found[2].auto_created:
            raise PermissionDenied
        return found
