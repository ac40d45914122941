"""What the pages of the days on the spot show: days, what comes next, whom to call, addresses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from urllib.parse import urlencode

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.views import days
from missions import stops
from missions.agenda import Engagement
from missions.assigning import Span
from missions.models import Mission, MissionStop, SupportPerson

#: What begins later than this is not told in minutes.
SOON = timedelta(minutes=90)
_MAP = "https://www.openstreetmap.org/search?"


@dataclass(frozen=True)
class Item:
    """A line of a day. ``state`` is '', 'done', 'next' or 'off'; ``moved`` says the hour it was to be at."""

    one: Engagement
    hour: str
    until: str
    state: str
    people: str
    moved: str

    @property
    def is_meeting(self) -> bool:
        return self.one.kind == "meeting"


@dataclass(frozen=True)
class Day:
    """A day of the mission: its name, the short one of the tabs, the cities, what happens."""

    date: date
    name: str
    short: str
    cities: str
    items: tuple[Item, ...]

    @property
    def anchor(self) -> str:
        return f"g-{self.date.isoformat()}"


@dataclass(frozen=True)
class Call:
    """Somebody to call: for what, who, the number as it is dialled."""

    why: str
    who: str
    phone: str
    always: bool = False

    @property
    def dialled(self) -> str:
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")


@dataclass(frozen=True)
class Address:
    """Where a stop is, how to get there if that is known, and where to look it up."""

    city: str
    venue: str
    address: str
    directions: str
    url: str


@dataclass(frozen=True)
class Next:
    """What comes next: in how long, in words, empty where the hour says enough; ``starts`` is for a script."""

    item: Item
    distance: str
    is_today: bool
    address: Address | None


def by_day(found: Iterable[Engagement], now: datetime) -> list[Day]:
    """The days on which something happens, in order."""
    listed = list(found)
    upcoming = next_of(listed, now)
    return [_day(day, list(items), upcoming, now) for day, items in groupby(listed, key=lambda one: one.day)]


def next_of(found: Iterable[Engagement], now: datetime) -> Engagement | None:
    """What comes next or is under way: the firm's own before the programme of all, where both run."""
    ahead = [one for one in found if one.starts and not one.cancelled and not one.is_over(now)]
    return min(ahead, key=lambda one: (one.starts, one.kind == "programme"), default=None)  # type: ignore[arg-type,return-value]


def upcoming(found: Iterable[Engagement], today: date, now: datetime) -> Next | None:
    """The next engagement as the head of the page shows it."""
    one = next_of(found, now)
    if one is None or one.starts is None:
        return None
    return Next(_item(one, one, now), distance(one, now, today), one.day == today, address(one.stop))


def distance(one: Engagement, now: datetime, today: date) -> str:
    """'Adesso', 'Fra 35 minuti', 'Oggi', 'Domani' or the day: as one would say it, looking at the clock there."""
    starts = one.starts
    if starts is None:
        return ""
    if starts <= now:
        return _("Right now")
    minutes = int((starts - now).total_seconds() // 60) + 1
    if starts - now <= SOON:
        return ngettext("In %(count)d minute", "In %(count)d minutes", minutes) % {"count": minutes}
    if one.day == today:
        return _("Today")
    if one.day == today + timedelta(days=1):
        return _("Tomorrow")
    return days.weekday(one.day)


def calls(mission: Mission, people: Iterable[SupportPerson]) -> list[Call]:
    """Whom to call: those for everything first, then the firm's own people. Nobody twice."""
    contacts = sorted(mission.contacts.all(), key=lambda contact: (not contact.always, contact.position, contact.pk))
    found = [Call(contact.role, contact.name, contact.phone, contact.always) for contact in contacts]
    found += [Call(str(person.get_kind_display()), person.name, person.phone) for person in people if person.phone]
    return list({(call.who, call.phone): call for call in reversed(found)}.values())[::-1]


def address(stop: MissionStop | None) -> Address | None:
    """Where a stop is; None where nobody has said."""
    if stop is None or not (stop.venue or stop.address):
        return None
    url = _MAP + urlencode({"query": f"{stop.address}, {stop.city}"}) if stop.address else ""
    return Address(stop.city, stop.venue, stop.address, stop.directions, url)


def gaps_in_words(gaps: Iterable[Span]) -> list[str]:
    """'giovedì 26 novembre 2026, 11:15-11:45'."""
    return [f"{days.weekday(gap.starts.date())}, {gap.starts:%H:%M}-{gap.ends:%H:%M}" for gap in gaps]


def clock(mission: Mission, now: datetime) -> tuple[datetime, MissionStop | None]:
    """The hour it is where the mission is, and where that is."""
    stop = stops.stop_at(list(mission.stops.all()), now)
    return stops.local(now, stop), stop


def day_name(day: date) -> str:
    """'Mercoledì 24 febbraio', as a heading: the year is known."""
    return capfirst(f"{days.written(day, 'l')} {day.day} {days.written(day, 'F')}")


def _day(day: date, found: list[Engagement], upcoming: Engagement | None, now: datetime) -> Day:
    cities = dict.fromkeys(one.stop.city for one in found if one.stop)
    return Day(
        date=day,
        name=day_name(day),
        short=days.written(day, "D"),
        cities=", ".join(cities),
        items=tuple(_item(one, upcoming, now) for one in found),
    )


def _item(one: Engagement, upcoming: Engagement | None, now: datetime) -> Item:
    state = "off" if one.cancelled else "next" if one is upcoming else "done" if one.is_over(now) else ""
    return Item(
        one=one,
        hour=f"{one.starts:%H:%M}" if one.starts else "",
        until=f"{one.ends:%H:%M}" if one.ends else "",
        state=state,
        people=", ".join(person.name for person in one.company),
        moved=_moved(one),
    )


def _moved(one: Engagement) -> str:
    if one.moved_from is None:
        return ""
    if one.moved_from.date() == one.day:
        return _("moved from %(hour)s") % {"hour": f"{one.moved_from:%H:%M}"}
    return _("moved from %(day)s, %(hour)s") % {
        "day": days.weekday(one.moved_from.date()),
        "hour": f"{one.moved_from:%H:%M}",
    }
