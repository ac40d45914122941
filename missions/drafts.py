"""What a firm writes into a registration, step by step, each saved whole; and what it may still change once it is sent.

Every change holds the registration's row. Sending holds it too, after the mission's: nobody changes what a firm has
read and is sending.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from missions import support
from missions.enums import RegistrationStatus
from missions.locking import lock_mission, lock_registration
from missions.models import Answer, Participant, Registration
from missions.registering import STEPS
from missions.support import Wish
from missions.time import day_of
from missions.transitions import RefusedError

#: Registrations that were sent and may still lead to a seat.
SENT = (
    RegistrationStatus.APPLIED,
    RegistrationStatus.SEATED,
    RegistrationStatus.WAITING,
    RegistrationStatus.OFFERED,
)


@contextmanager
def changing(
    registration: Registration, *, now: datetime, step: str = "", sent: bool = False
) -> Iterator[Registration]:
    """The registration as it is now, locked, to be changed; ``step`` is the one that is done with it.

    Raises ``RefusedError`` for one that is no draft; with ``sent`` also a sent one may be changed until the mission
    leaves.
    """
    with transaction.atomic():
        current = lock_registration(registration.pk)
        if not may_change(current, now=now, sent=sent):
            raise RefusedError(_("This registration has been sent: it cannot be changed here any more."))
        yield current
        if step:
            current.step = max(current.step, STEPS.index(step) + 1)
        current.save(update_fields=["offers", "looks_for", "confidential_note", "step", "updated_at"])


def may_change(registration: Registration, *, now: datetime, sent: bool = False) -> bool:
    """Whether what a registration says may be changed; with ``sent`` also after sending, until the mission leaves."""
    if registration.status == RegistrationStatus.DRAFT:
        return True
    starts = registration.mission.starts
    return sent and registration.status in SENT and not (starts and starts <= day_of(now))


def save_participants(registration: Registration, people: Sequence[Mapping[str, Any]], *, now: datetime) -> None:
    """Who travels, in the given order, instead of whoever was named before. Raises ``RefusedError``."""
    with changing(registration, now=now, step="participants", sent=True) as current:
        most = current.mission.people_per_firm
        if len(people) > most:
            raise RefusedError(_("At most %(count)d people travel for a firm.") % {"count": most})
        current.participants.all().delete()
        Participant.objects.bulk_create(Participant(registration=current, **person) for person in people)


def save_answers(
    registration: Registration, answers: Mapping[int, str], *, offers: str, looks_for: str, now: datetime
) -> None:
    """What the firm offers, whom it looks for, and its answers by the questions' keys. Raises ``RefusedError``."""
    with changing(registration, now=now, step="questions") as current:
        current.offers, current.looks_for = offers, looks_for
        for question, text in answers.items():
            Answer.objects.update_or_create(registration=current, question_id=question, defaults={"text": text})


def pass_step(registration: Registration, step: str, *, now: datetime) -> None:
    """A step that saves nothing itself, as the firm's, is done with. Raises ``RefusedError``."""
    with changing(registration, now=now, step=step):
        pass


@transaction.atomic
def save_support(registration: Registration, wishes: Sequence[Wish], *, confidential_note: str, now: datetime) -> None:
    """What the firm asks for on the spot, instead of what it asked for before. Raises ``RefusedError``.

    Support counts what is left under the mission's lock, which comes before the registration's, as everywhere.
    """
    lock_mission(registration.mission_id)
    with changing(registration, now=now, step="support") as current:
        current.confidential_note = confidential_note
        support.keep(current, wishes, among=current.mission.support_offers.all(), now=now)
