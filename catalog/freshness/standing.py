"""What readers are told of an entry whose confirmation is overdue: that its people were asked, and when."""

from datetime import date
from typing import Any

from django.utils import timezone

from catalog.freshness import rhythm
from catalog.models.reviews import ReviewedEntry


def asked_on(entry: Any) -> date | None:
    """The day people were last asked about an entry that is overdue; None when it is not, or nobody was asked yet."""
    if not isinstance(entry, ReviewedEntry):
        return None
    due = rhythm.due_day(entry, rhythm.rules())
    if due > timezone.localdate():
        return None
    asked = entry.review_notices.filter(due=due).order_by("-sent_at").values_list("sent_at", flat=True).first()
    return timezone.localdate(asked) if asked else None
