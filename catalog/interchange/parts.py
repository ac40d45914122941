"""Rows of a part, as a body's offices, are written together: one change of their entry, read and approved as one."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalog.editorial import changes
from catalog.interchange.kinds import TableKind
from catalog.interchange.spelling import folded
from catalog.models import ImportRow
from catalog.models.publishing import PublishableModel


def write(kind: TableKind, entry: PublishableModel, rows: Sequence[ImportRow], *, author: Any) -> None:
    """Writes rows of a file into the part of an entry, and what became of each into the rows.

    Raises ``Stale`` where somebody changed the entry meanwhile, ``NotAllowed`` where it is not the author's,
    ``ValidationError`` where two rows of the part would have one name.
    """
    read = {row.version for row in rows if row.version is not None}
    current = changes.locked(entry, next(iter(read), None))
    part = [dict(row) for row in changes.working_values(current)[kind.part]]
    places = {row[kind.titled]: row for row in part}
    for row in rows:
        said = {name: value for name, value in row.values.items() if name != "partner"}
        if row.within:
            places[row.within].update(said)
        else:
            part.append({"id": None, **said})
    names = [folded(row[kind.titled]) for row in part]
    for row in rows:
        if names.count(folded(row.values.get(kind.titled) or row.within)) > 1:
            raise ValidationError(_("another of the same body is called so already"))
    outcome = changes.propose(current, {kind.part: part}, author=author).kind
    for row in rows:
        row.entry_id, row.outcome = entry.pk, outcome
