"""The outbox in the admin: what was written to whom, what became of it; to read, and to try again."""

import post_office.admin  # noqa: F401 - registers its own pages first, so that ours take their place
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from post_office.models import STATUS, Attachment, Email, EmailTemplate, Log

from catalog.admin.requests import BoundedAdmin

admin.site.unregister([Attachment, Email, EmailTemplate, Log])


@admin.register(Email)
class OutboxAdmin(BoundedAdmin, admin.ModelAdmin):
    list_display = ("to", "subject", "status", "created", "last_updated", "number_of_retries")
    list_filter = ("status",)
    search_fields = ("to", "subject")
    ordering = ("-pk",)
    fields = ("to", "from_email", "subject", "message", "status", "created", "last_updated", "number_of_retries")
    readonly_fields = fields
    actions = ("try_again",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.action(description=_("Try again to send"), permissions=["change"])
    def try_again(self, request: HttpRequest, rows: QuerySet[Email]) -> None:
        rows.filter(status=STATUS.failed).update(status=STATUS.queued, scheduled_time=None, number_of_retries=None)
