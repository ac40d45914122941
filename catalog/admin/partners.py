"""Partners and their offices, in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalog.admin.base import EntryAdmin, EntryForm
from catalog.admin.fields import BoxesField, UrlLinesField
from catalog.admin.lists import PUBLICATION, SOURCES, WaitingFilter
from catalog.admin.parts import PartInline
from catalog.models import Office, Partner, Province


class PartnerForm(EntryForm):
    provinces = BoxesField(
        label=_("provinces served"), choices=(), help_text=_("Tick none when it serves all of Lombardy.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provinces"].choices = list(Province.objects.values_list("code", "name"))  # type: ignore[attr-defined]


class OfficeForm(forms.ModelForm):
    sources = UrlLinesField(label=_("sources"), help_text=_("Addresses of the pages that were read, one a line."))


class OfficeInline(PartInline):
    model = Office
    form = OfficeForm
    fields = ("name", ("address", "postcode"), ("city", "province"), ("phone", "email"), "sources", "checked")


@admin.register(Partner)
class PartnerAdmin(EntryAdmin):
    form = PartnerForm
    inlines = (OfficeInline,)
    list_display = ("short_name", "standing", "kind", "table_member", "english", "checked_on", "changed")
    list_filter = (WaitingFilter, "editorial_status", "kind", "table_member")
    search_fields = ("name", "short_name", "slug")
    prepopulated_fields = {"slug": ("short_name",)}
    fieldsets = (
        (
            _("What it is"),
            {"fields": ("name", "short_name", "kind", "table_member", ("role_it", "role_en"), "provinces")},
        ),
        (_("How firms find it"), {"fields": (("search_terms_it", "search_terms_en"),)}),
        SOURCES,
        PUBLICATION,
    )
