"""Who gives a firm its support, where and when: people and slots, never two at once.

An interpreter goes along to a firm's meetings, a stand waits for it, a parcel travels by itself: whatever else a firm
is given takes its time, as a meeting does. Every function takes the mission's lock first.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from missions import stops, support, support_notices, support_steps
from missions.enums import SupportKind, SupportVerb
from missions.models import (
    Appointment,
    Assignment,
    MissionStop,
    Registration,
    SupportEvent,
    SupportPerson,
    SupportRequest,
)
from missions.support_steps import LIVE
from missions.transitions import RefusedError

#: Support that leaves the firm free to be elsewhere, or goes there with it.
ALONGSIDE = (SupportKind.INTERPRETER, SupportKind.FAIR_STAND, SupportKind.LOGISTICS)


@dataclass(frozen=True)
class Span:
    """From one moment to another."""

    starts: datetime
    ends: datetime


class ClashError(RefusedError):
    """Somebody would be in two places at once; ``clashes`` are sentences that say who and when."""

    def __init__(self, clashes: list[str]) -> None:
        super().__init__(" ".join(clashes))
        self.clashes = clashes


def suitable(people: QuerySet[SupportPerson], request: SupportRequest) -> list[SupportPerson]:
    """Those of a mission's people who can give what is asked for."""
    return [person for person in people if not _unfit(person, request)]


@transaction.atomic
def assign(
    request: SupportRequest,
    *,
    person: SupportPerson | None,
    spans: Sequence[Span],
    place: str = "",
    now: datetime,
    by: Any,
) -> list[Assignment]:
    """Gives a firm a person, or a slot without one, for some spans: all of them or none. It confirms the request.

    Raises ``ClashError`` where somebody would be in two places, ``RefusedError`` for a person who cannot do it, a span
    outside the days asked for, and a request that cannot be confirmed.
    """
    request = support.locked(request)
    if request.status not in LIVE:
        raise RefusedError(
            _("This cannot be done now: the request is “%(status)s”.")
            % {"status": request.get_status_display().lower()}
        )
    _check_person(person, request)
    for number, span in enumerate(spans):
        _check_days(request, span)
        _check_free(request, person, span, among=spans[:number])
    support.confirm(request, now=now, by=by, tell=False)
    given = [
        request.assignments.create(person=person, starts=span.starts, ends=span.ends, place=place) for span in spans
    ]
    _record(request, SupportVerb.ASSIGN, given, now, by)
    return given


@transaction.atomic
def move(
    assignment: Assignment, *, person: SupportPerson | None, span: Span, place: str = "", now: datetime, by: Any
) -> None:
    """Changes who gives it, when or where; what was held before is free. Raises as ``assign``."""
    request = support.locked(assignment.request)
    assignment = _fresh(assignment)
    if (assignment.person, assignment.starts, assignment.ends, assignment.place) == (
        person,
        span.starts,
        span.ends,
        place,
    ):
        return
    _check_person(person, request)
    _check_days(request, span)
    _check_free(request, person, span, besides=assignment)
    assignment.person, assignment.starts, assignment.ends, assignment.place = person, span.starts, span.ends, place
    assignment.sequence += 1
    assignment.save()
    _record(request, SupportVerb.MOVE, [assignment], now, by)


@transaction.atomic
def free(assignment: Assignment, *, now: datetime, by: Any) -> None:
    """Takes an assignment back: the person and the slot are there for others; the request stays confirmed."""
    request = support.locked(assignment.request)
    gone = request.assignments.filter(pk=assignment.pk).select_related("person").first()
    if gone:
        _record(request, SupportVerb.FREE, [gone], now, by)
        support_steps.take_back([gone], now)


def engagements_of_firm(
    registration: Registration, span: Span, *, besides: Assignment | Appointment | None = None
) -> Iterator[str]:
    """What else takes a firm's own time during a span, in sentences. The caller holds the mission's lock."""
    cities = list(registration.mission.stops.all())
    firm = registration.firm.name
    meetings = Appointment.objects.filter(registration=registration, cancelled_at=None)
    if isinstance(besides, Appointment):
        meetings = meetings.exclude(pk=besides.pk)
    for meeting in _during(meetings, span):
        yield _clash(firm, meeting, meeting.title, cities)
    mine = Assignment.objects.filter(request__registration=registration).exclude(request__offer__kind__in=ALONGSIDE)
    if isinstance(besides, Assignment):
        mine = mine.exclude(pk=besides.pk)
    for assignment in _during(mine.select_related("request__offer"), span):
        yield _clash(firm, assignment, assignment.request.offer.title, cities)


def _clash(who: str, held: Assignment | Appointment, what: str, cities: Sequence[MissionStop]) -> str:
    """A sentence about somebody who is elsewhere already."""
    city = stops.stop_at(cities, held.starts)
    starts, ends = stops.local(held.starts, city), stops.local(held.ends, city)
    return _("%(who)s, from %(starts)s to %(ends)s: %(what)s.") % {
        "who": who,
        "starts": f"{starts:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "what": what,
    }


def _check_person(person: SupportPerson | None, request: SupportRequest) -> None:
    if person is None:
        if request.offer.kind == SupportKind.INTERPRETER:
            raise RefusedError(_("Say who interprets."))
        return
    unfit = _unfit(person, request)
    if unfit:
        raise RefusedError(unfit)


def _unfit(person: SupportPerson, request: SupportRequest) -> str:
    """Why a person cannot give what is asked for; '' for one who can."""
    offer = request.offer
    if person.mission_id != offer.mission_id or person.kind != offer.kind:
        return _("%(person)s is not there for this.") % {"person": person.name}
    if offer.kind == SupportKind.INTERPRETER and offer.language and offer.language not in person.languages:
        return _("%(person)s does not speak the language asked for.") % {"person": person.name}
    return ""


def _check_days(request: SupportRequest, span: Span) -> None:
    """Inside the days asked for, where it is asked for by day; else inside those of its city, or of the mission."""
    if span.ends <= span.starts:
        raise RefusedError(_("It ends before it starts."))
    cities = list(request.registration.mission.stops.all())
    offer = request.offer
    city = offer.stop or stops.stop_at(cities, span.starts)
    day = stops.local(span.starts, city).date()
    if offer.by_day and request.days:
        if day not in {date.fromisoformat(asked) for asked in request.days}:
            raise RefusedError(_("The firm has not asked for that day."))
        return
    allowed = stops.first_and_last([offer.stop] if offer.stop else cities)
    if allowed and not allowed[0] <= day <= allowed[1]:
        raise RefusedError(_("The mission is not there on that day."))


def _check_free(
    request: SupportRequest,
    person: SupportPerson | None,
    span: Span,
    *,
    among: Iterable[Span] = (),
    besides: Assignment | None = None,
) -> None:
    found = list(_clashes(request, person, span, besides))
    if any(other.starts < span.ends and span.starts < other.ends for other in among):
        found.append(_("Two of these times overlap."))
    if found:
        raise ClashError(found)


def _clashes(
    request: SupportRequest, person: SupportPerson | None, span: Span, besides: Assignment | None
) -> Iterator[str]:
    """Everything that stands in the way, in sentences."""
    cities = list(request.registration.mission.stops.all())
    others = Assignment.objects.select_related("request__offer", "request__registration__firm")
    if besides:
        others = others.exclude(pk=besides.pk)
    held = others.none()
    if person:
        held = others.filter(person=person)
    elif request.offer.slot_minutes:
        held = others.filter(request__offer=request.offer, person=None)
    for other in _during(held, span):
        with_whom = _("already with %(firm)s") % {"firm": other.request.registration.firm.name}
        yield _clash(str(person or request.offer), other, with_whom, cities)
    if request.offer.kind not in ALONGSIDE:
        yield from engagements_of_firm(request.registration, span, besides=besides)
        return
    mine = others.filter(request__registration=request.registration, request__offer__kind=request.offer.kind)
    for other in _during(mine, span):
        yield _clash(request.registration.firm.name, other, other.request.offer.title, cities)


def _during(rows: QuerySet[Any], span: Span) -> QuerySet[Any]:
    return rows.filter(starts__lt=span.ends, ends__gt=span.starts).order_by("starts", "pk")


def _fresh(assignment: Assignment) -> Assignment:
    found = Assignment.objects.select_related("person").filter(pk=assignment.pk).first()
    if found is None:
        raise RefusedError(_("Somebody has taken this back meanwhile."))
    return found


def _record(request: SupportRequest, verb: SupportVerb, given: list[Assignment], now: datetime, by: Any) -> None:
    note = ", ".join(str(assignment.person or request.offer) for assignment in given[:1])
    SupportEvent.objects.create(request=request, at=now, verb=verb, by=by, note=note)
    support_notices.tell(request, verb, given=given)
