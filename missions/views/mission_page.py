"""What the page of a mission that takes registrations shows: seats, programme, support, dates, in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.enums import Stage
from catalog.translation import Translated, translated
from catalog.views import days
from catalog.views.standing import SOON_DAYS, Standing
from missions.availability import Seats
from missions.enums import FillMethod, MissionPhase
from missions.models import Mission, ProgrammeItem, SupportOffer
from missions.time import ROME, day_of

#: One door a seat, up to so many; more are told in the sentence alone.
DRAWN = 40
_DOORS_IN_A_ROW = 10
#: The spacing of the drawing, in its own units.
_WIDTH, _HEIGHT = 34, 38
#: So few are the last ones.
_FEW = 3


@dataclass(frozen=True)
class Door:
    """One seat, drawn: where its lower left corner is, and whether somebody holds it."""

    x: int
    y: int
    taken: bool


@dataclass(frozen=True)
class Doors:
    """The seats of a mission, drawn."""

    width: int
    height: int
    label: str
    doors: tuple[Door, ...]


@dataclass(frozen=True)
class Day:
    """One day of the programme at a stop; ``items`` are (hours, what, language of what, place)."""

    day: date
    label: str
    items: tuple[tuple[str, Translated, str], ...]


@dataclass(frozen=True)
class Stop:
    """A city with its days. ``clock`` says that hours are local where they are not Italy's."""

    city: str
    country: str
    when: str
    place: str
    clock: str
    days: tuple[Day, ...]


@dataclass(frozen=True)
class Reminder:
    """A day to remember."""

    day: date
    title: str
    note: str = ""


def doors(seats: Seats) -> Doors | None:
    """The seats as doors, the taken ones first; None for more than can be told at a glance."""
    if not 0 < seats.capacity <= DRAWN:
        return None
    columns = min(seats.capacity, _DOORS_IN_A_ROW)
    drawn = tuple(
        Door(2 + _WIDTH * (number % columns), 33 + _HEIGHT * (number // columns), number < seats.taken)
        for number in range(seats.capacity)
    )
    lines = -(-seats.capacity // columns)
    return Doors(_WIDTH * columns - 4, _HEIGHT * lines - 2, free_seats(seats), drawn)


def free_seats(seats: Seats) -> str:
    """'9 posti liberi su 20', 'Al completo'."""
    if seats.free == 0:
        return _("Full")
    return ngettext("%(free)d seat free of %(total)d", "%(free)d seats free of %(total)d", seats.free) % {
        "free": seats.free,
        "total": seats.capacity,
    }


def seats_note(mission: Mission, seats: Seats, phase: MissionPhase) -> str:
    """How seats are given, or how long the queue is."""
    if phase in (MissionPhase.CONCLUDED, MissionPhase.CANCELLED, MissionPhase.RUNNING):
        return ""
    if mission.fill_method == FillMethod.SELECTION and not mission.ranking_published_at:
        return _("Being first does not count: after the deadline all applications are judged by the same criteria.")
    if seats.free == 0 or seats.waiting:
        if not seats.waiting:
            return _("There is a waiting list: nobody is in it yet.")
        return ngettext(
            "There is a waiting list: %(count)d firm is in it.",
            "There is a waiting list: %(count)d firms are in it.",
            seats.waiting,
        ) % {"count": seats.waiting}
    return _("Who registers first gets a seat; then there is a waiting list.")


def reserved(mission: Mission, seats: Seats) -> list[str]:
    """The seats kept for some kinds of firm, in sentences."""
    return [
        ngettext(
            "%(count)d seat is kept for firms of this kind until %(moment)s: %(kind)s.",
            "%(count)d seats are kept for firms of this kind until %(moment)s: %(kind)s.",
            reserve.seats,
        )
        % {
            "count": reserve.seats,
            "moment": days.moment(reserve.until),
            "kind": Stage(reserve.stage).label.lower(),
        }
        for reserve in mission.reserves.all()
        if reserve.stage in seats.reserved
    ]


def window(mission: Mission, phase: MissionPhase, now: datetime) -> Standing:
    """Where the mission stands for a firm that would like to go: can it register, until when, since when not."""
    opens, closes = mission.registration_opens, mission.registration_closes
    if phase == MissionPhase.OPEN and closes:
        left = (day_of(closes) - day_of(now)).days
        near = left <= SOON_DAYS
        return Standing(
            "",
            "open",
            lead=_("Registration open"),
            big=_("until %(moment)s") % {"moment": days.moment(closes)},
            soon=days.distance(left) if near else "",
            note="" if near else days.distance(left),
        )
    if phase == MissionPhase.ANNOUNCED and opens:
        return Standing(
            "",
            "upcoming",
            lead=_("Registration opens"),
            big=days.moment(opens),
            note=days.distance((day_of(opens) - day_of(now)).days),
        )
    if phase == MissionPhase.RUNNING:
        return Standing("", "open", lead=str(phase.label), big=days.stretch(*_stretch(mission)))
    note = ""
    if phase == MissionPhase.SELECTION:
        note = _("Whoever applied reads the outcome here and by e-mail.")
    return Standing("", "closed", lead=str(phase.label), note=note)


def _stretch(mission: Mission) -> tuple[date, date | None]:
    return mission.starts, mission.ends  # type: ignore[return-value]


def stops(mission: Mission) -> list[Stop]:
    """The cities in order, with what happens there day by day."""
    return [
        Stop(
            city=stop.city,
            country=stop.country.label,
            when=days.stretch(stop.starts, stop.ends),
            place=", ".join(part for part in (stop.venue, stop.address) if part),
            clock="" if stop.timezone == str(ROME) else _("Hours are those of %(city)s.") % {"city": stop.city},
            days=tuple(_days(stop.programme.all())),
        )
        for stop in mission.stops.all()
    ]


def _days(items: Iterable[ProgrammeItem]) -> Iterator[Day]:
    for day, parts in groupby(items, key=lambda item: item.day):
        label = f"{days.written(day, 'l')} {day.day}"
        yield Day(day, label, tuple((_hours(part), translated(part, "title"), part.place) for part in parts))


def _hours(item: ProgrammeItem) -> str:
    if item.starts is None:
        return ""
    return f"{item.starts:%H:%M}-{item.ends:%H:%M}" if item.ends else f"{item.starts:%H:%M}"


def amounts(left: Mapping[int, int | None]) -> dict[int, tuple[str, bool]]:
    """How much of each offer is left, in words, and whether that is little."""
    return {pk: (_left(count), count in range(_FEW + 1)) for pk, count in left.items()}


def _left(left: int | None) -> str:
    """'6 disponibili', 'gli ultimi 2', 'per tutti', 'esaurito'."""
    if left is None:
        return _("for everybody")
    if left == 0:
        return _("all taken: whoever asks joins the list")
    if left <= _FEW:
        return ngettext("the last one", "the last %(count)d", left) % {"count": left}
    return _("%(count)d available") % {"count": left}


def reminders(mission: Mission, offers: Iterable[SupportOffer], today: date) -> list[Reminder]:
    """The days a firm should remember, those to come first of all; past ones are left out."""
    found = []
    if mission.registration_opens:
        found.append(Reminder(day_of(mission.registration_opens), _("Registration opens")))
    if mission.registration_closes:
        note = _("Until %(moment)s by our clock: what arrives later is not taken.") % {
            "moment": f"{mission.registration_closes.astimezone(ROME):%H:%M}"
        }
        found.append(Reminder(day_of(mission.registration_closes), _("Registration closes"), note))
    if mission.withdrawal_until:
        found.append(Reminder(mission.withdrawal_until, _("Last day to withdraw at no cost")))
    for request in mission.document_requests.all():
        if request.due:
            found.append(Reminder(request.due, _("Last day for: %(document)s") % {"document": request.title}))
    asked = [offer.ask_until for offer in offers if offer.ask_until]
    if asked:
        found.append(Reminder(day_of(max(asked)), _("Last day to ask for support on the spot")))
    if mission.starts:
        found.append(Reminder(mission.starts, _("We leave")))
    return sorted((reminder for reminder in found if reminder.day >= today), key=lambda reminder: reminder.day)


def people(mission: Mission) -> str:
    """How many people travel for a firm."""
    return ngettext(
        "%(count)d person of your firm travels.", "Up to %(count)d people of your firm travel.", mission.people_per_firm
    ) % {"count": mission.people_per_firm}
