"""Services and opportunities, in the admin."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalog.admin.base import EntryAdmin, EntryForm
from catalog.admin.fields import BoxesField, LinesField
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
            ("questions_it", "questions_en"),
        )
    },
)
_WHOM: Any = (_("Whom it is for"), {"fields": ("need", "stages", "sectors", "countries")})
_SOURCES: Any = (
    _("Sources and publication"),
    {"fields": ("url", "sources", "checked", "slug", "editorial_status", ("created_at", "updated_at"))},
)
_FOUND: Any = (_("How firms find it"), {"fields": (("search_terms_it", "search_terms_en"),)})


class OfferAdmin(EntryAdmin):
    list_select_related = ("partner", "need")
    search_fields = ("title_it", "title_en", "slug", "partner__name", "partner__short_name")
    autocomplete_fields = ("partner", "sectors", "countries")
    prepopulated_fields = {"slug": ("title_it",)}


@admin.register(Service)
class ServiceAdmin(OfferAdmin):
    form = ServiceForm
    list_display = ("title_it", "partner", "need", "editorial_status", "checked")
    list_filter = ("editorial_status", "need", "partner")
    fieldsets = (
        _WHAT,
        _WHOM,
        (_("How to get it"), {"fields": ("delivery", "cost", ("how_to_access_it", "how_to_access_en"))}),
        _SOURCES,
        _FOUND,
    )


@admin.register(Opportunity)
class OpportunityAdmin(OfferAdmin):
    form = OfferForm
    list_display = ("title_it", "partner", "type", "opens", "closes", "rolling", "editorial_status", "checked")
    list_filter = ("editorial_status", "type", "need", "partner")
    fieldsets = (
        _WHAT,
        (_("Dates and amount"), {"fields": ("type", ("opens", "closes", "rolling"), ("amount_it", "amount_en"))}),
        (_WHOM[0], {"fields": (*_WHOM[1]["fields"], ("beneficiaries_it", "beneficiaries_en"))}),
        _SOURCES,
        _FOUND,
    )
