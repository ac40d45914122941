"""Services and opportunities, in the admin."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalog.admin.base import EntryAdmin, EntryForm
from catalog.admin.fields import BoxesField, LinesField
from catalog.admin.lists import OWN_BODIES, PUBLICATION, SOURCES, WaitingFilter
from catalog.enums import Delivery, Stage
from catalog.models import Opportunity, Service


class OfferForm(EntryForm):
    questions_it = LinesField(
        label=_("questions it answers, in Italian"), help_text=_("As a firm would ask them, one a line.")
    )
    questions_en = LinesField(label=_("questions it answers, in English"))
    stages = BoxesField(label=_("kinds of firm"), choices=Stage.choices)


class ServiceForm(OfferForm):
    delivery = BoxesField(label=_("how it is given"), choices=Delivery.choices)


_WHAT: Any = (
    _("What it is"),
    {
        "fields": (
            "partner",
            ("title_it", "title_en"),
            ("summary_it", "summary_en"),
            ("description_it", "description_en"),
        )
    },
)
_WHOM: Any = (_("Whom it is for"), {"fields": ("need", "stages", "sectors", "countries")})
_FOUND: Any = (
    _("How firms find it"),
    {"fields": (("questions_it", "questions_en"), ("search_terms_it", "search_terms_en"))},
)


class OfferAdmin(EntryAdmin):
    change_list_template = "admin/entry/change_list.html"
    list_select_related = ("partner", "need")
    search_fields = ("title_it", "title_en", "slug", "partner__name", "partner__short_name")
    autocomplete_fields = ("sectors", "countries")
    prepopulated_fields = {"slug": ("title_it",)}


@admin.register(Service)
class ServiceAdmin(OfferAdmin):
    form = ServiceForm
    list_display = ("title_it", "partner", "standing", "need", "english", "checked_on", "changed")
    list_filter = (WaitingFilter, "editorial_status", "need", OWN_BODIES)
    fieldsets = (
        _WHAT,
        _WHOM,
        (_("How to get it"), {"fields": ("delivery", "cost", ("how_to_access_it", "how_to_access_en"))}),
        _FOUND,
        SOURCES,
        PUBLICATION,
    )


@admin.register(Opportunity)
class OpportunityAdmin(OfferAdmin):
    form = OfferForm
    list_display = ("title_it", "partner", "standing", "type", "opens", "closes", "english", "checked_on", "changed")
    list_filter = (WaitingFilter, "editorial_status", "type", "need", OWN_BODIES)
    fieldsets = (
        _WHAT,
        (_("Dates and amount"), {"fields": ("type", ("opens", "closes", "rolling"), ("amount_it", "amount_en"))}),
        (_WHOM[0], {"fields": (*_WHOM[1]["fields"], ("beneficiaries_it", "beneficiaries_en"))}),
        _FOUND,
        SOURCES,
        PUBLICATION,
    )
