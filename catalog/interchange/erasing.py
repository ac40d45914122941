"""How long the report of a table that was brought in is kept, with the rows of the file."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from catalog.enums import ImportStatus
from catalog.models import Import


def erased_at(batch: Import) -> datetime:
    """When a report goes: so many days after it was applied, or received where nothing was written of it."""
    return (batch.applied_at or batch.created_at) + timedelta(days=settings.IMPORTS_KEPT_DAYS)


def erase_old(now: datetime) -> int:
    """Deletes the reports whose time is over, each by itself, and returns how many.

    What files said of entries stays (``ImportedEntry``): it protects what staff wrote since.
    """
    over = now - timedelta(days=settings.IMPORTS_KEPT_DAYS)
    old = Import.objects.filter(Q(applied_at__lt=over) | Q(applied_at=None, created_at__lt=over))
    old = old.exclude(status=ImportStatus.APPLYING)
    keys = list(old.values_list("pk", flat=True))
    for key in keys:
        Import.objects.filter(pk=key).exclude(status=ImportStatus.APPLYING).delete()
    return len(keys)
