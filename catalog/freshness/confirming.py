"""'Still true': somebody has looked at entries and found that what they say holds."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalog import publishing
from catalog.editorial import changes
from catalog.editorial.changes import NotAllowed
from catalog.enums import EditorialStatus
from catalog.models import Partner
from catalog.models.reviews import ReviewedEntry
from catalog.permissions import editable

#: States in which what an entry says has been approved: this is what somebody finds true.
CONFIRMED = (EditorialStatus.PUBLISHED, EditorialStatus.SUSPENDED)


@transaction.atomic
def confirm(entries: Iterable[ReviewedEntry], *, by: Any, today: date) -> int:
    """Dates the check of entries today, as lines of their history; returns how many were not dated today already.

    No word changes, so nothing waits for approval. A body is confirmed with its offices. What was hidden for want of a
    confirmation is public again: its text could change with approval only. Raises ``NotAllowed`` when one of the
    entries is not that person's to edit; then none is confirmed.
    """
    listed = list(entries)
    for model in {type(entry) for entry in listed}:
        wanted = {entry.pk for entry in listed if type(entry) is model}
        if editable(by, model._default_manager.filter(pk__in=wanted)).count() != len(wanted):
            raise NotAllowed
    return sum(_confirm(changes.locked(entry), by, today.isoformat()) for entry in listed)


def _confirm(entry: ReviewedEntry, by: Any, day: str) -> bool:
    lapsed = entry.editorial_status == EditorialStatus.SUSPENDED and entry.lapses.open().exists()
    if entry.editorial_status not in CONFIRMED or (entry.checked == day and not lapsed):
        return False
    entry.confirmations.create(by=by, before=entry.checked, checked=day)
    entry.checked = day
    entry.version += 1
    entry._history_user = by
    entry.save(update_fields=["checked", "version"])
    if isinstance(entry, Partner):
        for office in entry.offices.order_by("pk"):
            office.checked = day
            office._history_user = by  # type: ignore[attr-defined]
            office.save(update_fields=["checked"])
    if lapsed:
        entry.lapses.open().update(ended_at=timezone.now())
        publishing.publish(entry, by=by)
    else:
        publishing.refresh_search(entry)
    return True
