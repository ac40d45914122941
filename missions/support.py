"""Support on the spot: what a firm asks for, how much of it is left, who is next.

Every function that changes something takes the mission's lock first, then looks, then writes its history and the mail.
Invariants: what is taken of an offer never exceeds its quantity (unless that was lowered below it, and then nobody
loses anything); only firms with a seat take; what cannot be given now is queued, and given in that order as soon as
enough of it is free. A request larger than what is free is not passed over by a smaller one behind it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from missions import stops
from missions.enums import RegistrationStatus as Status
from missions.enums import SupportStatus, SupportVerb
from missions.locking import lock_mission
from missions.models import Mission, Registration, SupportOffer, SupportRequest
from missions.support_steps import LIVE, record, step, take_back
from missions.transitions import RefusedError

#: Registrations that have lost what they asked for, if they had sent one.
_OUT = (Status.WITHDRAWN, Status.REJECTED, Status.CANCELLED, Status.DECLINED, Status.EXPIRED)
#: More than all firms together could ask for.
_ENOUGH = 1_000_000


@dataclass(frozen=True)
class Wish:
    """What a firm asks of one kind of support: the ISO days, where it is asked for by day, and a note."""

    offer: SupportOffer
    days: tuple[str, ...] = ()
    note: str = ""


def left(offers: Iterable[SupportOffer]) -> dict[int, int | None]:
    """How much of each offer nobody has taken, by its key; None where there is enough for all. One query.

    A day counts as one where it is asked for by day. Only firms with a seat take anything.
    """
    offers = list(offers)
    limited = [offer.pk for offer in offers if offer.quantity is not None]
    rows = SupportRequest.objects.filter(offer__in=limited).order_by().values_list("offer").annotate(sum=Sum("taken"))
    taken = dict(rows)
    return {
        offer.pk: None if offer.quantity is None else max(0, offer.quantity - taken.get(offer.pk, 0))
        for offer in offers
    }


def amount(offer: SupportOffer, days: Sequence[str]) -> int:
    """How much of an offer a request for these days takes."""
    return max(1, len(days)) if offer.by_day else 1


def places(requests: Iterable[SupportRequest]) -> dict[int, int]:
    """The place from 1 on the list of those that are on it, by their keys; one query for all."""
    queued = {request.pk: request.offer_id for request in requests if request.status == SupportStatus.QUEUED}
    found: dict[int, int] = {}
    if queued:
        rows = SupportRequest.objects.filter(offer__in=set(queued.values()), status=SupportStatus.QUEUED)
        seen: dict[int, int] = {}
        for pk, offer in rows.order_by("queue_number", "pk").values_list("pk", "offer"):
            seen[offer] = seen.get(offer, 0) + 1
            if pk in queued:
                found[pk] = seen[offer]
    return found


@transaction.atomic
def ask(
    registration: Registration,
    offer: SupportOffer,
    *,
    days: Sequence[str] = (),
    note: str = "",
    now: datetime,
    by: Any = None,
) -> SupportRequest:
    """Asks for something, or changes what was asked for. ``days`` are ISO dates where it is asked for by day.

    Asking for the same again changes nothing. Raises ``RefusedError`` when the time to ask is over, when it is done
    already, and for more days than there are left.
    """
    mission = lock_mission(registration.mission_id)
    request, created = SupportRequest.objects.select_related("registration__firm", "offer").get_or_create(
        registration=registration, offer=offer, defaults={"asked_at": now, "days": list(days), "note": note}
    )
    request.registration.mission = mission
    back = request.status == SupportStatus.WITHDRAWN
    if not created and not back and (request.days, request.note) == (list(days), note):
        return request
    if offer.ask_until and offer.ask_until < now:
        raise RefusedError(_("The time to ask for this is over: %(title)s.") % {"title": offer.title})
    if request.status == SupportStatus.DELIVERED:
        raise RefusedError(_("This has been done already: %(title)s.") % {"title": offer.title})
    if created:
        record(request, SupportVerb.ASK, now, by)
    else:
        _change(request, days, note, now=now, by=by)
    settle(mission, now=now)
    request.refresh_from_db(fields=["status", "taken", "queue_number"])
    return request


@transaction.atomic
def keep(
    registration: Registration, wishes: Sequence[Wish], *, among: Iterable[SupportOffer], now: datetime, by: Any = None
) -> None:
    """Makes the firm's requests among some offers those it wishes, no more and no fewer. Raises ``RefusedError``."""
    lock_mission(registration.mission_id)
    dropped = {offer.pk for offer in among} - {wish.offer.pk for wish in wishes}
    rows = registration.support_requests.filter(offer__in=dropped).exclude(
        status__in=(SupportStatus.WITHDRAWN, SupportStatus.DELIVERED)
    )
    for request in rows.order_by("pk"):
        withdraw(request, now=now, by=by)
    for wish in wishes:
        ask(registration, wish.offer, days=wish.days, note=wish.note, now=now, by=by)


@transaction.atomic
def withdraw(request: SupportRequest, *, now: datetime, by: Any = None) -> None:
    """The firm needs it no longer; what it had goes to who waits. Withdrawing twice is withdrawing once."""
    request = locked(request)
    if request.status == SupportStatus.WITHDRAWN:
        return
    step(request, SupportVerb.WITHDRAW, now=now, by=by, tell=False)
    settle(request.registration.mission, now=now)


@transaction.atomic
def confirm(request: SupportRequest, *, now: datetime, by: Any, answer: str = "", tell: bool = True) -> None:
    """Promises it to the firm. Raises ``RefusedError`` for a firm without a seat, and when nothing is left."""
    request = locked(request)
    if request.status == SupportStatus.CONFIRMED:
        return
    if request.registration.status != Status.SEATED:
        raise RefusedError(_("The firm has no seat on this mission."))
    offer, needed = request.offer, amount(request.offer, request.days)
    free = left([offer])[offer.pk]
    if not request.taken and free is not None and free < needed:
        raise RefusedError(_("There is not enough left: %(title)s.") % {"title": offer.title})
    request.answer = answer
    step(request, SupportVerb.CONFIRM, now=now, by=by, note=answer, taken=needed, tell=tell)


@transaction.atomic
def decline(request: SupportRequest, *, now: datetime, by: Any, answer: str) -> None:
    """Says that it cannot be done, with the reason the firm reads. Raises ``RefusedError`` without one."""
    if not answer.strip():
        raise RefusedError(_("Write the reason: the firm reads it."))
    request = locked(request)
    if request.status == SupportStatus.DECLINED:
        return
    request.answer = answer.strip()
    step(request, SupportVerb.DECLINE, now=now, by=by, note=answer.strip())
    settle(request.registration.mission, now=now)


@transaction.atomic
def deliver(request: SupportRequest, *, now: datetime, by: Any, done: bool = True) -> None:
    """Marks it as done; with ``done`` False takes that back. Doing either twice is doing it once."""
    request = locked(request)
    target = SupportStatus.DELIVERED if done else SupportStatus.CONFIRMED
    if request.status != target:
        verb = SupportVerb.DELIVER if done else SupportVerb.UNDO
        step(request, verb, now=now, by=by, taken=request.taken, tell=False)


def settle(mission: Mission, *, now: datetime) -> None:
    """Frees what firms without a seat had, then gives what is free to those that wait, in their order.

    The caller holds the mission's lock. One query where there is nothing to do.
    """
    rows = SupportRequest.objects.filter(
        Q(registration__status__in=_OUT, status__in=LIVE)
        | Q(registration__status=Status.SEATED, status=SupportStatus.QUEUED)
        | Q(registration__status=Status.SEATED, status=SupportStatus.ASKED, taken=0, offer__quantity__isnull=False),
        registration__mission=mission,
    )
    if not rows.exists():  # nearly always, and then nothing that a request hangs on need be named and read
        return
    order = (F("queue_number").asc(nulls_last=True), "asked_at", "pk")
    waiting = []
    for request in rows.select_related("registration__firm", "offer").order_by(*order):
        request.registration.mission = mission
        if request.registration.status == Status.SEATED:
            waiting.append(request)
        else:
            step(request, SupportVerb.WITHDRAW, now=now, by=None, tell=False)
    free = left({request.offer for request in waiting}) if waiting else {}
    for request in waiting:
        there = free[request.offer_id]
        free[request.offer_id] = _give_or_queue(request, _ENOUGH if there is None else there, now)


@transaction.atomic
def refresh(mission: Mission, *, now: datetime) -> None:
    """After a quantity was changed: gives what is free now. Safe to repeat."""
    settle(lock_mission(mission.pk), now=now)


def locked(request: SupportRequest) -> SupportRequest:
    """The request as it is under its mission's lock, with its registration, firm and offer."""
    mission = lock_mission(request.registration.mission_id)
    fresh = SupportRequest.objects.select_related("registration__firm", "offer__stop").get(pk=request.pk)
    fresh.registration.mission = mission
    return fresh


def _change(request: SupportRequest, days: Sequence[str], note: str, *, now: datetime, by: Any) -> None:
    """Other days are another request, unless they are fewer of those it has: staff confirm them again."""
    before, request.days, request.note = list(request.days), list(days), note
    needed = amount(request.offer, days)
    if request.status in (SupportStatus.WITHDRAWN, SupportStatus.DECLINED):
        request.asked_at, request.answer = now, ""
        step(request, SupportVerb.ASK, now=now, by=by, tell=False)
        return
    if request.taken:
        most = request.taken + _free_to_grow(request.offer)
        if needed > most:
            message = ngettext("Only %(count)d day is left for you.", "Only %(count)d days are left for you.", most)
            raise RefusedError(message % {"count": most})
        request.taken = needed
    if set(days) - set(before) and request.status == SupportStatus.CONFIRMED:
        request.status = SupportStatus.ASKED
    request.save(update_fields=["status", "taken", "days", "note"])
    record(request, SupportVerb.CHANGE, now, by)
    if request.offer.by_day:
        _free_other_days(request, now)


def _free_to_grow(offer: SupportOffer) -> int:
    """How much more of an offer a firm that has some may take: nothing while others wait for it."""
    if offer.requests.filter(status=SupportStatus.QUEUED).exists():
        return 0
    free = left([offer])[offer.pk]
    return _ENOUGH if free is None else free


def _free_other_days(request: SupportRequest, now: datetime) -> None:
    cities = list(request.registration.mission.stops.all())
    asked = {date.fromisoformat(day) for day in request.days}
    others = [
        assignment
        for assignment in request.assignments.all()
        if stops.local(assignment.starts, stops.stop_at(cities, assignment.starts)).date() not in asked
    ]
    take_back(others, now)


def _give_or_queue(request: SupportRequest, free: int, now: datetime) -> int:
    """What is free after a request's turn; nothing once one had to wait, so that nobody passes it."""
    needed = amount(request.offer, request.days)
    if free >= needed and request.status == SupportStatus.ASKED:
        request.taken = needed
        request.save(update_fields=["taken"])
        return free - needed
    if free >= needed:
        step(request, SupportVerb.CONFIRM, now=now, by=None, taken=needed)
        return free - needed
    if request.status == SupportStatus.ASKED:
        last = SupportRequest.objects.filter(offer=request.offer).aggregate(last=Max("queue_number"))["last"] or 0
        step(request, SupportVerb.QUEUE, now=now, by=None, queue_number=last + 1)
    return 0
