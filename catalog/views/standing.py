"""Where an entry stands today, in words: open until a day, closed, always available, or not known."""

import datetime
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.enums import Availability, Kind
from catalog.views import days

#: A deadline this near is marked.
SOON_DAYS = 14


@dataclass(frozen=True)
class Standing:
    """Words for a status. ``door`` names the drawing beside the word, '' for none; ``soon`` is shown in amber.

    ``date`` and ``note`` are for a list; ``lead`` and ``big`` for the head of the entry's own page, where the day is
    the picture.
    """

    word: str
    door: str = ""
    date: str = ""
    soon: str = ""
    note: str = ""
    lead: str = ""
    big: str = ""


def standing(
    kind: str, status: str | None, opens: datetime.date | None, closes: datetime.date | None, today: datetime.date
) -> Standing:
    """Where an entry stands on a day, in the active language; dates that nobody published are said to be missing."""
    return _standing(kind, status, opens, closes, today, get_language())


@lru_cache(maxsize=4096)
def _standing(
    kind: str,
    status: str | None,
    opens: datetime.date | None,
    closes: datetime.date | None,
    today: datetime.date,
    _language: str | None,
) -> Standing:
    if kind == Kind.PARTNER:
        return Standing("")
    if kind == Kind.SERVICE:
        return Standing(_("Always available"))
    if kind == Kind.MISSION:
        return _mission(status, opens, closes, today)
    if status == Availability.CLOSED and closes:
        return Standing(
            _("Closed"),
            "closed",
            days.since_day(closes),
            note=_("in the archive"),
            lead=_("Closed on"),
            big=days.weekday(closes),
        )
    if status == Availability.UPCOMING and opens:
        left = (opens - today).days
        return Standing(
            _("Opens soon"),
            "upcoming",
            days.from_day(opens),
            note=days.distance(left),
            lead=_("Opens on"),
            big=days.weekday(opens),
        )
    if status == Availability.ROLLING:
        return Standing(
            _("Open"), "open", _("no deadline"), note=_("until the funds run out"), lead=_("Open"), big=_("No deadline")
        )
    if status == Availability.OPEN and closes:
        left = (closes - today).days
        near = left <= SOON_DAYS
        return Standing(
            _("Open"),
            "open",
            days.until_day(closes),
            soon=days.distance(left) if near else "",
            note="" if near else days.distance(left),
            lead=_("Open until"),
            big=days.weekday(closes),
        )
    return Standing(_("Dates not published"), note=_("ask the body"))


def _mission(
    status: str | None, starts: datetime.date | None, ends: datetime.date | None, today: datetime.date
) -> Standing:
    if starts is None:
        return Standing(_("Dates not published"), note=_("ask the body"))
    when = days.stretch(starts, ends)
    if status == Availability.CLOSED:
        return Standing(_("Over"), "closed", when, note=_("in the archive"), lead=_("Over"), big=when)
    if status == Availability.UPCOMING:
        left = days.distance((starts - today).days)
        return Standing(_("Coming"), "upcoming", when, note=left, lead=_("Coming"), big=when)
    return Standing(_("Under way"), "open", when, lead=_("Under way"), big=when)
