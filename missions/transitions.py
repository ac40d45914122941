"""The one table of what may happen to a registration, and the one function that makes it happen.

Every step leaves a row of history and says so by mail, in the caller's transaction.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from missions import notifications
from missions.enums import RegistrationStatus as Status
from missions.enums import Verb
from missions.models import Registration, RegistrationEvent

#: From which statuses a verb may start, and where it leads.
TABLE: dict[Verb, tuple[frozenset[Status], Status]] = {
    Verb.APPLY: (frozenset({Status.DRAFT}), Status.APPLIED),
    Verb.SEAT: (frozenset({Status.DRAFT, Status.APPLIED, Status.WAITING}), Status.SEATED),
    Verb.QUEUE: (frozenset({Status.DRAFT, Status.APPLIED}), Status.WAITING),
    Verb.OFFER: (frozenset({Status.WAITING}), Status.OFFERED),
    Verb.ACCEPT: (frozenset({Status.OFFERED}), Status.SEATED),
    Verb.DECLINE: (frozenset({Status.OFFERED}), Status.DECLINED),
    Verb.EXPIRE: (frozenset({Status.OFFERED}), Status.EXPIRED),
    Verb.WITHDRAW: (
        frozenset({Status.APPLIED, Status.SEATED, Status.WAITING, Status.OFFERED}),
        Status.WITHDRAWN,
    ),
    Verb.REJECT: (frozenset({Status.APPLIED, Status.SEATED, Status.WAITING, Status.OFFERED}), Status.REJECTED),
    Verb.CANCEL: (frozenset({Status.APPLIED, Status.SEATED, Status.WAITING, Status.OFFERED}), Status.CANCELLED),
    Verb.REOPEN: (frozenset({Status.DECLINED, Status.EXPIRED, Status.WITHDRAWN}), Status.DRAFT),
}


class RefusedError(Exception):
    """Something cannot be done; the message is a sentence for the firm or the officer who asked."""


def may(registration: Registration, verb: Verb) -> bool:
    """Whether the table allows a verb from where a registration stands."""
    return registration.status in TABLE[verb][0]


def move(
    registration: Registration,
    verb: Verb,
    *,
    at: datetime,
    by: Any = None,
    note: str = "",
    tell: bool = True,
    place: int | None = None,
    columns: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Moves a registration by one verb, sets ``columns``, writes its history and its mail.

    The caller holds the mission's lock. ``by`` is the person who asked, None for the portal itself; ``tell`` is False
    for what needs no mail of its own; ``place`` is the place in the queue of one that queues. Raises ``RefusedError``
    for a step the table does not allow.
    """
    allowed, target = TABLE[verb]
    if registration.status not in allowed:
        raise RefusedError(
            _("This cannot be done now: the registration is “%(status)s”.")
            % {"status": registration.get_status_display().lower()}
        )
    before, registration.status = registration.status, target
    registration.offer_expires_at = None
    for name, value in columns.items():
        setattr(registration, name, value)
    registration.save(update_fields=["status", "offer_expires_at", "updated_at", *columns])
    RegistrationEvent.objects.create(
        registration=registration, at=at, verb=verb, from_status=before, to_status=target, by=by, note=note
    )
    if tell:
        notifications.tell(registration, verb, note=note, place=place)
