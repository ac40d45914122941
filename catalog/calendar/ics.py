"""The calendar file: days of the catalogue for the reader's own calendar (RFC 5545), to keep or to subscribe to.

A day without an hour is a whole day, and its end is the day after (DTEND is exclusive). A later file changes what an
earlier one said: the UID of a day never changes, and SEQUENCE grows with every save of its entry.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from django.utils.timezone import get_default_timezone, localdate
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone
from icalendar.prop import vDuration

from catalog.calendar.occasions import Occasion
from catalog.enums import Moment

CONTENT_TYPE = "text/calendar; charset=utf-8"
#: How often a subscriber should ask again.
REFRESH = timedelta(hours=12)
#: Where counting seconds for SEQUENCE begins: they fit 31 bits until 2088.
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
#: What no line of a calendar file may hold; a line feed is written as \n by the library.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]+")


def calendar_file(found: Iterable[Occasion], *, name: str, absolute: Callable[[str], str], url: str = "") -> bytes:
    """A calendar of some days, in the active language.

    ``name`` is what the reader's calendar calls it, ``absolute`` makes a whole address of a path, ``url`` is where the
    file itself comes from.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Regione Lombardia//Porte del Mondo//IT")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, _plain(name))
    calendar.add("x-wr-timezone", str(get_default_timezone()))
    for key in ("refresh-interval", "x-published-ttl"):
        calendar.add(key, vDuration(REFRESH), parameters={"VALUE": "DURATION"} if key == "refresh-interval" else {})
    if url:
        calendar.add("source", absolute(url), parameters={"VALUE": "URI"})
    listed = list(found)
    hours = [occasion.first for occasion in listed if occasion.at]
    if hours or not listed:  # a calendar without any part would not be one
        calendar.add_component(_timezone(hours))
    for occasion in listed:
        calendar.add_component(_event(occasion, absolute))
    return calendar.to_ical()


def uid(occasion: Occasion) -> str:
    """The name of a day for all time, whichever host serves it."""
    return f"{occasion.moment}.{occasion.kind}.{occasion.slug}@porte-del-mondo"


def _timezone(days: Sequence[date]) -> Timezone:
    """Italy's clock in the years of some days, and in this one."""
    years = [localdate().year, *(day.year for day in days)]
    first, last = date(min(years), 1, 1), date(min(max(years), date.max.year - 1) + 1, 1, 1)
    return Timezone.from_tzid(str(get_default_timezone()), first_date=first, last_date=last)


def _event(occasion: Occasion, absolute: Callable[[str], str]) -> Event:
    event = Event()
    changed = occasion.changed.astimezone(UTC).replace(microsecond=0)
    address = absolute(occasion.url)
    event.add("uid", uid(occasion))
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", max(0, int((changed - _EPOCH).total_seconds())))
    event.add("summary", _plain(_summary(occasion)))
    for key, value in _when(occasion):
        event.add(key, value)
    about = [occasion.text.text, occasion.by, _("Check day and hour on the page before you rely on them."), address]
    event.add("description", _plain("\n".join(line for line in about if line)))
    event.add("url", address)
    event.add("categories", [str(occasion.moment.label)])
    event.add("status", occasion.sureness.value.upper())
    event.add("transp", "TRANSPARENT")
    return event


def _when(occasion: Occasion) -> list[tuple[str, date | datetime]]:
    if occasion.at:
        at = occasion.at.astimezone(UTC).astimezone(get_default_timezone())
        # An hour that the clock tells twice is the first one to a calendar: the second is told in UTC.
        return [("dtstart", at.astimezone(UTC) if at.fold else at)]
    if occasion.last == date.max:  # there is no day after it: without an end it is one day
        return [("dtstart", occasion.first)]
    return [("dtstart", occasion.first), ("dtend", occasion.last + timedelta(days=1))]


def _summary(occasion: Occasion) -> str:
    if occasion.moment == Moment.TAKES_PLACE:
        return occasion.title.text
    return f"{occasion.moment.label}: {occasion.title.text}"


def _plain(text: str) -> str:
    return _CONTROL.sub(" ", text)
