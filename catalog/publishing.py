"""An entry's public life. Whatever changes a published entry ends here, so that the search is never behind it.

Entry and index are written in one transaction: the next search, in any process, sees either both or neither.
"""

from django.db import transaction

from catalog import search
from catalog.enums import EditorialStatus
from catalog.models.publishing import PublishableModel


@transaction.atomic
def publish(entry: PublishableModel) -> None:
    """Makes an entry public; one that is public already stays so."""
    _move(entry, EditorialStatus.PUBLISHED)


@transaction.atomic
def withdraw(entry: PublishableModel) -> None:
    """Takes an entry away from the public, pages, lists and search alike. Its text is kept."""
    _move(entry, EditorialStatus.ARCHIVED)


def refresh_search(entry: PublishableModel, *, formerly: str = "") -> None:
    """Makes the search say what a saved entry, its links included, says now. In the transaction that saved it.

    ``formerly`` is the address it had before, where it may have another now.
    """
    search.index_entry(entry, formerly=formerly)


def _move(entry: PublishableModel, status: EditorialStatus) -> None:
    entry.editorial_status = status
    entry.save(update_fields=["editorial_status", "updated_at"])
    refresh_search(entry)
