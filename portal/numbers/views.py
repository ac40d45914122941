"""The public page of numbers, its CSV, and what the contacts' links report."""

import csv
import datetime
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.search import labels
from catalog.views import days as days_in_words
from portal.numbers import bodies, reports
from portal.numbers.counting import count
from portal.numbers.enums import PUBLIC, Way, What
from portal.numbers.machines import WORDS, is_program
from portal.numbers.models import LONGEST_KEY, DailyCount
from portal.numbers.visits import ENTRIES, KINDS
from portal.origin import from_our_pages

#: Days of the short view, months of the long one.
DAYS = 30
MONTHS = 12


@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """The last thirty days, whole ones, and the months before."""
    last = localdate() - datetime.timedelta(days=1)
    first = last - datetime.timedelta(days=DAYS - 1)
    use = reports.use(first, last)
    columns = [*(str(what.label) for what in PUBLIC), _("Ratings")]
    context = {
        "period": days_in_words.stretch(first, last),
        "use": use,
        "columns": columns,
        "totals": list(zip(columns, use.totals, strict=True)),
        "months": reports.months(_months_before(last, MONTHS - 1), localdate()),
        "sought": [
            (f"t-{name}", labels.current().names[get_language() or "it"][name], values)
            for name, values in bodies.sought_by_all(first, last).items()
            if values
        ],
        "words": WORDS,
        "index": [
            ("mese", _("The last thirty days")),
            ("pagine", _("What is read")),
            ("cercato", _("What firms look for")),
            ("giudizi", _("How clear readers find it")),
            ("giorni", _("Day by day")),
            ("mesi", _("Month by month")),
            ("metodo", _("How we count")),
        ],
    }
    return render(request, "numbers/numbers.html", context)


@require_safe
def table(request: HttpRequest) -> StreamingHttpResponse:
    """All counts as CSV (RFC 4180): one row a day, an act and a key; a key never begins like a formula."""
    response = StreamingHttpResponse(_rows(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="porte-del-mondo-numeri.csv"'
    return response


@from_our_pages
@require_POST
def contact(request: HttpRequest) -> HttpResponse:
    """Counts a contact that was followed from a page of ours: its way, and the entry whose page it was."""
    way = request.POST.get("way", "")
    if way in Way.values and not is_program(request):
        try:
            match = resolve(request.POST.get("page", ""))
        except Resolver404:
            return HttpResponse(status=204)
        count(What.CONTACT, way)
        kind = KINDS.get(match.view_name)
        if kind in ENTRIES and "slug" in match.kwargs:
            count(What.ASKED, f"{way}:{kind}/{match.kwargs['slug']}"[:LONGEST_KEY])
    return HttpResponse(status=204)


class _Echo:
    """A file for ``csv.writer`` that hands each line back."""

    def write(self, line: str) -> str:
        return line


def _rows() -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(("day", "what", "key", "count"))
    rows = (
        DailyCount.objects.filter(what__in=PUBLIC)
        .order_by("day", "what", "key")
        .values_list("day", "what", "key", "count")
    )
    for row in rows.iterator(chunk_size=2_000):
        yield writer.writerow(row)


def _months_before(day: datetime.date, months: int) -> datetime.date:
    """The first day of the month so many months before a day's."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return datetime.date(year, month + 1, 1)
