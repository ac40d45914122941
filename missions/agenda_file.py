"""A firm's days on the spot as a calendar file (RFC 5545), for its own calendar.

A later file changes what an earlier one said: the UID of an engagement never changes, its SEQUENCE grows with every
change, and what is called off, taken back or now part of a meeting says so. Moments are in UTC, which every calendar
shows by its own clock.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from icalendar import Calendar, Event

from missions.agenda import Engagement, gone_along
from missions.assigning import ALONGSIDE
from missions.models import Appointment, Assignment, FreedAssignment, Registration

CONTENT_TYPE = "text/calendar; charset=utf-8"
#: What no line of a calendar file may hold.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]+")


def calendar_file(registration: Registration, found: Iterable[Engagement], *, address: str, now: datetime) -> bytes:
    """The firm's appointments and support, with the hours of the programme, in the active language.

    Assignments that were taken back (``support_requests.freed``, read whole), and those that a meeting made later took
    in, are in it as cancelled.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Regione Lombardia//Porte del Mondo//IT")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _plain(registration.mission.title))
    for one in found:
        if one.starts:
            calendar.add_component(_event(one, address, now, _sequence(one.source, registration)))
    for assignment in gone_along(registration):
        title, sequence = assignment.request.offer.title, _sequence(assignment, registration)
        calendar.add_component(_cancelled(assignment.pk, assignment, title, sequence, now))
    for request in registration.support_requests.all():
        for gone in request.freed.all():
            sequence = _sequence(gone, registration)
            calendar.add_component(_cancelled(gone.number, gone, request.offer.title, sequence, gone.freed_at))
    return calendar.to_ical()


def uid(one: Engagement) -> str:
    """The name of an engagement for all time, whichever host serves it."""
    return _name(type(one.source).__name__.lower(), one.source.pk)


def _name(kind: str, key: int) -> str:
    return f"{kind}-{key}.mission@porte-del-mondo"


def _sequence(source: Any, registration: Registration) -> int:
    """How often an engagement changed. Who goes along to meetings appears and goes with each change of a meeting."""
    if not isinstance(source, Appointment | Assignment | FreedAssignment):
        return 0
    own = source.sequence
    if isinstance(source, Appointment) or source.request.offer.kind not in ALONGSIDE:
        return own
    return own + sum(1 + meeting.sequence for meeting in registration.appointments.all())


def _event(one: Engagement, address: str, now: datetime, sequence: int) -> Event:
    source = one.source
    event = Event()
    event.add("uid", uid(one))
    changed = source.changed_at if isinstance(source, Appointment | Assignment) else now
    event.add("dtstamp", changed.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", sequence)
    event.add("summary", _plain(one.title))
    event.add("dtstart", one.starts.astimezone(UTC))  # type: ignore[union-attr]
    if one.ends:
        event.add("dtend", one.ends.astimezone(UTC))
    where = [one.place, one.stop.venue if one.stop else "", one.stop.address if one.stop else ""]
    event.add("location", _plain(", ".join(part for part in where if part)))
    people = [" ".join(part for part in (person.name, person.phone) if part) for person in one.company]
    event.add("description", _plain("\n".join(part for part in (one.note, *people, address) if part)))
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    return event


def _cancelled(number: int, held: Assignment | FreedAssignment, title: str, sequence: int, at: datetime) -> Event:
    """An assignment, by the key it has or had, that stands for itself no longer."""
    event = Event()
    event.add("uid", _name("assignment", number))
    event.add("dtstamp", at.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", sequence)
    event.add("summary", _plain(title))
    event.add("dtstart", held.starts.astimezone(UTC))
    event.add("dtend", held.ends.astimezone(UTC))
    event.add("status", "CANCELLED")
    return event


def _plain(text: str) -> str:
    return _CONTROL.sub(" ", text)
