"""A file that was tried out is applied: all of it or nothing, through the one door to entries' fields.

What was shown is what is written: an entry that somebody changed since the dry run stops the whole file.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext as _

from catalog.editorial import changes
from catalog.enums import ImportStatus, RowVerdict
from catalog.interchange import bodies, checking, kinds, parts
from catalog.interchange.kinds import TableKind
from catalog.interchange.spelling import folded
from catalog.models import Import, ImportedEntry, ImportRow
from catalog.permissions import bodies_edited

#: What is written; the rest changes nothing.
WRITTEN = (RowVerdict.NEW, RowVerdict.CHANGED)
#: What the entry says as the file does, or as staff do: kept in mind all the same.
_AGREED = (RowVerdict.SAME, RowVerdict.KEPT)
#: After this long an import that is still being applied was interrupted: nothing of it is written.
_INTERRUPTED = timedelta(minutes=10)


class NotReady(Exception):  # noqa: N818 - a state of affairs, told to a person
    """A file that cannot be applied as it stands, with the reason as its text."""


class _Stopped(Exception):  # noqa: N818
    """A row that cannot be written any more."""

    def __init__(self, row: ImportRow, reason: str) -> None:
        super().__init__(reason)
        self.row, self.reason = row, reason


@transaction.atomic
def begin(batch: Import, *, leave_out: bool = False) -> None:
    """Marks a file as to be applied; ``run`` does so.

    Raises ``NotReady`` where it is not waiting for that, a question is open, nothing would be written, or rows are
    refused and are not to be left out.
    """
    batch = Import.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.status != ImportStatus.CHECKED:
        raise NotReady(_("This file has been applied or dropped already."))
    verdicts = set(batch.rows.values_list("verdict", flat=True))
    if RowVerdict.ASKED in verdicts:
        raise NotReady(_("Say first which rows are about entries that are there already."))
    if RowVerdict.REFUSED in verdicts and not leave_out:
        raise NotReady(_("Some rows are refused: mend the file, or choose to leave them out."))
    if not verdicts & set(WRITTEN):
        raise NotReady(_("Nothing would change."))
    Import.objects.filter(pk=batch.pk).update(status=ImportStatus.APPLYING, started_at=now(), failure="")


def run(key: int) -> bool:
    """Applies one file that is to be; whether it was this call that did. Repeating it changes nothing."""
    try:
        with transaction.atomic():
            return _apply(key)
    except _Stopped as stop:
        batch = Import.objects.get(pk=key)
        with transaction.atomic():
            checking.check(batch)
            batch.status, batch.failure = ImportStatus.CHECKED, _told(stop)
            batch.save(update_fields=["status", "failure"])
        return False


def run_all() -> int:
    """Applies every file that is to be: those whose own process never began, or was interrupted. How many."""
    return sum(run(key) for key in Import.objects.filter(status=ImportStatus.APPLYING).values_list("pk", flat=True))


def give_up_interrupted(batch: Import) -> None:
    """Takes a file back that has been at it for too long; it can be applied again."""
    late = Q(status=ImportStatus.APPLYING, started_at__lt=now() - _INTERRUPTED)
    failure = _("It was interrupted. Nothing was written: apply it again.")
    if Import.objects.filter(late, pk=batch.pk).update(status=ImportStatus.CHECKED, failure=failure):
        batch.refresh_from_db()


def drop(batch: Import) -> None:
    """Puts a file aside that was only tried out."""
    Import.objects.filter(pk=batch.pk, status=ImportStatus.CHECKED).update(status=ImportStatus.DROPPED)


def _apply(key: int) -> bool:
    batch = Import.objects.select_for_update(of=("self",)).select_related("author").get(pk=key)
    if batch.status != ImportStatus.APPLYING:
        return False
    kind = kinds.of(batch.kind)
    rows = list(batch.rows.filter(verdict__in=WRITTEN))
    keys = [row.entry_id or (kind.part and row.values.get("partner")) for row in rows]
    entries = kind.model._default_manager.in_bulk([key for key in keys if key])
    settled = kind.settled(entries.values())
    for body, together in _together(kind, rows):
        try:
            if kind.part:
                parts.write(kind, entries[body], together, author=batch.author)
                continue
            [row] = together
            if row.entry_id is None:
                row.entry_id, row.outcome = changes.create(kind.model, row.values, author=batch.author).pk, "created"
            elif reasons := [why for name, why in settled.get(row.entry_id, {}).items() if name in row.values]:
                raise _Stopped(row, reasons[0])
            else:
                entry = entries[row.entry_id]
                row.outcome = changes.propose(entry, row.values, author=batch.author, version=row.version).kind
        except changes.Stale:
            raise _Stopped(together[0], _("somebody changed the entry meanwhile")) from None
        except (changes.NotAllowed, KeyError, ObjectDoesNotExist):
            raise _Stopped(together[0], _("the entry is not yours to edit any more")) from None
        except ValidationError as error:
            raise _Stopped(together[0], " ".join(error.messages)) from None
    ImportRow.objects.bulk_update(rows, ["entry_id", "outcome"], batch_size=200)
    _remember(kind, [*rows, *batch.rows.filter(verdict__in=_AGREED)])
    answers = batch.answers.get("bodies", {})
    bodies.remember(answers, bodies_edited(batch.author, kind.model).values_list("pk", flat=True))
    batch.status, batch.applied_at = ImportStatus.APPLIED, now()
    batch.save(update_fields=["status", "applied_at"])
    return True


def _together(kind: TableKind, rows: Sequence[ImportRow]) -> list[tuple[int | None, list[ImportRow]]]:
    """Rows that are written at once: each by itself, those of a part with the others of its entry."""
    if not kind.part:
        return [(row.entry_id, [row]) for row in rows]
    found: dict[int | None, list[ImportRow]] = {}
    for row in rows:
        found.setdefault(row.entry_id or row.values.get("partner"), []).append(row)
    return list(found.items())


def _remember(kind: TableKind, written: Iterable[ImportRow]) -> None:
    """Keeps what the file said of each entry, beside what files said before."""
    content_type = ContentType.objects.get_for_model(kind.model)
    written = list(written)
    known = ImportedEntry.objects.filter(content_type=content_type, object_id__in={row.entry_id for row in written})
    rows = {row.object_id: row for row in known}
    for one in written:
        key: Any = one.entry_id
        row = rows.setdefault(key, ImportedEntry(content_type=content_type, object_id=key))
        said = {name: value for name, value in one.said.items() if name not in (kind.identity, kind.part and "partner")}
        if kind.part:
            name = folded(said.get(kind.titled) or one.within)
            before = row.said.get(kind.part, {})
            said = {kind.part: {**before, name: {**before.get(folded(one.within), {}), **said}}}
        row.said = {**row.said, **said}
    ImportedEntry.objects.bulk_create(
        rows.values(), update_conflicts=True, unique_fields=["content_type", "object_id"], update_fields=["said"],
        batch_size=200,
    )  # fmt: skip


def _told(stop: _Stopped) -> str:
    told = _("Nothing was written. Row %(row)d (%(title)s): %(reason)s. The file was tried out again just now.")
    return told % {"row": stop.row.number, "title": stop.row.title, "reason": stop.reason}
