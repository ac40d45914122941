"""Keeping entries true, in the admin: the page where they are confirmed, what was confirmed by whom, the rules."""

from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from catalog import partial_dates
from catalog.admin.scope import RegionalAdmin, StaffAdmin
from catalog.editorial.changes import NotAllowed
from catalog.freshness import keeping, reviewing, rhythm
from catalog.freshness.confirming import confirm
from catalog.models import Confirmation, ReviewRule
from catalog.models.reviews import ReviewedEntry

#: Entries on a page of the review: what one reads in a sitting.
_ON_A_PAGE = 50


class KeptAdmin(StaffAdmin):
    """Rows about entries that the portal writes: read by whoever may edit the entry, written by nobody here."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return reviewing.within_reach(request.user, super().get_queryset(request)).prefetch_related("entry")


@admin.register(Confirmation)
class ConfirmationAdmin(KeptAdmin):
    """What was confirmed, the latest first; beside it the page where entries are."""

    list_display = ("entry", "by", "at", "checked_before")
    list_display_links = None
    list_select_related = ("by",)
    list_per_page = 50
    show_full_result_count = False
    change_list_template = "admin/freshness/confirmations.html"

    @admin.display(description=_("checked before"), ordering="before")
    def checked_before(self, confirmation: Confirmation) -> str:
        return partial_dates.short(confirmation.before)

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("review/", self._own(self.review_view), name="catalog_confirmation_review"),
            path("<slug:kind>/<int:pk>/", self._own(self.entry_view), name="catalog_confirmation_entry"),
        ]
        return [*own, *super().get_urls()]

    def review_view(self, request: HttpRequest) -> HttpResponse:
        """What waits for who looks. Ticked entries, or the one whose button was pressed, are confirmed together."""
        if not self.has_view_permission(request):
            raise Http404
        if request.method == "POST":
            pressed = request.POST.get("one")
            self._confirm(request, reviewing.named([pressed] if pressed else request.POST.getlist("entry")))
            return HttpResponseRedirect(request.get_full_path())
        today = timezone.localdate()
        every = waiting = reviewing.waiting(request.user, today)
        bodies, asked = reviewing.of_bodies(every), reviewing.this_week(every, request.user, today)
        body = next((body for body, _count in bodies if body.slug == request.GET.get("body")), None)
        if body is not None:
            waiting, asked = [one for one in every if one.body == body.pk], 0
        page = Paginator(waiting, _ON_A_PAGE).get_page(request.GET.get("p"))
        questions = reviewing.questions(page.object_list, today)
        share = max(asked - page.start_index() + 1, 0)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Still true?"),
            "opts": self.opts,
            "questions": questions,
            "groups": [
                (heading, listed)
                for heading, listed in ((_("This week"), questions[:share]), (_("No hurry"), questions[share:]))
                if listed
            ],
            "page": page,
            "count": len(waiting),
            "asked": asked,
            "bodies": bodies,
            "body": body,
            "chosen": f"&body={body.slug}" if body else "",
            "ticked": request.GET.get("tick") == "all",
        }
        return render(request, "admin/freshness/review.html", context)

    def entry_view(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        """One entry: when it is due, who keeps it true and how often, its links, who confirmed it when."""
        entry = self._entry(request, f"{kind}:{pk}")
        form = keeping.KeepingForm(request.POST if "keep" in request.POST else None, entry=entry)
        if request.method == "POST":
            if "keep" not in request.POST:
                self._confirm(request, [entry])
                return HttpResponseRedirect(request.path)
            if form.is_valid():
                keeping.keep(entry, **form.cleaned_data, by=request.user)
                self.message_user(request, _("It is noted."), messages.SUCCESS)
                return HttpResponseRedirect(request.path)
        due = rhythm.due_day(entry, rhythm.rules())
        context = {
            **self.admin_site.each_context(request),
            "title": _("Keep it true"),
            "subtitle": str(entry),
            "opts": self.opts,
            "entry": entry,
            "entry_page": reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_change", args=[entry.pk]),
            "form": form,
            "due": due,
            "overdue": due <= timezone.localdate(),
            "confirmations": entry.confirmations.select_related("by")[:20],
            "links": entry.links.select_related("vouched_by").order_by("pk"),
        }
        return render(request, "admin/freshness/entry.html", context)

    def _own(self, view: Any) -> Any:
        return self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(view))

    def _entry(self, request: HttpRequest, key: str) -> Any:
        found = reviewing.named([key])
        if not found or not keeping.may_keep(request.user, found[0]):
            raise Http404
        return found[0]

    def _confirm(self, request: HttpRequest, entries: list[ReviewedEntry]) -> None:
        try:
            count = confirm(entries, by=request.user, today=timezone.localdate())
        except NotAllowed:
            raise Http404 from None
        if not entries:
            self.message_user(request, _("Tick the entries that are still true first."), messages.WARNING)
            return
        said: Any = ngettext("%(count)d entry is confirmed.", "%(count)d entries are confirmed.", count)
        self.message_user(request, said % {"count": count}, messages.SUCCESS)


@admin.register(ReviewRule)
class ReviewRuleAdmin(RegionalAdmin):
    """The Region's to change; the kinds are what they are."""

    list_display = ("kind", "rhythm", "hidden_after_days")
    fields = ("kind", "rhythm", "hidden_after_days")
    readonly_fields = ("kind",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
