"""Days as one says them: in full, as a stretch, and how far away.

Italian joins the preposition and the article to the number, and drops a vowel before the eighth and the eleventh:
'fino al 10', 'fino all’8'. Sentences that need it exist twice, the second with a context.
"""

import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from catalog import partial_dates

#: Days whose Italian name begins with a vowel: l'otto, l'undici.
_VOWELS = (8, 11)
ROME = ZoneInfo("Europe/Rome")
#: Days counted one by one; more are told in months.
_COUNTED_DAYS = 75
_DAYS_OF_A_MONTH = 30.44
_NO_BREAK = "\u00a0"


def day(value: datetime.date) -> str:
    """A date as the reader's language writes it, the number and the month never parted by a line end."""
    return _number(value) + _NO_BREAK + written(value, "F Y")


def weekday(value: datetime.date) -> str:
    """A date with its day of the week, for when one must act."""
    return f"{written(value, 'l')} {day(value)}"


def stretch(first: datetime.date, last: datetime.date | None) -> str:
    """Some days as one stretch: '22-25 febbraio 2027', '28 febbraio - 3 marzo 2027', or one day."""
    if last is None or last == first:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{_number(first)}-{day(last)}"
    start = day(first) if first.year != last.year else f"{_number(first)}{_NO_BREAK}{written(first, 'F')}"
    return f"{start} - {day(last)}"


def from_day(value: datetime.date) -> str:
    """'dal 10 ottobre 2026'."""
    text = pgettext("the eighth or the eleventh", "from %(day)s") if value.day in _VOWELS else _("from %(day)s")
    return text % {"day": day(value)}


def until_day(value: datetime.date) -> str:
    """'fino al 10 ottobre 2026'."""
    text = pgettext("the eighth or the eleventh", "until %(day)s") if value.day in _VOWELS else _("until %(day)s")
    return text % {"day": day(value)}


def since_day(value: datetime.date) -> str:
    """'dal 10 ottobre 2026', for what has ended."""
    text = pgettext("the eighth or the eleventh", "since %(day)s") if value.day in _VOWELS else _("since %(day)s")
    return text % {"day": day(value)}


def on_day(value: datetime.date) -> str:
    """'il 10 ottobre 2026'."""
    text = pgettext("the eighth or the eleventh", "on %(day)s") if value.day in _VOWELS else _("on %(day)s")
    return text % {"day": day(value)}


def on_partial_day(text: str) -> str:
    """When a partial date was, as it fits a sentence: 'nel 2025', 'in aprile 2025', 'il 30 aprile 2025'."""
    first = partial_dates.first_day(text)
    if len(text) == len("2025"):
        return _("in %(year)s") % {"year": text}
    if len(text) == len("2025-04"):
        return _("in %(month)s") % {"month": written(first, "F Y")}
    return on_day(first)


def distance(days: int) -> str:
    """How far a day is, as one says it: nobody counts four hundred days."""
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days > _COUNTED_DAYS:
        return _("about %(count)d months left") % {"count": round(days / _DAYS_OF_A_MONTH)}
    return ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}


def written(value: datetime.date, pattern: str) -> str:
    """Part of a date by Django's pattern. Italian writes months and days small, Django's Italian not."""
    text = date_format(value, pattern)
    return text.lower() if get_language() == "it" else text


def _number(value: datetime.date) -> str:
    """The number of a day; the first of a month is 1° in Italian."""
    return "1°" if value.day == 1 and get_language() == "it" else str(value.day)


def moment(value: datetime.datetime) -> str:
    """A moment in Italy, the day of the week first: 'giovedì 1° ottobre 2026, ore 18:00'."""
    local = localtime(value, ROME)
    return _("%(day)s, %(hour)s") % {"day": weekday(local.date()), "hour": _hour(local)}


def _hour(local: datetime.datetime) -> str:
    return _("at %(time)s") % {"time": f"{local:%H:%M}"}
