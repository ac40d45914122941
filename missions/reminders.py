"""What firms are reminded of before a deadline, each thing once for each deadline.

A reminder is a row and its mails in one transaction: the timer may run late, twice, or on two machines at once. What is
over is not reminded of any more.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from catalog.letters import letter
from catalog.views import days
from missions.enums import MissionPhase, SupportStatus
from missions.enums import RegistrationStatus as Status
from missions.models import DocumentRequest, Mission, Registration, Reminder, ReminderKind, SupportOffer
from missions.notifications import recipients
from missions.time import day_of

#: How long before its deadline each thing is reminded of.
BEFORE_CLOSING, BEFORE_DUE, BEFORE_SUPPORT = timedelta(days=3), timedelta(days=5), timedelta(days=3)
#: An offer is reminded of in its last day, or in the second half of a shorter one.
BEFORE_EXPIRY = timedelta(days=1)

_SENT = (Status.APPLIED, Status.SEATED, Status.WAITING, Status.OFFERED)


@dataclass(frozen=True)
class Due:
    """Something a firm has still to do, by when, and what of. ``deadline`` is the day or the moment as ISO."""

    registration: Registration
    kind: ReminderKind
    deadline: str
    end: date | datetime
    things: list[Any] = field(default_factory=list)


def send(mission: Mission, now: datetime) -> int:
    """Sends the reminders of a mission that are due at a moment; how many firms were written to."""
    return sum(_send_once(due, now) for due in list(_due(mission, now)))


def _due(mission: Mission, now: datetime) -> Iterator[Due]:
    phase = mission.phase(now, day_of(now))
    if phase not in (MissionPhase.OPEN, MissionPhase.SELECTION, MissionPhase.CLOSED):
        return
    registrations = list(
        mission.registrations.select_related("firm").prefetch_related("documents", "support_requests").order_by("pk")
    )
    for registration in registrations:
        registration.mission = mission
    closes: Any = mission.registration_closes
    if phase == MissionPhase.OPEN and closes - now <= BEFORE_CLOSING:
        for one in registrations:
            if one.status == Status.DRAFT:
                yield Due(one, ReminderKind.DRAFT, closes.isoformat(), closes)
    yield from _documents(mission, registrations, day_of(now))
    yield from _offers(mission, registrations, now)
    yield from _support(mission, registrations, now)


def _documents(mission: Mission, registrations: Iterable[Registration], today: date) -> Iterator[Due]:
    soon: dict[date, list[DocumentRequest]] = defaultdict(list)
    for request in mission.document_requests.all():
        if request.required and request.due and today <= request.due <= today + BEFORE_DUE:
            soon[request.due].append(request)
    for one in registrations:
        given = {document.request_id for document in one.documents.all()}
        for day, requests in soon.items():
            missing = [request for request in requests if request.pk not in given]
            if one.status in _SENT and missing:
                yield Due(one, ReminderKind.DOCUMENTS, day.isoformat(), day, missing)


def _offers(mission: Mission, registrations: Iterable[Registration], now: datetime) -> Iterator[Due]:
    before = min(BEFORE_EXPIRY, timedelta(hours=mission.offer_hours) / 2)
    for one in registrations:
        end = one.offer_expires_at
        if one.status == Status.OFFERED and end and timedelta() < end - now <= before:
            yield Due(one, ReminderKind.OFFER, end.isoformat(), end)


def _support(mission: Mission, registrations: Iterable[Registration], now: datetime) -> Iterator[Due]:
    """Firms with a seat that have asked for nothing, before the time to ask is over."""
    soon: dict[datetime, list[SupportOffer]] = defaultdict(list)
    for offer in mission.support_offers.all():
        if offer.ask_until and timedelta() < offer.ask_until - now <= BEFORE_SUPPORT:
            soon[offer.ask_until].append(offer)
    for one in registrations:
        asked = any(request.status != SupportStatus.WITHDRAWN for request in one.support_requests.all())
        if one.status == Status.SEATED and not asked:
            for moment, offers in soon.items():
                yield Due(one, ReminderKind.SUPPORT, moment.isoformat(), moment, offers)


@transaction.atomic
def _send_once(due: Due, now: datetime) -> bool:
    people = list(recipients(due.registration))
    if not people:
        return False  # nobody may act for the firm today; somebody may tomorrow
    _row, new = Reminder.objects.get_or_create(
        registration=due.registration, kind=due.kind, about=due.deadline, defaults={"sent_at": now}
    )
    if new:
        for person in people:
            with override(person.language):
                _letter(due, person.email).send()
    return new


def _letter(due: Due, address: str) -> Any:
    subject = _("%(mission)s: %(subject)s") % {
        "mission": due.registration.mission.title,
        "subject": _SUBJECTS[due.kind](),
    }
    context = {
        "registration": due.registration,
        "mission": due.registration.mission,
        "end": days.moment(due.end) if isinstance(due.end, datetime) else days.weekday(due.end),
        "things": [thing.title for thing in due.things],
    }
    return letter(address, subject, f"email/reminder_{due.kind}.txt", context)


_SUBJECTS = {
    ReminderKind.DRAFT: lambda: _("your registration is not sent yet"),
    ReminderKind.DOCUMENTS: lambda: _("documents are missing"),
    ReminderKind.OFFER: lambda: _("the offered seat waits for your answer"),
    ReminderKind.SUPPORT: lambda: _("do you need support on the spot?"),
}
