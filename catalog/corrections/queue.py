"""The queue of reports: who sees which, and how one comes in.

A flood is held back by counting reports, not people: no address of a sender is looked at, let alone kept.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from catalog import permissions
from catalog.editorial import duties
from catalog.models import Correction
from catalog.models.corrections import CorrectionQuerySet
from catalog.models.publishing import PublishableModel
from catalog.search import documents

#: Reports taken in an hour: on one entry, and on all of them together.
MOST_ON_ONE, MOST = 10, 100
HOUR = timedelta(hours=1)


class TooManyCorrectionsError(Exception):
    """More reports than people could write. The message is for the reader."""


def register_duty() -> None:
    """Puts the queue on the first page of the admin; called when the application is ready."""
    duties.register(
        gettext_lazy("Reports of errors to look at"),
        count=lambda user: within(user).waiting().count(),
        url=lambda user: reverse("admin:catalog_correction_changelist") + "?status__exact=open",
    )


def entry_named(kind: str, slug: str) -> PublishableModel | None:
    """The public entry of a kind at an address, whichever application it belongs to; None when there is none."""
    for source in documents.sources():
        if source.kind == kind:
            return source.published().filter(slug=slug).first()
    return None


def entry_of(correction: Correction) -> Any:
    """The entry a report is about, public or not; None when there is none at its address any more."""
    for source in documents.sources():
        if source.kind == correction.kind:
            return source.model._default_manager.filter(slug=correction.slug).first()
    return None


def within(user: Any) -> CorrectionQuerySet:
    """The reports that a person may deal with: those on entries they may edit; the Region's editors have all."""
    if permissions.is_regional(user):
        return Correction.objects.all()
    theirs = Q(pk__in=[])
    for source in documents.sources():
        entries = permissions.editable(user, source.model._default_manager.all())
        theirs |= Q(kind=source.kind, slug__in=entries.values("slug"))
    return Correction.objects.filter(theirs)


@transaction.atomic
def receive(
    *,
    kind: str,
    slug: str,
    subject: str,
    message: str,
    email: str = "",
    part: str = "",
    present: str = "",
    suggested: str = "",
) -> Correction:
    """Puts a report at the end of the queue, in the reader's language.

    Raises ``TooManyCorrectionsError`` when the last hour brought too many.
    """
    lately = Correction.objects.filter(received_at__gt=timezone.now() - HOUR)
    if lately.filter(kind=kind, slug=slug).count() >= MOST_ON_ONE or lately.count() >= MOST:
        raise TooManyCorrectionsError(
            _("We have received many reports in the last hour and are reading them. Try again in an hour.")
        )
    return Correction.objects.create(
        kind=kind,
        slug=slug,
        subject=subject,
        message=message,
        email=email,
        part=part,
        present=present,
        suggested=suggested,
        language=(get_language() or "it")[:2],
    )
