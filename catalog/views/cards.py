"""A result as its card says it: what it is, whose, and where it stands today, in words."""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.enums import Availability, Kind
from catalog.search.results import Hit

#: A deadline this near is marked.
SOON_DAYS = 14


@dataclass(frozen=True)
class Standing:
    """Where an entry stands: ``door`` names the drawing beside the word, '' for none; ``soon`` is shown in amber."""

    word: str
    door: str = ""
    date: str = ""
    soon: str = ""
    note: str = ""


@dataclass(frozen=True)
class Card:
    """A result ready to be shown."""

    hit: Hit
    kind: str
    standing: Standing


def cards(hits: tuple[Hit, ...], today: datetime.date) -> list[Card]:
    """The cards of some results."""
    kinds = {
        Kind.SERVICE: _("Service"),
        Kind.OPPORTUNITY: _("Opportunity"),
        Kind.PARTNER: _("Partner"),
        Kind.MISSION: _("Mission"),
    }
    return [
        Card(hit, kinds[Kind(hit.kind)], standing(hit.kind, hit.status, hit.opens, hit.closes, today)) for hit in hits
    ]


def standing(
    kind: str, status: str | None, opens: datetime.date | None, closes: datetime.date | None, today: datetime.date
) -> Standing:
    """Words for an entry's status as of a day; dates that nobody published are said to be missing."""
    if kind == Kind.PARTNER:
        return Standing("")
    if kind == Kind.SERVICE:
        return Standing(_("Always available"))
    if status == Availability.CLOSED and closes:
        if kind == Kind.MISSION:
            return Standing(_("Over"), "closed", _("on %(day)s") % {"day": day(closes)}, note=_("in the archive"))
        return Standing(_("Closed"), "closed", _("since %(day)s") % {"day": day(closes)}, note=_("in the archive"))
    if status == Availability.UPCOMING and opens:
        word = _("Coming") if kind == Kind.MISSION else _("Opens soon")
        return Standing(word, "upcoming", _("from %(day)s") % {"day": day(opens)}, note=distance((opens - today).days))
    if status == Availability.ROLLING:
        return Standing(_("Open"), "open", _("no deadline"), note=_("until the funds run out"))
    if status == Availability.OPEN and closes:
        left = (closes - today).days
        date = _("until %(day)s") % {"day": day(closes)}
        if left <= SOON_DAYS:
            return Standing(_("Open"), "open", date, soon=distance(left))
        return Standing(_("Open"), "open", date, note=distance(left))
    return Standing(_("Dates not published"), note=_("ask the body"))


def day(value: datetime.date) -> str:
    """A date as the reader's language writes it, the number and the month never parted by a line end."""
    return date_format(value, "j F Y").replace(" ", "\u00a0", 1)


def distance(days: int) -> str:
    """How far a day is, as one says it."""
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}
