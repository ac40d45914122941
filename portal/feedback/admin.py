"""What readers said, for staff: ratings page by page, and the queue of faults."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalog.admin.requests import BoundedAdmin
from portal.feedback.models import Fault, Rating
from portal.feedback.report import by_page


class ReadersWords(BoundedAdmin):
    """What readers wrote is read, not rewritten."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Rating)
class RatingAdmin(ReadersWords):
    list_display = ("day", "page", "stars", "answer", "comment", "language")
    list_filter = ("stars", "answer", "language")
    search_fields = ("page", "comment")
    change_list_template = "admin/feedback/ratings.html"

    def get_urls(self) -> list[URLPattern]:
        own = path("report/", self.admin_site.admin_view(self.report), name="feedback_rating_report")
        return [own, *super().get_urls()]

    def report(self, request: HttpRequest) -> HttpResponse:
        """Every rated page, those that most readers found hard first."""
        if not self.has_view_permission(request):
            return self.admin_site.login(request)
        context = {**self.admin_site.each_context(request), "title": _("Ratings by page"), "pages": by_page()}
        return render(request, "admin/feedback/report.html", context)


@admin.register(Fault)
class FaultAdmin(ReadersWords):
    list_display = ("day", "kind", "page", "text", "handled")
    list_filter = ("handled", "kind")
    search_fields = ("page", "text")
    actions = ("mark_handled",)

    @admin.action(description=_("Mark as seen to"), permissions=["handle"])
    def mark_handled(self, request: HttpRequest, queryset: QuerySet[Fault]) -> None:
        count = queryset.update(handled=True)
        self.message_user(
            request, ngettext("%(count)d fault is seen to.", "%(count)d faults are seen to.", count) % {"count": count}
        )

    def has_handle_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("feedback.change_fault")
