"""A firm's days on the spot: its appointments, its support and the programme of all, in their order.

Moments are stored in UTC; a day and an hour are those of the stop.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from missions import stops, support_notices
from missions.assigning import ALONGSIDE, ClashError, Span, engagements_of_firm
from missions.enums import RegistrationStatus as Status
from missions.locking import lock_mission
from missions.models import Appointment, Assignment, MissionStop, Registration, SupportPerson
from missions.transitions import RefusedError

#: What reading a firm's days needs beside its registration: a constant number of queries.
READ = (
    "appointments__stop__country",
    "support_requests__offer__stop",
    "support_requests__assignments__person",
    "mission__stops__country",
    "mission__stops__programme",
)


@dataclass(frozen=True)
class Engagement:
    """Something a firm does at a time. ``kind`` is 'meeting', 'support' or 'programme'.

    ``starts`` and ``ends`` are by the clock of the stop; the programme may not say them. ``company`` are the people
    that come along. ``source`` is the row it comes from.
    """

    kind: str
    day: date
    stop: MissionStop | None
    title: str
    starts: datetime | None = None
    ends: datetime | None = None
    place: str = ""
    note: str = ""
    moved_from: datetime | None = None
    cancelled: bool = False
    company: tuple[SupportPerson, ...] = ()
    source: Any = None

    @property
    def is_own(self) -> bool:
        """Whether it is the firm's own, and takes its time."""
        return self.kind != "programme" and not self.cancelled

    def is_over(self, now: datetime) -> bool:
        return bool((self.ends or self.starts) and (self.ends or self.starts) <= now)  # type: ignore[operator]


def engagements(registration: Registration) -> list[Engagement]:
    """Everything a firm does on its mission, in order. Reads ``READ`` whole.

    People who come along stand with the meetings they are for; where there is none, they stand for themselves.
    """
    cities = list(registration.mission.stops.all())
    given = [
        assignment for request in registration.support_requests.all() for assignment in _with(request, registration)
    ]
    along = [assignment for assignment in given if assignment.request.offer.kind in ALONGSIDE]
    used: set[int] = set()
    found = []
    for meeting in registration.appointments.all():
        beside = [] if meeting.cancelled_at else [one for one in along if _overlap(one, meeting)]
        used |= {assignment.pk for assignment in beside}
        found.append(_meeting(meeting, beside))
    found += [_support(one, cities) for one in given if one.pk not in used]
    for city in cities:
        found += [_programme(item, city) for item in city.programme.all()]
    return sorted(found, key=_order)


def gone_along(registration: Registration) -> list[Assignment]:
    """Who stood for themselves in the firm's days once, and stand with a meeting now. Reads ``READ`` whole.

    Somebody who was given to a meeting that was there already, and has not changed since, never did.
    """
    meetings = [meeting for meeting in registration.appointments.all() if not meeting.cancelled_at]
    found = []
    for request in registration.support_requests.all():
        if request.offer.kind in ALONGSIDE:
            for one in _with(request, registration):
                beside = [meeting for meeting in meetings if _overlap(one, meeting)]
                always = not one.sequence and any(meeting.changed_at <= one.changed_at for meeting in beside)
                if beside and not always:
                    found.append(one)
    return found


def clashes(found: Iterable[Engagement]) -> list[tuple[Engagement, Engagement]]:
    """Pairs of a firm's own engagements that overlap, neighbours in time: what only a change of programme can cause."""
    own = [one for one in found if one.is_own and one.starts and not _goes_along(one)]
    return [(one, other) for one, other in pairwise(own) if one.ends and other.starts and other.starts < one.ends]


def gaps(found: Iterable[Engagement], first: time, last: time, *, least: timedelta) -> list[Span]:
    """When a firm is free on the days it has engagements, between two hours of the clock there."""
    by_day: dict[tuple[date, Any], list[Span]] = {}
    for one in found:
        if one.is_own and one.starts and one.ends and not _goes_along(one):
            by_day.setdefault((one.day, stops.zone(one.stop)), []).append(Span(one.starts, one.ends))
    free = []
    for (day, zone), own in by_day.items():
        begins = datetime.combine(day, first, zone)
        for taken in [*own, Span(*[datetime.combine(day, last, zone)] * 2)]:
            if taken.starts - begins >= least:
                free.append(Span(begins, taken.starts))
            begins = max(begins, taken.ends)
    return free


@transaction.atomic
def appoint(
    registration: Registration,
    *,
    stop: MissionStop,
    span: Span,
    title: str,
    note: str = "",
    place: str = "",
    now: datetime,
    by: Any,
) -> Appointment:
    """Gives a firm an appointment. Raises ``ClashError`` when it has something else to do, ``RefusedError`` without a
    seat or outside the stop's days.
    """
    registration = _locked(registration)
    if registration.status != Status.SEATED:
        raise RefusedError(_("The firm has no seat on this mission."))
    _check(registration, stop, span)
    made = Appointment.objects.create(
        registration=registration, stop=stop, starts=span.starts, ends=span.ends, title=title, note=note, place=place
    )
    support_notices.tell_appointment(made, "made")
    return made


@transaction.atomic
def move_appointment(
    appointment: Appointment, *, span: Span, place: str, title: str, note: str, now: datetime, by: Any
) -> None:
    """Changes an appointment; the time it had is free. The firm is told, and sees when it was to be before."""
    registration = _locked(appointment.registration)
    current = Appointment.objects.select_related("stop").get(pk=appointment.pk)
    current.registration = registration
    if current.cancelled_at:
        raise RefusedError(_("This appointment has been called off."))
    if (current.starts, current.ends, current.place, current.title, current.note) == (
        *(span.starts, span.ends),
        *(place, title, note),
    ):
        return
    _check(registration, current.stop, span, besides=current)
    if current.starts != span.starts:
        current.moved_from = current.starts
    current.starts, current.ends = span.starts, span.ends
    current.place, current.title, current.note = place, title, note
    current.sequence += 1
    current.save()
    support_notices.tell_appointment(current, "moved")


@transaction.atomic
def call_off(appointment: Appointment, *, now: datetime, by: Any) -> None:
    """Calls an appointment off; its time is free. Twice is once."""
    registration = _locked(appointment.registration)
    current = Appointment.objects.select_related("stop").get(pk=appointment.pk)
    current.registration = registration
    if current.cancelled_at:
        return
    current.cancelled_at, current.sequence = now, current.sequence + 1
    current.save()
    support_notices.tell_appointment(current, "off")


def _check(registration: Registration, stop: MissionStop, span: Span, *, besides: Appointment | None = None) -> None:
    if span.ends <= span.starts:
        raise RefusedError(_("It ends before it starts."))
    if not stop.starts <= stops.local(span.starts, stop).date() <= stop.ends:
        raise RefusedError(_("The mission is not there on that day."))
    found = list(engagements_of_firm(registration, span, besides=besides))
    if found:
        raise ClashError(found)


def _locked(registration: Registration) -> Registration:
    """The registration as it is under its mission's lock."""
    mission = lock_mission(registration.mission_id)
    fresh = Registration.objects.select_related("firm").get(pk=registration.pk)
    fresh.mission = mission
    return fresh


def _with(request: Any, registration: Registration) -> Sequence[Assignment]:
    """The assignments of a request, each holding it: nothing is read again."""
    request.registration = registration
    listed = list(request.assignments.all())
    for assignment in listed:
        assignment.request = request
    return listed


def _overlap(one: Assignment, other: Appointment) -> bool:
    return one.starts < other.ends and other.starts < one.ends


def _goes_along(one: Engagement) -> bool:
    return isinstance(one.source, Assignment) and one.source.request.offer.kind in ALONGSIDE


def _meeting(meeting: Appointment, beside: Iterable[Assignment]) -> Engagement:
    starts = stops.local(meeting.starts, meeting.stop)
    return Engagement(
        kind="meeting",
        day=starts.date(),
        stop=meeting.stop,
        title=meeting.title,
        starts=starts,
        ends=stops.local(meeting.ends, meeting.stop),
        place=meeting.place,
        note=meeting.note,
        moved_from=stops.local(meeting.moved_from, meeting.stop) if meeting.moved_from else None,
        cancelled=meeting.cancelled_at is not None,
        company=tuple({one.person.pk: one.person for one in beside if one.person}.values()),
        source=meeting,
    )


def _support(given: Assignment, cities: Sequence[MissionStop]) -> Engagement:
    offer = given.request.offer
    stop = offer.stop or stops.stop_at(cities, given.starts)
    starts = stops.local(given.starts, stop)
    return Engagement(
        kind="support",
        day=starts.date(),
        stop=stop,
        title=offer.title,
        starts=starts,
        ends=stops.local(given.ends, stop),
        place=given.place or offer.place,
        company=(given.person,) if given.person else (),
        source=given,
    )


def _programme(item: Any, stop: MissionStop) -> Engagement:
    return Engagement(
        kind="programme",
        day=item.day,
        stop=stop,
        title=item.title,
        starts=stops.at(item.day, item.starts, stop) if item.starts else None,
        ends=stops.at(item.day, item.ends, stop) if item.ends else None,
        place=item.place,
        source=item,
    )


def _order(one: Engagement) -> tuple[Any, ...]:
    return one.day, one.starts.timestamp() if one.starts else 0, one.kind, one.source.pk
