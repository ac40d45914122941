"""The dry run: what each row of a file would do, or why it is refused. Nothing is written but the report.

An empty cell changes nothing, so a file may hold only what it is about; ``EMPTY`` empties. What staff wrote since a
file last said it is theirs to keep, and an entry that somebody changed since the file was downloaded is not written
over. django-import-export is not used: it saves rows of models, and an entry's fields have one door, behind which a
change may wait for approval.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalog.editorial import values as plainly
from catalog.enums import RowVerdict
from catalog.interchange.bodies import UnknownBody
from catalog.interchange.cells import Refused, short
from catalog.interchange.columns import VERSION, Column
from catalog.interchange.finding import Finding
from catalog.interchange.identifying import Identifying
from catalog.interchange.present import Present, Subject
from catalog.models import Import, ImportRow

#: What empties a field, in any of the languages.
EMPTY = ("(vuoto)", "(empty)")
#: Titles in capitals longer than a name are told.
_A_NAME = 12
_MANGLED = ("Ã", "â€", "Â")
_BATCH = 200
#: Values of a closed list that are named where one is missing.
_LISTED = 15


@transaction.atomic
def check(batch: Import, rows: Iterable[tuple[int, Sequence[str]]] | None = None) -> None:
    """Looks at every row of a file and keeps what it found; at those kept before where no ``rows`` are given."""
    kept = rows if rows is not None else batch.rows.values_list("number", "cells")
    rows = [(number, list(line)) for number, line in kept]
    present = Present.at(batch, rows)
    dry = DryRun(batch, present)
    found = [dry.row(number, line) for number, line in rows]
    batch.rows.all().delete()
    ImportRow.objects.bulk_create(found, batch_size=_BATCH)


class DryRun:
    """What rows would do, one after the other: each is also compared with those before it."""

    def __init__(self, batch: Import, present: Present) -> None:
        self.batch, self.present, self.kind = batch, present, present.kind
        self._identifying = Identifying(present, batch.answers.get("rows", {}))

    def row(self, number: int, line: Sequence[str]) -> ImportRow:
        finding = Finding(number)
        texts = {name: text for name, text in zip(self.batch.columns, line, strict=False) if name and text.strip()}
        self._read(finding, texts)
        subject = self._identifying.subject(finding, texts)
        said = dict(finding.values)
        alike: list[dict[str, Any]] = []
        if subject is None:
            alike = self._new(finding, texts)
        else:
            self._changed(finding, subject, texts.get(VERSION, ""))
        self._validate(finding, subject)
        verdict = self._verdict(finding, subject, alike)
        titled = self.kind.titled
        title = finding.values.get(titled) or (subject.title if subject else "") or texts.get(titled, "")
        return ImportRow(
            batch=self.batch,
            number=number,
            cells=list(line),
            verdict=verdict,
            title=str(title)[:200],
            entry_id=subject.entry.pk if subject else None,
            version=subject.entry.version if subject else None,
            within=subject.within if subject else "",
            said=said,
            values=finding.values,
            differences=finding.differences,
            problems=finding.problems,
            alike=alike if verdict == RowVerdict.ASKED else [],
            advice=finding.advice,
        )

    def _read(self, finding: Finding, texts: Mapping[str, str]) -> None:
        for name, text in texts.items():
            column = self.present.columns[name]
            if column.cell is None:
                continue
            try:
                finding.values[name] = self._value(column, text)
            except UnknownBody as refusal:
                finding.refuse(column.header, text, refusal.reason, refusal.instead, spelling=text)
            except Refused as refusal:
                finding.refuse(column.header, text, refusal.reason, refusal.instead)

    def _value(self, column: Column, text: str) -> Any:
        if text.strip().lower() in EMPTY:
            if column.required or column.name == self.kind.identity:
                raise Refused(_("This cannot be empty."))
            return self._nothing(column.name)
        if any(mark in text for mark in _MANGLED) and (mended := _mended(text)) != text:
            raise Refused(
                _("Letters are broken: the file was read in another alphabet than it was written in."), mended
            )
        return column.cell.read(text)  # type: ignore[union-attr]

    def _nothing(self, name: str) -> Any:
        column = self.kind.row_model._meta.get_field(name)
        if isinstance(column, models.ManyToManyField | models.JSONField):
            return []
        return None if getattr(column, "null", False) else False if isinstance(column, models.BooleanField) else ""

    def _new(self, finding: Finding, texts: Mapping[str, str]) -> list[dict[str, Any]]:
        """What a new entry still needs; the entries it may be about already."""
        values, columns = finding.values, self.present.columns
        if self.kind.has_body:
            self._identifying.body(finding)
        if not self.present.makes_new:
            given = str(values.get(self.kind.titled, ""))
            finding.refuse(columns[self.kind.titled].header, given, _("A new body is the Region’s to make."))
        for name, column in columns.items():
            if column.required and name not in values and name not in texts:
                values_of = ", ".join(column.values[:_LISTED])
                instead = _("One of: %(names)s.") % {"names": values_of} if values_of else column.explained
                finding.refuse(column.header, "", _("A new entry needs it, and the cell is empty."), instead)
        alike = self._identifying.as_new(finding)
        for name, column in columns.items():
            if name in values and name != self.kind.identity:
                finding.differences.append([column.header, "", self._text(name, values[name])])
        return alike

    def _changed(self, finding: Finding, subject: Subject, version: str) -> None:
        """Leaves of a row only what is new, and says what staff changed meanwhile."""
        said = subject.said
        known = {"": None}.get(version, version == str(subject.entry.version))
        taken = {}
        for name, new in finding.values.items():
            current, column = subject.working.get(name), self.present.columns[name]
            if plainly.same(self._again(column, current), new):
                continue
            before, after = self._text(name, current), self._text(name, new)
            if name in subject.settled:
                finding.refuse(column.header, after, subject.settled[name])
            elif known or (known is None and name not in said) or (name in said and plainly.same(current, said[name])):
                taken[name] = new
                finding.differences.append([column.header, before, after])
            elif name in said and plainly.same(new, said[name]):
                finding.kept = True
                told = _("“%(column)s” stays as staff wrote it here since the last file: %(text)s")
                finding.advice.append(told % {"column": column.header, "text": short(before)})
            else:
                reason = _("Somebody changed this here since your file was made. Here it says: %(text)s")
                finding.refuse(
                    column.header,
                    after,
                    reason % {"text": short(before) or _("nothing")},
                    _("Download the entries again and change that file, or edit the entry itself."),
                )
        finding.values = taken

    def _validate(self, finding: Finding, subject: Subject | None) -> None:
        """What the model itself refuses, and days that are the wrong way round."""
        present, values, model = self.present, finding.values, self.kind.row_model
        candidate: Any = model()
        plainly.put(candidate, {**(subject.working if subject else {}), **values})
        links = {column.name for column in model._meta.concrete_fields if column.is_relation}
        try:
            everything = {column.name for column in model._meta.concrete_fields}
            candidate.clean_fields(exclude=(everything - set(values)) | links)
        except ValidationError as error:
            for name, errors in error.message_dict.items():
                self._refuse_value(finding, name, " ".join(errors))
        for first, last in self.kind.periods:
            begins, ends = getattr(candidate, first), getattr(candidate, last)
            if begins and ends and ends < begins and {first, last} & set(values):
                reason = _("It is before “%(column)s”, which is %(day)s.") % {
                    "column": present.columns[first].header,
                    "day": date_format(begins, "SHORT_DATE_FORMAT"),
                }
                instead = _("Perhaps the two are swapped.")
                finding.refuse(present.columns[last].header, ends.isoformat(), reason, instead)
        title = values.get("title_it", "")
        if len(title) > _A_NAME and title.isupper():
            told = _("The title shouts: firms read “%(title)s” more easily.")
            finding.advice.append(told % {"title": short(title.capitalize())})

    def _refuse_value(self, finding: Finding, name: str, reason: str) -> None:
        """Says what the model found wrong with a value; of one that is too long, by how much."""
        text, instead = self._text(name, finding.values[name]), ""
        longest = getattr(self.kind.row_model._meta.get_field(name), "max_length", None)
        if longest and len(text) > longest:
            reason = _("%(length)d characters: at most %(longest)d fit.") % {"length": len(text), "longest": longest}
            instead = _("Shorten it by %(count)d characters.") % {"count": len(text) - longest}
        finding.refuse(self.present.columns[name].header, text, reason, instead)

    @staticmethod
    def _verdict(finding: Finding, subject: Subject | None, alike: Sequence[Any]) -> RowVerdict:
        if finding.problems:
            return RowVerdict.REFUSED
        if alike:
            return RowVerdict.ASKED
        if subject is None:
            return RowVerdict.NEW
        if finding.values:
            return RowVerdict.CHANGED
        return RowVerdict.KEPT if finding.kept else RowVerdict.SAME

    def _text(self, name: str, value: Any) -> str:
        cell = self.present.columns[name].cell
        return cell.write(value) if cell else str(value)

    @staticmethod
    def _again(column: Column, current: Any) -> Any:
        """A value as it comes back from a file, where that is not quite what the entry says."""
        try:
            return column.cell.read(column.cell.write(current)) if current not in (None, "", []) else current  # type: ignore[union-attr]
        except Refused:
            return current


def _mended(text: str) -> str:
    """UTF-8 that was taken for Windows' text, taken for what it is; the text itself where it was not.

    The second half of an 'à' is then a blank that does not break, which reading has made an ordinary one.
    """
    try:
        return text.replace("Ã ", "Ã\xa0").encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text
