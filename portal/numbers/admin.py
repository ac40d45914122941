"""The numbers for staff: those of each body, and what firms searched for in vain."""

import datetime
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext, ngettext, override
from django.utils.translation import gettext_lazy as _

from catalog import permissions
from catalog.admin.scope import StaffAdmin, is_regional
from catalog.enums import Kind
from catalog.interchange import tables
from catalog.models import Partner
from catalog.views import days as days_in_words
from portal.numbers import bodies
from portal.numbers.enums import Way
from portal.numbers.models import DailyCount, MissedText

#: Days that a report may cover; the first is shown unless another is asked for.
PERIODS = (30, 90, 365)
#: Entries shown on the page, of a body and of all together; the table to download has all.
_SHOWN, _SHOWN_OF_ALL = 100, 25


@admin.register(DailyCount)
class BodyNumbersAdmin(StaffAdmin):
    """One page: the numbers of the body that who looks works for, or of any for the Region."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[DailyCount]:
        """The rows themselves are nobody's to open."""
        return super().get_queryset(request).none()

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not self.has_view_permission(request):
            return self.admin_site.login(request)
        choice = permissions.organisations_of(request.user).order_by("short_name")
        if is_regional(request):
            choice = Partner.objects.order_by("short_name")
        body = self._body(request, choice)
        period = next((days for days in PERIODS if str(days) == request.GET.get("days")), PERIODS[0])
        last = localdate() - datetime.timedelta(days=1)
        first = last - datetime.timedelta(days=period - 1)
        if request.GET.get("format") == "csv":
            return _file(body, bodies.use_of(body, first, last))
        use = bodies.use_of(body, first, last, most=_SHOWN if body else _SHOWN_OF_ALL)
        context = {
            **self.admin_site.each_context(request),
            **(extra_context or {}),
            "title": _("Numbers"),
            "opts": self.opts,
            "bodies": choice,
            "body": body,
            "all_bodies": is_regional(request),
            "periods": PERIODS,
            "period": period,
            "stretch": days_in_words.stretch(first, last),
            "use": use,
            "totals": zip(
                (gettext("Entries opened"), gettext("Entries opened from a search"), gettext("Contacts followed")),
                use.totals,
                strict=True,
            ),
            "lines": use.lines,
            "highest": max((line.opened for line in use.lines), default=0) or 1,
            "left_out": use.left_out,
            "sought": [(_FACET_NAMES[name], values) for name, values in use.sought.items() if values],
            "table": "?" + urlencode({"body": body.slug if body else "", "days": period, "format": "csv"}),
            "may_teach": is_regional(request),
        }
        return render(request, "admin/numbers/body.html", context)

    def _body(self, request: HttpRequest, choice: QuerySet[Partner]) -> Partner | None:
        """The body asked for; else the first of theirs, or all together for the Region. Others' are not there."""
        asked = request.GET.get("body", "")
        if asked:
            body = choice.filter(slug=asked).first()
            if body is None:
                raise Http404
            return body
        return None if is_regional(request) else choice.first()


_FACET_NAMES = {
    "sector": _("Sectors"),
    "country": _("Countries"),
    "province": _("Provinces"),
    "stage": _("Kinds of firm"),
}


@admin.register(MissedText)
class MissedTextAdmin(StaffAdmin):
    """What firms searched for in vain, the most frequent first; from each, one step to a synonym."""

    list_display = ("text", "language", "times", "days", "last", "found", "ways")
    list_filter = ("seen_to", "language")
    list_display_links = None
    search_fields = ("text",)
    actions = ("see_to",)
    list_per_page = 50
    show_full_result_count = False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Searches without an answer"), **(extra_context or {})})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return bodies.with_times(MissedText.objects.all())

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("seen_to", "-times", "text")

    @admin.display(description=_("how often"), ordering="times")
    def times(self, text: Any) -> int:
        return int(text.times or 0)

    @admin.display(description=_("on how many days"), ordering="days")
    def days(self, text: Any) -> int:
        return int(text.days or 0)

    @admin.display(description=_("last time"), ordering="last")
    def last(self, text: Any) -> datetime.date | None:
        day: datetime.date | None = text.last
        return day

    @admin.display(description=_("what to do"))
    def ways(self, text: MissedText) -> SafeString:
        with override(text.language):
            search = reverse("catalog:search")
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">{}</a>',
            f"{search}?{urlencode({'q': text.text})}",
            gettext("Search for it"),
            f"{reverse('admin:catalog_synonymgroup_add')}?{urlencode({'sources': text.text, 'tried': text.text})}",
            gettext("Add a synonym"),
        )

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return super().get_actions(request) if is_regional(request) else {}

    @admin.action(description=_("Mark as seen to"))
    def see_to(self, request: HttpRequest, queryset: QuerySet[MissedText]) -> None:
        count = MissedText.objects.filter(pk__in=list(queryset.values_list("pk", flat=True))).update(seen_to=True)
        told = ngettext("%(count)d search is seen to.", "%(count)d searches are seen to.", count)
        self.message_user(request, told % {"count": count})


def _file(body: Partner | None, use: bodies.BodyUse) -> HttpResponse:
    """The entries of a report and what was looked for, as one table."""
    lines = tables.lines(_rows(use), tables.separator(get_language() or "it"))
    response = HttpResponse("".join(lines), content_type=tables.CONTENT_TYPE)
    name = body.slug if body else "porte-del-mondo"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-numeri.csv"'
    return response


def _rows(use: bodies.BodyUse) -> Iterator[tuple[object, ...]]:
    kinds = dict(Kind.choices)
    yield (
        gettext("What"),
        gettext("Name"),
        gettext("Address"),
        gettext("Entries opened"),
        gettext("Entries opened from a search"),
        *(str(way.label) for way in Way),
    )
    for line in use.lines:
        address = line.entry.get_absolute_url()  # type: ignore[attr-defined]
        yield (kinds[line.kind], line.entry, address, line.opened, line.found, *line.ways)
    for name, values in use.sought.items():
        for label, times in values:
            yield (_FACET_NAMES[name], label, "", "", times, *("" for _way in Way))
    for row in use.missed:
        yield (gettext("Searched for in vain"), row.text.text, "", "", row.times, *("" for _way in Way))
