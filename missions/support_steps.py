"""The one table of what may happen to a request for support, and the one function that makes it happen.

Every step leaves a row of history and, where the firm could not know it, a mail, in the caller's transaction.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from missions import support_notices
from missions.enums import RegistrationStatus as Status
from missions.enums import SupportStatus, SupportVerb
from missions.models import Assignment, FreedAssignment, SupportEvent, SupportRequest
from missions.transitions import RefusedError

#: From which statuses a step may start, and where it leads.
TABLE: dict[SupportVerb, tuple[frozenset[SupportStatus], SupportStatus]] = {
    SupportVerb.ASK: (
        frozenset({SupportStatus.ASKED, SupportStatus.WITHDRAWN, SupportStatus.DECLINED, SupportStatus.CONFIRMED}),
        SupportStatus.ASKED,
    ),
    SupportVerb.QUEUE: (frozenset({SupportStatus.ASKED}), SupportStatus.QUEUED),
    SupportVerb.CONFIRM: (
        frozenset({SupportStatus.ASKED, SupportStatus.QUEUED, SupportStatus.DECLINED}),
        SupportStatus.CONFIRMED,
    ),
    SupportVerb.DECLINE: (
        frozenset({SupportStatus.ASKED, SupportStatus.QUEUED, SupportStatus.CONFIRMED}),
        SupportStatus.DECLINED,
    ),
    SupportVerb.WITHDRAW: (
        frozenset({SupportStatus.ASKED, SupportStatus.QUEUED, SupportStatus.CONFIRMED, SupportStatus.DECLINED}),
        SupportStatus.WITHDRAWN,
    ),
    SupportVerb.DELIVER: (frozenset({SupportStatus.CONFIRMED}), SupportStatus.DELIVERED),
    SupportVerb.UNDO: (frozenset({SupportStatus.DELIVERED}), SupportStatus.CONFIRMED),
}
#: Requests that are still to be served.
LIVE = (SupportStatus.ASKED, SupportStatus.QUEUED, SupportStatus.CONFIRMED)


def step(
    request: SupportRequest,
    verb: SupportVerb,
    *,
    now: datetime,
    by: Any,
    note: str = "",
    taken: int = 0,
    queue_number: int | None = None,
    tell: bool = True,
) -> None:
    """Moves a request by one verb with its history and its mail; what takes nothing any more is assigned to nobody.

    The caller holds the mission's lock. Raises ``RefusedError`` for a step the table does not allow.
    """
    allowed, target = TABLE[verb]
    if request.status not in allowed:
        raise RefusedError(
            _("This cannot be done now: the request is “%(status)s”.")
            % {"status": request.get_status_display().lower()}
        )
    request.status, request.taken, request.queue_number, request.decided_at = target, taken, queue_number, now
    request.save(update_fields=["status", "taken", "queue_number", "decided_at", "answer", "days", "note", "asked_at"])
    if target in (SupportStatus.WITHDRAWN, SupportStatus.DECLINED):
        take_back(request.assignments.all(), now)
    record(request, verb, now, by, note)
    if tell:
        support_notices.tell(request, verb, note=note)


def take_back(assignments: Iterable[Assignment], now: datetime) -> None:
    """Takes assignments back; what calendars must know to drop them is kept. The caller holds the mission's lock."""
    for one in assignments:
        FreedAssignment.objects.create(
            request=one.request,
            number=one.pk,
            starts=one.starts,
            ends=one.ends,
            sequence=one.sequence + 1,
            freed_at=now,
        )
        one.delete()


def record(request: SupportRequest, verb: SupportVerb, now: datetime, by: Any, note: str = "") -> None:
    """A draft has no history yet: nothing was asked of anybody."""
    if request.registration.status != Status.DRAFT:
        SupportEvent.objects.create(request=request, at=now, verb=verb, by=by, note=note)
