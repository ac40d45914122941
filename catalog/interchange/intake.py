"""A file comes in: it is read, its columns are recognised, and its dry run is made."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from catalog.interchange import checking, columns, kinds, reading
from catalog.interchange.cells import short
from catalog.interchange.reading import Unreadable
from catalog.interchange.spelling import folded
from catalog.models import Import

_ALIKE = 80
_LONGEST_NAME = 120


@transaction.atomic
def take(content: bytes, *, name: str, kind: str, author: Any) -> Import:
    """Keeps a file's rows and what they would do. Raises ``Unreadable``; then nothing is kept."""
    sheet = reading.read(content)
    notes = list(sheet.notes)
    known = recognised(kind, sheet.header, notes)
    batch = Import.objects.create(
        author=author, kind=kind, file_name=name[-_LONGEST_NAME:] or "-", columns=known, notes=notes
    )
    checking.check(batch, sheet.rows)
    return batch


def recognised(kind: str, header: Sequence[str], notes: list[str]) -> list[str]:
    """The field each column means, '' for those passed over, which are noted. Raises ``Unreadable`` without any."""
    table = kinds.of(kind)
    fields = columns.by_header(table)
    found: list[str] = []
    for title in header:
        name = fields.get(folded(title), "")
        if name and name in found:
            raise Unreadable(_("Two columns mean the same: “%(title)s” is the second.") % {"title": short(title)})
        found.append(name)
        if not name and title.strip():
            notes.append(_passed_over(title, fields))
    if not set(found) & {table.identity, table.titled}:
        raise Unreadable(
            _("No column is headed as in the template: neither an address nor a title. The first line says: %(header)s")
            % {"header": short(", ".join(title for title in header if title.strip()))}
        )
    return found


def _passed_over(title: str, fields: dict[str, str]) -> str:
    near = process.extractOne(folded(title), list(fields), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    if near:
        told = _("The column “%(title)s” is passed over. If it should be “%(near)s”, head it so.")
        return told % {"title": short(title), "near": near[0]}
    return _("The column “%(title)s” is passed over.") % {"title": short(title)}
