"""What is there already when a file is looked at: the entries it is about, and what files said of them before.

Everything is read once, in a number of queries that no file changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.contrib.contenttypes.models import ContentType
from django.utils.text import slugify

from catalog.interchange import bodies as bodies_of
from catalog.interchange import columns, kinds
from catalog.interchange.bodies import Bodies
from catalog.interchange.columns import Column
from catalog.interchange.doubles import Doubles, Known
from catalog.interchange.kinds import TableKind
from catalog.interchange.spelling import folded
from catalog.models import Import, ImportedEntry, Revision
from catalog.models.publishing import PublishableModel
from catalog.permissions import editable, is_regional

#: Room for a number behind an address.
_LONGEST_SLUG = 100


@dataclass(frozen=True)
class Subject:
    """What a row is about: an entry, or that row of its part which is called ``within``.

    ``working`` is what editors work on, ``said`` what files said of it before, ``settled`` why columns stay the same.
    """

    entry: PublishableModel
    title: str
    working: Mapping[str, Any]
    said: Mapping[str, Any]
    settled: Mapping[str, str]
    within: str = ""


@dataclass
class Present:
    """``subjects`` are what the author may edit, by address, of a part also by ``part_key``; ``taken`` are all
    addresses there are, whosever.
    """

    kind: TableKind
    columns: Mapping[str, Column]
    bodies: Bodies
    subjects: Mapping[str, Subject]
    doubles: Doubles
    taken: set[str]
    makes_new: bool

    @classmethod
    def at(cls, batch: Import, rows: Sequence[tuple[int, Sequence[str]]]) -> Self:
        """What is there for a file of its author."""
        kind = kinds.of(batch.kind)
        bodies = bodies_of.of(batch.author, kind.model, batch.answers.get("bodies", {}))
        about = kind.editable(batch.author)
        if not kind.part:
            about = about.filter(slug__in=_addresses(batch, rows))
        subjects = _subjects(kind, list(about))
        taken = set() if kind.part else set(kind.model._default_manager.values_list("slug", flat=True))
        return cls(
            kind=kind,
            columns={column.name: column for column in columns.of(kind, bodies)},
            bodies=bodies,
            subjects=subjects,
            doubles=Doubles(_known(kind, batch.author, subjects)),
            taken=taken,
            makes_new=kind.has_body or is_regional(batch.author),
        )

    def free_slug(self, title: str) -> str:
        """An address nobody has, no row before either, made of a title."""
        wanted = slugify(title)[:_LONGEST_SLUG].strip("-") or self.kind.model._meta.model_name or ""
        free, number = wanted, 1
        while free in self.taken:
            number += 1
            free = f"{wanted}-{number}"
        self.taken.add(free)
        return free


def waiting(kind: TableKind) -> dict[int, dict[str, Any]]:
    """The changes that wait beside entries of a kind, by the entries' keys."""
    content_type = ContentType.objects.get_for_model(kind.model)
    return dict(Revision.objects.open().filter(content_type=content_type).values_list("object_id", "values"))


def part_key(body: int, name: str) -> str:
    """How a row of a part is known by its body and its name, however that is spelt."""
    return f"{body}/{folded(name)}"


def _subjects(kind: TableKind, entries: Sequence[Any]) -> dict[str, Subject]:
    pending = waiting(kind)
    content_type = ContentType.objects.get_for_model(kind.model)
    keys = {entry.pk for entry in entries}
    files = ImportedEntry.objects.filter(content_type=content_type).values_list("object_id", "said")
    said = {key: values for key, values in files if key in keys}
    settled = kind.settled(entries)
    found = {}
    for entry in entries:
        working, before = kind.working(entry, pending.get(entry.pk, {})), said.get(entry.pk, {})
        if not kind.part:
            title = getattr(entry, kind.titled)
            found[entry.slug] = Subject(entry, title, working, before, settled.get(entry.pk, {}))
            continue
        of_part = before.get(kind.part, {})
        for row in working[kind.part]:
            name = row[kind.titled]
            subject = Subject(entry, name, row, of_part.get(folded(name), {}), {}, within=name)
            found[part_key(entry.pk, name)] = subject
            if row.get("id"):
                found[str(row["id"])] = subject
    return found


def _known(kind: TableKind, author: Any, subjects: Mapping[str, Subject]) -> list[Known]:
    """What new rows are compared with: every entry of the author's, not only those that the file names."""
    if kind.part:
        return [Known(key, at.entry.pk, at.within) for key, at in subjects.items() if "/" in key]
    mine = editable(author, kind.model._default_manager.all())
    body = "partner_id" if kind.has_body else None
    names = ("slug", "url", kind.titled, *([body] if body else []))
    return [Known(row["slug"], row[body] if body else 0, row[kind.titled], row["url"]) for row in mine.values(*names)]


def _addresses(batch: Import, rows: Sequence[tuple[int, Sequence[str]]]) -> set[str]:
    """The addresses that the rows name, or that their author named for them."""
    named = set(batch.answers.get("rows", {}).values())
    if "slug" in batch.columns:
        place = batch.columns.index("slug")
        named |= {slugify(line[place]) for _number, line in rows}
    return named - {""}
