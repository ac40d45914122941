"""The queue of readers' reports, in the admin: to read and to deal with, not to write in."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalog.admin.requests import BoundedAdmin
from catalog.corrections.queue import close
from catalog.enums import CorrectionStatus
from catalog.models import Correction
from catalog.search.documents import url_names

#: Characters of a message in the list.
_SHOWN = 120


@admin.register(Correction)
class CorrectionAdmin(BoundedAdmin):
    """What waits comes first, the oldest at the top."""

    list_display = ("subject", "entry", "beginning", "received_at", "status")
    list_filter = ("status", "kind", "subject")
    search_fields = ("slug", "message")
    ordering = ("-status", "received_at")
    actions = ("settle", "dismiss")
    readonly_fields = ("entry", "kind", "subject", "message", "email", "language", "received_at", "closed_at", "status")
    fields = readonly_fields
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=_("entry"), ordering="slug")
    def entry(self, correction: Correction) -> SafeString:
        address = reverse(url_names()[correction.kind], args=[correction.slug])
        return format_html('<a href="{}">{}</a>', address, correction.slug)

    @admin.display(description=_("what it should say"))
    def beginning(self, correction: Correction) -> str:
        return Truncator(correction.message).chars(_SHOWN)

    @admin.action(description=_("Put right"), permissions=["change"])
    def settle(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._close(request, queryset, CorrectionStatus.SETTLED)

    @admin.action(description=_("Nothing to put right"), permissions=["change"])
    def dismiss(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._close(request, queryset, CorrectionStatus.DISMISSED)

    def _close(self, request: HttpRequest, queryset: QuerySet, status: CorrectionStatus) -> None:
        count = close(queryset, status)
        told: Any = ngettext("%(count)d report is closed.", "%(count)d reports are closed.", count)
        self.message_user(request, told % {"count": count}, messages.SUCCESS)
