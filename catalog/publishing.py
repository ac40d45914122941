"""An entry's public life. Whatever changes a published entry ends here, so that the search is never behind it.

Entry and index are written in one transaction: the next search, in any process, sees either both or neither.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from catalog import search
from catalog.enums import EditorialStatus
from catalog.models.publishing import PublishableModel


def publish(entry: PublishableModel, *, by: Any = None) -> None:
    """Makes an entry public; one that is public already stays so."""
    move(entry, EditorialStatus.PUBLISHED, by=by)


def withdraw(entry: PublishableModel, *, by: Any = None) -> None:
    """Takes an entry away from the public, pages, lists and search alike. Its text is kept."""
    move(entry, EditorialStatus.ARCHIVED, by=by)


@transaction.atomic
def move(entry: PublishableModel, status: EditorialStatus, *, by: Any = None) -> None:
    """Puts an entry into a state, as a line of its history. Who may do so is for ``catalog.editorial.moves`` to say."""
    shown = EditorialStatus.PUBLISHED in (entry.editorial_status, status)
    if shown and entry.published_at is None:
        entry.published_at = timezone.now()
    entry.editorial_status = status
    entry.version += 1
    entry._history_user = by
    entry.save(update_fields=["editorial_status", "published_at", "version", "updated_at"])
    if shown:
        refresh_search(entry)


def refresh_search(entry: PublishableModel, *, formerly: str = "") -> None:
    """Makes the search say what a saved entry, its links included, says now. In the transaction that saved it.

    ``formerly`` is the address it had before, where it may have another now.
    """
    search.index_entry(entry, formerly=formerly)
