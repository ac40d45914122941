"""Who has arrived: a firm shows its code, staff let it in. Doing either twice is doing it once.

The code is the registration's key with a signature: it says nothing about anybody, and nobody can make one up.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils.translation import gettext as _

from missions.enums import Attendance
from missions.enums import RegistrationStatus as Status
from missions.locking import lock_mission, lock_registration
from missions.models import Mission, Registration
from missions.transitions import RefusedError

#: The longest key a database gives.
_LONGEST = 19


def code(registration: Registration) -> str:
    """What the firm's square says of it."""
    return _signer().sign(str(registration.pk))


def key_of(text: str) -> int | None:
    """The registration a code was made for; None for one that is not ours."""
    try:
        return int(_signer().unsign(text))
    except (BadSignature, ValueError):
        return None


def key_in(number: str) -> int | None:
    """The registration's key in a number that was typed: 'PDM-2026-00418', '2026-418', '418'."""
    last = number.strip().rsplit("-", 1)[-1]
    return int(last) if last.isascii() and last.isdigit() and len(last) < _LONGEST else None


def expected(mission: Mission) -> list[Registration]:
    """The firms that travel, by name, with who travels for them. Two queries."""
    rows = mission.registrations.filter(status=Status.SEATED).select_related("firm").prefetch_related("participants")
    return list(rows.order_by("firm__name", "pk"))


def arrived(registrations: Iterable[Registration]) -> int:
    """How many of them are there."""
    return sum(registration.checked_in_at is not None for registration in registrations)


@transaction.atomic
def check_in(registration: Registration, *, now: datetime, by: Any) -> Registration:
    """The firm is there. Raises ``RefusedError`` for one without a seat."""
    registration = _locked(registration)
    if registration.status != Status.SEATED:
        raise RefusedError(_("This firm has no seat on this mission."))
    if registration.checked_in_at is None:
        _set(registration, now, Attendance.PRESENT)
    return registration


@transaction.atomic
def undo(registration: Registration, *, now: datetime, by: Any) -> Registration:
    """It was somebody else: the firm is not there yet."""
    registration = _locked(registration)
    if registration.checked_in_at is not None:
        _set(registration, None, Attendance.UNKNOWN)
    return registration


def _set(registration: Registration, at: datetime | None, attendance: Attendance) -> None:
    registration.checked_in_at, registration.attendance = at, attendance
    registration.save(update_fields=["checked_in_at", "attendance", "updated_at"])


def _locked(registration: Registration) -> Registration:
    lock_mission(registration.mission_id)
    return lock_registration(registration.pk)


def _signer() -> Signer:
    return Signer(salt="missions.arrivals")
