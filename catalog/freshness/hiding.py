"""Hiding what nobody has confirmed for long: by rule, and never without having said so."""

from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from catalog import publishing
from catalog.editorial import changes
from catalog.enums import EditorialStatus, ReviewStep
from catalog.freshness import rhythm
from catalog.freshness.reminding import WARNED
from catalog.models import Lapse, ReviewNotice


@transaction.atomic
def hide_unconfirmed(today: date) -> int:
    """Suspends the entries whose rule says so and whose people were warned in time; returns how many.

    Without a warning of ``WARNED`` days before nothing is hidden, however late: not after the job was off for months,
    nor where nobody could be written to. What the Region brings back unconfirmed is not hidden a second time for the
    same day. The state of a link is no reason.
    """
    _end_lapses()
    known = rhythm.rules()
    hidden = 0
    for kind, model in rhythm.MODELS.items():
        after = known[kind].hidden_after_days
        if after is None:
            continue
        content_type = ContentType.objects.get_for_model(model)
        warned = set(
            ReviewNotice.objects.filter(
                content_type=content_type,
                step=ReviewStep.LAST,
                sent_at__lt=rhythm.midnight(today - timedelta(days=WARNED - 1)),
            ).values_list("object_id", "due")
        )
        before = set(Lapse.objects.filter(content_type=content_type).values_list("object_id", "due"))
        for entry in rhythm.due_by(kind, today - timedelta(days=after), known).order_by("pk"):
            due = rhythm.due_day(entry, known)
            day = rhythm.hidden_on(entry, due, known)
            if day and day <= today and (entry.pk, due) in warned - before:
                current = changes.locked(entry)
                publishing.move(current, EditorialStatus.SUSPENDED)
                current.lapses.create(due=due)
                hidden += 1
    return hidden


def _end_lapses() -> None:
    """What the Region brought back, or withdrew, is no longer hidden for want of a confirmation."""
    for model in rhythm.MODELS.values():
        hidden = model._default_manager.filter(editorial_status=EditorialStatus.SUSPENDED)
        over = Lapse.objects.open().filter(content_type=ContentType.objects.get_for_model(model))
        over.exclude(object_id__in=hidden.values("pk")).update(ended_at=timezone.now())
