"""What the lists and forms of all entries have in common: filters within scope, and the last two groups of fields."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from catalog.editorial import waiting

#: Bodies to filter by: those of the entries that who looks may see.
OWN_BODIES: Any = ("partner", RelatedOnlyFieldListFilter)
SOURCES: Any = (_("Where it comes from"), {"fields": ("url", "sources", "checked")})
PUBLICATION: Any = (
    _("When and where it is shown"),
    {"fields": (("publish_on", "expire_on"), "slug", "editorial_status", ("created_at", "updated_at"))},
)


class WaitingFilter(admin.SimpleListFilter):
    """What needs hands: the first page leads here."""

    title = _("what it waits for")
    parameter_name = waiting.PARAMETER

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(name, capfirst(duty.choice)) for name, duty in waiting.DUTIES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value()
        return waiting.DUTIES[value].of(queryset) if value in waiting.DUTIES else queryset
