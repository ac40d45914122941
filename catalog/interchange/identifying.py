"""Which entry a row is about: by its address, for an office by its code or its body and name; or a new one."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from catalog.interchange.finding import Finding
from catalog.interchange.present import Present, Subject, part_key
from catalog.interchange.spelling import folded


class Identifying:
    """Row after row of one file: no two are about the same. ``answers`` are what its author said, by row number."""

    def __init__(self, present: Present, answers: Mapping[str, str]) -> None:
        self.present, self.kind, self.answers = present, present.kind, answers
        self._seen: dict[Any, int] = {}

    def subject(self, finding: Finding, texts: Mapping[str, str]) -> Subject | None:
        """What a row is about, None for something new; whose it is, and whether a row before was about it."""
        finding.values.pop(self.kind.identity, None)
        given, answered = texts.get(self.kind.identity, "").strip(), self.answers.get(str(finding.number), "")
        return self._of_part(finding, given, answered) if self.kind.part else self._entry(finding, given, answered)

    def as_new(self, finding: Finding) -> list[dict[str, Any]]:
        """Gives a new entry its address; the entries it may be about already, where nobody has said so yet."""
        values, kind = finding.values, self.kind
        title, body = values.get(kind.titled), self.body(finding) if kind.has_body else 0
        if not title or body is None:
            return []
        before = self._seen.setdefault((body, folded(title)), finding.number)
        if before != finding.number:
            reason = _("Row %(row)d is a new one of the same name.")
            if kind.has_body:
                reason = _("Row %(row)d is a new entry of the same body with the same title.")
            column = self.present.columns[kind.titled]
            finding.refuse(
                column.header, title, reason % {"row": before}, _("Keep one of the two rows, or tell the titles apart.")
            )
        named = "slug" in values
        if not kind.part and not named:
            values["slug"] = self.present.free_slug(title)
        asked = not named and str(finding.number) not in self.answers
        return self.present.doubles.of(body, title, values.get("url", "")) if asked else []

    def _entry(self, finding: Finding, given: str, answered: str) -> Subject | None:
        header = self.present.columns["slug"].header
        given = slugify(given)[:120] or answered
        if not given:
            return None
        self._once(finding, ("slug", given), header, given)
        subject = self.present.subjects.get(given)
        if subject is None and given in self.present.taken:
            reason = _("This address belongs to an entry that is not yours to edit.")
            finding.refuse(header, given, reason, _("Leave it empty for a new entry."))
        if subject is None:
            finding.values["slug"] = given
        return subject

    def _of_part(self, finding: Finding, given: str, answered: str) -> Subject | None:
        """An office by its code, else by its body and name; it stays with its body, and no two share a name."""
        columns, values = self.present.columns, finding.values
        said_body, name = values.get("partner"), values.get(self.kind.titled)
        subject = self.present.subjects.get(given or answered)
        if given and subject is None:
            reason = _("There is none of this code that is yours to edit.")
            finding.refuse(columns["id"].header, given, reason, _("Leave it empty for a new one."))
            return None
        if subject is None and self.body(finding) is not None and name:
            subject = self.present.subjects.get(part_key(values["partner"], name))
        if subject is None:
            return None
        body = subject.entry.pk
        values.pop("partner", None)
        if said_body is not None and said_body != body:
            reason = _("It belongs to %(body)s, and stays there.") % {"body": subject.entry}
            finding.refuse(columns["partner"].header, str(said_body), reason)
        header = columns[self.kind.titled].header
        self._once(finding, (body, folded(subject.within)), header, subject.within)
        if name and folded(name) != folded(subject.within):
            self._once(finding, (body, folded(name)), header, name)
            if part_key(body, name) in self.present.subjects:
                finding.refuse(header, name, _("Another of the same body is called so already."))
        return subject

    def body(self, finding: Finding) -> int | None:
        """The body a row names; where the cell is empty, the only one there is."""
        refused = any(problem["column"] == self.present.columns["partner"].header for problem in finding.problems)
        if "partner" not in finding.values and not refused and (only := self.present.bodies.only()) is not None:
            finding.values["partner"] = only
        return finding.values.get("partner")

    def _once(self, finding: Finding, key: Any, header: str, value: str) -> None:
        before = self._seen.setdefault(key, finding.number)
        if before != finding.number:
            reason = _("Row %(row)d is about the same entry.") % {"row": before}
            advice = _("Keep one of the two rows.")
            if key[0] == "slug":
                advice = _("Keep one of the two rows. For a new entry leave this empty.")
            finding.refuse(header, value, reason, advice)
