"""Missions, in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalog.admin.base import EntryAdmin, EntryForm
from catalog.admin.fields import BoxesField, LinesField
from catalog.admin.lists import OWN_BODIES, PUBLICATION, SOURCES, WaitingFilter
from missions.enums import SupportKind
from missions.models import Mission


class MissionForm(EntryForm):
    cities = LinesField(label=_("cities"), max_line=80, help_text=_("One a line."))
    support = BoxesField(label=_("support on the spot"), choices=SupportKind.choices)


@admin.register(Mission)
class MissionAdmin(EntryAdmin):
    change_form_template = "admin/missions/mission/change_form.html"
    form = MissionForm
    list_display = ("title_it", "partner", "starts", "ends", "capacity", "standing")
    list_filter = (WaitingFilter, "editorial_status", OWN_BODIES)
    list_select_related = ("partner",)
    search_fields = ("title_it", "title_en", "slug")
    autocomplete_fields = ("sectors", "countries")
    prepopulated_fields = {"slug": ("title_it",)}
    fieldsets = (
        (
            _("What it is"),
            {"fields": ("partner", ("title_it", "title_en"), ("description_it", "description_en"), "sectors", "demo")},
        ),
        (_("When and where"), {"fields": (("starts", "ends"), "countries", "cities", "capacity", "support")}),
        (_("How firms find it"), {"fields": (("search_terms_it", "search_terms_en"),)}),
        SOURCES,
        PUBLICATION,
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Once firms have registered, seats change at the desk only, where those who wait get what is new."""
        registered = bool(obj and obj.registrations.exists())
        return [*super().get_readonly_fields(request, obj), *["capacity"] * registered]
