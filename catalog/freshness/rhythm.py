"""When an entry is to be confirmed. It follows from its last check and from today; nothing of it is stored.

A check that is only known to the month or the year counts from its first day: in doubt an entry is asked about sooner.
"""

import calendar
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from catalog import partial_dates
from catalog.enums import Kind
from catalog.models import Opportunity, Partner, ReviewRule, Service
from catalog.models.reviews import ReviewedEntry, Rhythm

#: The kinds of entry that are confirmed. A mission is not: its dates say when it is over.
MODELS: dict[Kind, type[ReviewedEntry]] = {
    Kind.OPPORTUNITY: Opportunity,
    Kind.SERVICE: Service,
    Kind.PARTNER: Partner,
}

#: What holds until the Region says otherwise: months between two confirmations, days overdue until an entry is hidden.
FIRST: dict[Kind, tuple[int, int | None]] = {
    Kind.OPPORTUNITY: (3, 180),
    Kind.SERVICE: (6, 365),
    Kind.PARTNER: (12, None),
}
Rules = Mapping[str, ReviewRule]


def rules() -> Rules:
    """What holds for each kind; one query."""
    written = ReviewRule.objects.in_bulk()
    return {
        kind: written.get(kind) or ReviewRule(kind=kind, rhythm=rhythm, hidden_after_days=days)
        for kind, (rhythm, days) in FIRST.items()
    }


def kind_of(entry: ReviewedEntry) -> Kind:
    """The kind of an entry."""
    return next(kind for kind, model in MODELS.items() if isinstance(entry, model))


def due_day(entry: ReviewedEntry, known: Rules) -> date:
    """The day by which an entry is to be confirmed again."""
    return due_from(entry.checked, entry.created_at, entry.rhythm or known[kind_of(entry)].rhythm)


def due_from(checked: str, created_at: datetime, months: int) -> date:
    """So many months after the last check; after the day it came into the catalogue where no check is known."""
    return after(partial_dates.first_day(checked) if checked else timezone.localdate(created_at), months)


def hidden_on(entry: ReviewedEntry, due: date, known: Rules) -> date | None:
    """The day an entry is hidden unless somebody confirms it; None where the rule hides nothing.

    Days count from when it came into this catalogue at the earliest: an old source is no fault of who keeps it now.
    """
    return hidden_from(kind_of(entry), due, entry.created_at, known)


def hidden_from(kind: Kind, due: date, created_at: datetime, known: Rules) -> date | None:
    """The day an entry of a kind is hidden, of what is known of it before it is read."""
    after_days = known[kind].hidden_after_days
    return None if after_days is None else max(due, timezone.localdate(created_at)) + timedelta(days=after_days)


def due_by(kind: Kind, day: date, known: Rules) -> QuerySet[Any]:
    """The public entries of a kind whose confirmation is due on a day or before; not what is over anyway."""
    wanted = Q(pk__in=())
    for months in Rhythm.values:
        latest = latest_start(day, months)
        own = Q(rhythm=months) | (Q(rhythm=None) if months == known[kind].rhythm else Q(pk__in=()))
        # As text: '2025' < '2025-04' < '2025-04-01', and what is less exact stands for its first day.
        old = Q(checked__gt="", checked__lte=latest.isoformat()) | Q(
            checked="", created_at__lt=midnight(latest + timedelta(days=1))
        )
        wanted |= own & old
    return reviewed(kind, timezone.localdate()).filter(wanted)


def reviewed(kind: Kind, today: date) -> QuerySet[Any]:
    """The public entries of a kind that somebody is asked about: a call that has closed is what it was."""
    entries: QuerySet[Any] = MODELS[kind].objects.published()
    return entries.exclude(closes__lt=today) if kind == Kind.OPPORTUNITY else entries


def midnight(day: date) -> datetime:
    """When a day begins in Italy."""
    return timezone.make_aware(datetime.combine(day, time.min))


def after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def latest_start(day: date, months: int) -> date:
    """The last day from which so many months do not lead past ``day``."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    length = calendar.monthrange(year, month + 1)[1]
    ends_month = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month + 1, length if ends_month else min(day.day, length))
