"""The calendar: what lies ahead, a month, and the files for the reader's own calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localdate, localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from catalog import filters as grammar
from catalog import search as engine
from catalog.calendar import ics, months, occasions
from catalog.calendar.occasions import Occasion
from catalog.enums import Moment, Sureness
from catalog.models import Opportunity
from catalog.views import days, rows
from catalog.views.result_page import ResultPage
from catalog.views.standing import SOON_DAYS

#: What a day begins and does not end.
_OPENINGS = (Moment.OPENS, Moment.REGISTRATION_OPENS)
#: What has just passed, shown after what is to come; and how far back a file goes, for whoever looks.
RECENT, BEHIND = timedelta(days=60), timedelta(days=365)
#: Entries of one search that a file holds at most.
MOST = 1_000
DECEMBER = 12
_NAME = "Porte del Mondo"
#: Calls without a deadline that are shown.
_ROLLING = 5


@dataclass(frozen=True)
class Line:
    """One occasion as a list shows it; ``soon`` is a distance to mark, ``note`` one to say quietly."""

    occasion: Occasion
    when: str
    soon: str
    note: str
    over: bool
    title_lang: str
    text_lang: str


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    today = localdate()
    horizon = months.last_day(months.later(today.replace(day=1), months.AHEAD))
    found = occasions.between(today - RECENT, horizon)
    ahead = [occasion for occasion in found if occasion.last >= today]
    recent = [occasion for occasion in found if occasion.last < today and occasion.moment not in _OPENINGS]
    filled = occasions.months()
    context = {
        "ahead": _by_month(ahead, today),
        "recent": _lines(recent[::-1], today),
        "count": len(ahead),
        "rolling": list(Opportunity.objects.published().rolling_on(today).select_related("partner")[:_ROLLING]),
        "archive": _by_year(month for month in filled if month <= today),
        "later": [month for month in filled if month > horizon],
        **_subscription(request, reverse("catalog:calendar-file")),
    }
    return render(request, "catalog/calendar.html", context)


@require_safe
def month(request: HttpRequest, year: int, number: int) -> HttpResponse:
    today, filled = localdate(), occasions.months()
    asked = date(year, number, 1) if MINYEAR <= year <= MAXYEAR and 1 <= number <= DECEMBER else None
    if asked is None or not months.within(asked, filled, today):
        raise Http404
    address = month_address(asked)
    if request.path != address:  # 2026/09 is 2026/9
        return redirect(address, permanent=True)
    found = occasions.between(asked, months.last_day(asked))
    context = {
        "name": month_name(asked),
        "lines": _lines(found, today),
        "counts": rows.listed(_counted(found)),
        "place": months.place(asked, filled),
        "this_month": asked == today.replace(day=1),
        **_subscription(request, reverse("catalog:calendar-file")),
    }
    return render(request, "catalog/month.html", context)


@require_safe
@conditional_page
def calendar_file(request: HttpRequest) -> HttpResponse:
    found = occasions.between(localdate() - BEHIND, date.max)
    return _file(request, found, name=_NAME)


@require_safe
@conditional_page
def search_file(request: HttpRequest) -> HttpResponse:
    """The days of what a search finds; services and bodies have none."""
    asked = grammar.parse(request.GET)
    kinds = tuple(kind for kind in occasions.kinds() if not asked.kind or kind in asked.kind)
    if not kinds:
        return _file(request, [], name=_NAME)
    wanted = asked.changed(kind=kinds, sort="", page_size=MOST)
    page = engine.search(wanted, language=get_language() or "it", today=localdate())
    found = [
        occasion
        for kind in kinds
        for occasion in occasions.of(kind, [hit.slug for hit in page.hits if hit.near and hit.kind == kind])
    ]
    shown = ResultPage(wanted, page, request.path, localdate())
    return _file(request, found, name=f"{_NAME}: {shown.name}")


@require_safe
@conditional_page
def entry_file(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The days of one entry, to put into one's own calendar; 404 for an entry without any."""
    found = occasions.of(kind, [slug])
    if not found:
        raise Http404
    return _file(request, found, name=found[0].title.text, file=slug)


def month_address(month: date) -> str:
    """The page of a month."""
    return reverse("catalog:month", args=[month.year, month.month])


def month_name(month: date) -> str:
    """A month and its year, to stand alone: 'Ottobre 2026'."""
    return capfirst(days.written(month, "F Y"))


def _file(request: HttpRequest, found: Iterable[Occasion], *, name: str, file: str = "porte-del-mondo") -> HttpResponse:
    content = ics.calendar_file(found, name=name, absolute=request.build_absolute_uri, url=request.get_full_path())
    response = HttpResponse(content, content_type=ics.CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'inline; filename="{file}.ics"'
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _subscription(request: HttpRequest, address: str) -> dict[str, str]:
    """The addresses of a calendar file: to subscribe to, to keep, and to copy."""
    return {
        "subscribe": f"webcal://{request.get_host()}{address}",
        "file": address,
        "file_address": request.build_absolute_uri(address),
    }


def _lines(found: Iterable[Occasion], today: date) -> list[Line]:
    return [_line(occasion, today) for occasion in found]


def _line(occasion: Occasion, today: date) -> Line:
    left = (occasion.first - today).days
    if occasion.sureness == Sureness.CANCELLED:
        distance = _("cancelled")
    elif occasion.last < today:
        distance = ""
    else:
        distance = days.distance(left) if left >= 0 else _("under way")
    marked = 0 <= left <= SOON_DAYS and occasion.sureness != Sureness.CANCELLED
    return Line(
        occasion=occasion,
        when=_when(occasion),
        soon=distance if marked else "",
        note="" if marked else distance,
        over=(occasion.last < today and occasion.moment not in _OPENINGS) or occasion.sureness == Sureness.CANCELLED,
        title_lang=rows.foreign(occasion.title.lang),
        text_lang=rows.foreign(occasion.text.lang),
    )


def _when(occasion: Occasion) -> str:
    """The day with its weekday, the days, or the day and the hour."""
    if occasion.at:
        hour = localtime(occasion.at).strftime("%H:%M")
        return _("%(day)s at %(hour)s") % {"day": days.weekday(occasion.first), "hour": hour}
    if occasion.last != occasion.first:
        return days.stretch(occasion.first, occasion.last)
    return days.weekday(occasion.first)


def _by_month(found: Iterable[Occasion], today: date) -> list[tuple[str, str, list[Line]]]:
    """What lies ahead under its months: name, address, lines. What is under way stands under this month."""
    grouped = groupby(found, key=lambda one: max(one.first, today).replace(day=1))
    return [(month_name(first), month_address(first), _lines(group, today)) for first, group in grouped]


def _by_year(filled: Iterable[date]) -> list[tuple[int, list[date]]]:
    """Months under their years, the latest year first."""
    return [(year, list(group)) for year, group in groupby(sorted(filled), key=lambda one: one.year)][::-1]


def _counted(found: Iterable[Occasion]) -> list[str]:
    """How many deadlines, openings and missions there are, in phrases; none left out but those that are not there."""
    moments = [one.moment for one in found]
    closing = sum(moment in (Moment.CLOSES, Moment.REGISTRATION_CLOSES) for moment in moments)
    opening = sum(moment in _OPENINGS for moment in moments)
    missions = moments.count(Moment.TAKES_PLACE)
    phrases = [
        (closing, ngettext("%(count)d deadline", "%(count)d deadlines", closing)),
        (opening, ngettext("%(count)d opening", "%(count)d openings", opening)),
        (missions, ngettext("%(count)d mission", "%(count)d missions", missions)),
    ]
    return [phrase % {"count": count} for count, phrase in phrases if count]
