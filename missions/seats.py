"""Who sits and who waits. Every function takes the mission's lock first, then looks, then writes.

Invariants, whatever happens in whatever order: seats held never exceed the capacity (unless it was lowered below them,
and then nobody is expelled); the queue keeps its order; a seat that becomes free goes to the first in the queue that
may have it, as an offer that keeps the seat until it is answered or expires. Repeating a call changes nothing.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from missions import support
from missions.availability import Seats, seats
from missions.enums import FillMethod, MissionPhase, Verb
from missions.enums import RegistrationStatus as Status
from missions.locking import lock_mission, lock_registration
from missions.models import Mission, Registration
from missions.time import day_of, midnight
from missions.transitions import RefusedError, may, move

#: Mission phases in which a seat that becomes free is offered on.
_OFFERING = frozenset({MissionPhase.OPEN, MissionPhase.SELECTION, MissionPhase.CLOSED})


class StaleError(RefusedError):
    """A registration is not any more what the caller has looked at."""

    def __init__(self) -> None:
        super().__init__(_("Something has changed meanwhile: look again, then try once more."))


@transaction.atomic
def submit(registration: Registration, *, now: datetime, by: Any) -> Registration:
    """Sends a complete draft: a seat, a place in the queue, or an application for a selection.

    Sent again, it answers with what became of it the first time. Raises ``RefusedError`` outside the registration
    window, ``StaleError`` for a draft that was changed since it was read; whether the firm may take part and the draft
    is complete is ``missions.registering``'s business.
    """
    looked_at = registration.updated_at
    mission, registration = _locked(registration)
    if registration.status != Status.DRAFT:
        return registration
    if registration.updated_at != looked_at:
        raise StaleError
    _check_open(mission, now)
    sent = {"submitted_at": now, "submitted_by": by, "stage": registration.firm.stage}
    if mission.fill_method == FillMethod.SELECTION:
        # Of applications with equal points the first one counts, and no worker's clock says which that was.
        arrived = {"queue_number": _next_application(mission)}
        move(registration, Verb.APPLY, at=now, by=by, columns={**sent, **arrived})
        return registration
    left = _offer_on(mission, now)  # whoever waits comes before a newcomer
    if left.free_for(registration.firm.stage) > 0:
        move(registration, Verb.SEAT, at=now, by=by, columns=sent)
    else:
        last = _last_in_queue(left, now)
        move(registration, Verb.QUEUE, at=now, by=by, place=left.waiting + 1, columns={**sent, **last})
    support.settle(mission, now=now)
    return registration


@transaction.atomic
def withdraw(registration: Registration, *, now: datetime, by: Any, note: str = "") -> None:
    """Takes a firm out; its seat, if it held one, is offered on. Withdrawing twice is withdrawing once."""
    mission, registration = _locked(registration)
    if registration.status == Status.WITHDRAWN:
        return
    move(registration, Verb.WITHDRAW, at=now, by=by, note=note)
    _settle(mission, now)


def accept(registration: Registration, *, now: datetime, by: Any) -> None:
    """Takes the offered seat; taking it twice is taking it once. Raises ``RefusedError`` when the offer has expired."""
    with transaction.atomic():
        mission, registration = _locked(registration)
        if registration.status == Status.SEATED:
            return
        late = registration.status == Status.OFFERED and registration.offer_expires_at <= now  # type: ignore[operator]
        if late:
            _settle(mission, now)
        else:
            move(registration, Verb.ACCEPT, at=now, by=by)
            support.settle(mission, now=now)
    if late:  # outside, or the refusal would undo the expiry
        raise RefusedError(_("The offer has expired: the seat goes to the next firm."))


@transaction.atomic
def decline(registration: Registration, *, now: datetime, by: Any) -> None:
    """Lets the offered seat go to the next firm."""
    mission, registration = _locked(registration)
    if registration.status == Status.DECLINED:
        return
    move(registration, Verb.DECLINE, at=now, by=by)
    _settle(mission, now)


@transaction.atomic
def reopen(registration: Registration, *, now: datetime, by: Any) -> Registration:
    """Makes a draft again of what was withdrawn, declined or has expired; sent again, it queues as a newcomer."""
    mission, registration = _locked(registration)
    if registration.status == Status.DRAFT:
        return registration
    _check_open(mission, now)
    blank = {"submitted_at": None, "queued_at": None, "queue_number": None, "rank": None, "points": None}
    move(registration, Verb.REOPEN, at=now, by=by, tell=False, columns=blank)
    return registration


@transaction.atomic
def reject(registration: Registration, *, now: datetime, by: Any, reason: str) -> None:
    """Does not admit a firm, with the reason it is told. Raises ``RefusedError`` without one."""
    if not reason.strip():
        raise RefusedError(_("Write the reason: the firm reads it."))
    mission, registration = _locked(registration)
    if registration.status == Status.REJECTED:
        return
    move(registration, Verb.REJECT, at=now, by=by, note=reason.strip())
    _settle(mission, now)


@transaction.atomic
def seat_from_queue(registration: Registration, *, now: datetime, by: Any) -> None:
    """An officer gives a free seat to a firm in the queue, out of turn. Raises ``RefusedError`` when none is free."""
    mission, registration = _locked(registration)
    if registration.status == Status.SEATED:
        return
    if seats(mission, now).free_for(registration.stage) < 1:
        raise RefusedError(_("No seat is free for this kind of firm."))
    move(registration, Verb.SEAT, at=now, by=by)
    support.settle(mission, now=now)


@transaction.atomic
def refresh(mission: Mission, *, now: datetime) -> None:
    """What time does by itself: expired offers pass on, ended reserves go to all. For the timer; safe to repeat."""
    _settle(lock_mission(mission.pk), now)


@transaction.atomic
def resize(mission: Mission, capacity: int, *, now: datetime) -> Mission:
    """Changes the number of seats. Nobody loses a seat: below what is taken, no more are given until some are free.

    Raises ``RefusedError`` for less than one seat.
    """
    if capacity < 1:
        raise RefusedError(_("A mission has at least one seat."))
    mission = lock_mission(mission.pk)
    mission.capacity = capacity
    mission.save(update_fields=["capacity", "updated_at"])
    _settle(mission, now)
    return mission


@transaction.atomic
def cancel_mission(mission: Mission, *, now: datetime, by: Any, reason: str) -> None:
    """Calls a mission off and tells every firm that is in or waits. Cancelling twice is cancelling once."""
    if not reason.strip():
        raise RefusedError(_("Write the reason: the firms read it."))
    mission = lock_mission(mission.pk)
    if mission.cancelled_at:
        return
    mission.cancelled_at = now
    mission.save(update_fields=["cancelled_at", "updated_at"])
    for registration in Registration.objects.filter(mission=mission).order_by("pk").select_related("firm"):
        if may(registration, Verb.CANCEL):
            registration.mission = mission
            move(registration, Verb.CANCEL, at=now, by=by, note=reason.strip())
    support.settle(mission, now=now)


@transaction.atomic
def seat_ranking(mission: Mission, ranked: Sequence[Registration], *, now: datetime, by: Any) -> None:
    """Gives the seats of a selection in rank order, and makes the rest the queue, in that order.

    ``ranked`` are all the applications, best first. Seats kept for a kind of firm go to the best of that kind. Raises
    ``RefusedError`` when the ranking is published already.
    """
    mission = lock_mission(mission.pk)
    if mission.ranking_published_at:
        raise RefusedError(_("The ranking is published already."))
    for rank, registration in enumerate(ranked, start=1):
        registration.mission = mission
        ranking = {"rank": rank, "points": registration.points}
        left = seats(mission, now)
        if left.free_for(registration.stage) > 0:
            move(registration, Verb.SEAT, at=now, by=by, columns=ranking)
        else:
            last = _last_in_queue(left, now)
            move(registration, Verb.QUEUE, at=now, by=by, place=left.waiting + 1, columns={**ranking, **last})
    mission.ranking_published_at = now
    mission.save(update_fields=["ranking_published_at", "updated_at"])
    support.settle(mission, now=now)


def offers_seats(mission: Mission, now: datetime) -> bool:
    """Whether a seat that becomes free is offered on at a moment: not before the window opens, nor once it leaves."""
    return mission.phase(now, day_of(now)) in _OFFERING


def _locked(registration: Registration) -> tuple[Mission, Registration]:
    """The mission under its lock, and the registration as it is since; the firm is the one that was looked at."""
    mission = lock_mission(registration.mission_id)
    locked = lock_registration(registration.pk, mission)
    locked.firm = registration.firm
    return mission, locked


def _check_open(mission: Mission, now: datetime) -> None:
    if mission.phase(now, day_of(now)) != MissionPhase.OPEN:
        raise RefusedError(_("Registration for this mission is not open."))


def _last_in_queue(left: Seats, now: datetime) -> dict[str, Any]:
    return {"queued_at": now, "queue_number": left.last_number + 1}


def _next_application(mission: Mission) -> int:
    return (Registration.objects.filter(mission=mission).aggregate(last=Max("queue_number"))["last"] or 0) + 1


def _settle(mission: Mission, now: datetime) -> None:
    """Offers every free seat on, and gives the support that a firm without a seat had to others."""
    _offer_on(mission, now)
    support.settle(mission, now=now)


def _offer_on(mission: Mission, now: datetime) -> Seats:
    """Ends the offers whose time is up, then offers every free seat to the first in the queue that may have it.

    Answers with the seats that are left. Offers and a long queue are looked at only where there is something to do.
    """
    rows = Registration.objects.filter(mission=mission).select_related("firm")
    left = seats(mission, now)
    if left.offers_end and left.offers_end <= now:
        for registration in rows.offers_expired(now):
            registration.mission = mission
            move(registration, Verb.EXPIRE, at=now)
        left = seats(mission, now)
    if left.free == 0 or left.waiting == 0 or not offers_seats(mission, now):
        return left
    for registration in rows.queue():
        if left.free_for(registration.stage) > 0:
            registration.mission = mission
            move(registration, Verb.OFFER, at=now, columns={"offer_expires_at": _offer_end(mission, now)})
            left = seats(mission, now)
    return left


def _offer_end(mission: Mission, now: datetime) -> datetime:
    """When an offer made now expires; at the latest as the mission's first day begins."""
    end = now + timedelta(hours=mission.offer_hours)
    return min(end, midnight(mission.starts)) if mission.starts else end
