"""Delivering what waits: claim a row, send it, record it, the next one.

Any number of senders may run, on any machine, on either database: a claim is one UPDATE that only one of them can win,
and it lasts a while only, so that what a dead sender had claimed comes back by itself.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from smtplib import SMTPException

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from post_office.models import STATUS, Email, Log
from post_office.settings import get_backend

_logger = logging.getLogger(__name__)

#: How long a claim lasts: longer than the slowest delivery (EMAIL_TIMEOUT for each of a handful of steps).
CLAIM = timedelta(minutes=5)
#: How long to wait after each failed try; after the last a message is set aside. More than four days in all.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440, 1440, 1440))
#: So many failures one after the other are the server's, not the messages': the round ends.
ENOUGH = 3
_WAITING = (STATUS.queued, STATUS.requeued)
_AT_ONCE = 20


@dataclass
class Round:
    """What one round of delivery came to. ``away`` means that the server could not be used, and others wait."""

    sent: int = 0
    failed: int = 0
    away: bool = False


class _Outcome(Enum):
    SENT = auto()
    REFUSED = auto()  # by the server; another try may do
    SET_ASIDE = auto()


def deliver() -> Round:
    """Sends everything that is due, the urgent first, then the oldest. Raises nothing that a mail server does."""
    result, refused = Round(), 0
    connection = get_connection(get_backend())
    try:
        while due := list(_due()[:_AT_ONCE]):
            for row in due:
                if refused == ENOUGH or not _open(connection):
                    result.away = True
                    return result
                if not _claim(row):
                    continue  # another sender has it
                outcome = _send(row, connection)
                if outcome is _Outcome.SENT:
                    result.sent, refused = result.sent + 1, 0
                    continue
                result.failed += 1
                if outcome is _Outcome.REFUSED:
                    refused += 1
                    _close(connection)
    finally:
        _close(connection)
    return result


def _due() -> QuerySet[Email]:
    now = timezone.now()
    return Email.objects.filter(
        Q(scheduled_time=None) | Q(scheduled_time__lte=now),
        Q(expires_at=None) | Q(expires_at__gt=now),
        status__in=_WAITING,
    ).order_by("-priority", "pk")


def _claim(row: Email) -> bool:
    """Takes a row for this sender; it counts as a try, so that a message that kills its sender is set aside too."""
    now = timezone.now()
    claimed = Email.objects.filter(pk=row.pk, status__in=_WAITING, scheduled_time=row.scheduled_time).update(
        status=STATUS.requeued,
        scheduled_time=now + CLAIM,
        number_of_retries=Coalesce(F("number_of_retries"), Value(0)) + 1,
        last_updated=now,
    )
    row.number_of_retries = (row.number_of_retries or 0) + 1
    return bool(claimed)


def _send(row: Email, connection: BaseEmailBackend) -> _Outcome:
    try:
        message = row.prepare_email_message()
        message.message()
    except Exception as error:  # whatever a row holds, the queue goes on
        return _set_aside(row, error)
    try:
        connection.send_messages([message])
    except (SMTPException, OSError, UnicodeError) as error:
        return _try_later(row, error)
    Email.objects.filter(pk=row.pk).update(status=STATUS.sent, last_updated=timezone.now())
    return _Outcome.SENT


def _try_later(row: Email, error: Exception) -> _Outcome:
    tries = row.number_of_retries
    if tries > len(WAITS):
        return _set_aside(row, error)
    with transaction.atomic():
        Email.objects.filter(pk=row.pk).update(scheduled_time=timezone.now() + WAITS[tries - 1])
        _note(row, error)
    return _Outcome.REFUSED


def _set_aside(row: Email, error: Exception) -> _Outcome:
    _logger.error("Mail %s is set aside: %s", row.pk, type(error).__name__)
    with transaction.atomic():
        Email.objects.filter(pk=row.pk).update(status=STATUS.failed, last_updated=timezone.now())
        _note(row, error)
    return _Outcome.SET_ASIDE


def _note(row: Email, error: Exception) -> None:
    """What went wrong, for whoever looks at the message in the admin."""
    Log.objects.create(email=row, status=STATUS.failed, message=str(error)[:2_000], exception_type=type(error).__name__)


def _open(connection: BaseEmailBackend) -> bool:
    """Whether the server can be talked to. Nothing is claimed before: a server that is away costs no tries."""
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        _logger.warning("The mail server cannot be used: %s", error)
        return False
    return True


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (SMTPException, OSError):
        _logger.warning("The mail server did not say goodbye")
