"""The queue of reports: one comes in, one is dealt with.

A flood is held back by counting reports, not people: no address of a sender is looked at, let alone kept.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.enums import CorrectionStatus
from catalog.models import Correction
from catalog.models.publishing import PublishableModel
from catalog.search import documents

#: Reports taken in an hour: on one entry, and on all of them together.
MOST_ON_ONE, MOST = 10, 100
HOUR = timedelta(hours=1)


class TooManyCorrectionsError(Exception):
    """More reports than people could write. The message is for the reader."""


def entry_named(kind: str, slug: str) -> PublishableModel | None:
    """The public entry of a kind at an address, whichever application it belongs to; None when there is none."""
    for source in documents.sources():
        if source.kind == kind:
            return source.published().filter(slug=slug).first()
    return None


@transaction.atomic
def receive(*, kind: str, slug: str, subject: str, message: str, email: str = "") -> Correction:
    """Puts a report at the end of the queue, in the reader's language.

    Raises ``TooManyCorrectionsError`` when the last hour brought too many.
    """
    lately = Correction.objects.filter(received_at__gt=timezone.now() - HOUR)
    if lately.filter(kind=kind, slug=slug).count() >= MOST_ON_ONE or lately.count() >= MOST:
        raise TooManyCorrectionsError(
            _("We have received many reports in the last hour and are reading them. Try again in an hour.")
        )
    return Correction.objects.create(
        kind=kind, slug=slug, subject=subject, message=message, email=email, language=(get_language() or "it")[:2]
    )


@transaction.atomic
def close(corrections: Iterable[Correction], status: CorrectionStatus) -> int:
    """Takes reports out of the queue, put right or dismissed; returns how many were still in it."""
    waiting = Correction.objects.filter(pk__in=[correction.pk for correction in corrections], closed_at=None)
    return waiting.update(status=status, closed_at=timezone.now())
