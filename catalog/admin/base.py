"""What the pages of every curated entry share: saving keeps the search in step, publishing is an action."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalog import publishing
from catalog.admin.fields import LinesField, UrlLinesField
from catalog.admin.requests import BoundedAdmin
from catalog.models.publishing import PublishableModel


class EntryForm(forms.ModelForm):
    """The lists of an entry, one item a line. ``of_lists`` names the columns that hold texts."""

    sources = UrlLinesField(label=_("sources"), help_text=_("Addresses of the pages that were read, one a line."))
    search_terms_it = LinesField(
        label=_("search terms in Italian"),
        help_text=_("What firms type when they look for this, one a line. Searched, not shown."),
    )
    search_terms_en = LinesField(label=_("search terms in English"))


class EntryAdmin(BoundedAdmin):
    """A published entry is saved together with what the search holds of it."""

    form = EntryForm
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    actions = ("publish", "withdraw")
    readonly_fields = ("created_at", "updated_at")
    list_per_page = 50
    view_on_site = True

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Links are saved last: from here on the entry is whole."""
        super().save_related(request, form, formsets, change)
        publishing.refresh_search(form.instance, formerly=form.initial.get("slug", ""))

    def delete_model(self, request: HttpRequest, obj: PublishableModel) -> None:
        publishing.withdraw(obj)
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        for entry in queryset:
            self.delete_model(request, entry)

    @admin.action(description=_("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet) -> None:
        for entry in queryset:
            publishing.publish(entry)
        self._tell(
            request, ngettext("%(count)d entry is public.", "%(count)d entries are public.", len(queryset)), queryset
        )

    @admin.action(description=_("Withdraw"), permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet) -> None:
        for entry in queryset:
            publishing.withdraw(entry)
        self._tell(
            request,
            ngettext("%(count)d entry is withdrawn.", "%(count)d entries are withdrawn.", len(queryset)),
            queryset,
        )

    def _tell(self, request: HttpRequest, message: str, queryset: QuerySet) -> None:
        self.message_user(request, message % {"count": len(queryset)}, messages.SUCCESS)
