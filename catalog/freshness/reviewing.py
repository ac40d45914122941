"""What a person is asked to confirm: entries of every kind in one list, the most urgent first."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from catalog.enums import EditorialStatus, Kind
from catalog.freshness import rhythm
from catalog.models import Lapse, Link, Partner
from catalog.models.reviews import ReviewedEntry
from catalog.permissions import editable, is_regional

#: Days ahead that the list looks.
AHEAD = 14
Rows = TypeVar("Rows", bound=QuerySet)


@dataclass(frozen=True)
class Waiting:
    """An entry that waits, before it is read; ``hidden`` is whether readers miss it for want of an answer."""

    due: date
    kind: Kind
    pk: int
    hidden: bool = False

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.kind}:{self.pk}"


@dataclass
class Question:
    """An entry to confirm, with what helps to decide: where it stands, and its links that are in trouble."""

    entry: Any
    waiting: Waiting
    today: date
    links: list[Link] = field(default_factory=list)

    @property
    def overdue(self) -> bool:
        """Whether the day has passed."""
        return self.waiting.due <= self.today

    @property
    def body(self) -> Partner:
        """The body whose entry it is."""
        return self.entry if isinstance(self.entry, Partner) else self.entry.partner


def waiting(user: Any, today: date, *, ahead: int = AHEAD) -> list[Waiting]:
    """What waits for a person within some days: what is hidden first, then the longest due."""
    known = rhythm.rules()
    found = []
    for kind, model in rhythm.MODELS.items():
        due = editable(user, rhythm.due_by(kind, today + timedelta(days=ahead), known))
        found += [_listed(kind, row, known, hidden=False) for row in due.values_list(*_COLUMNS)]
        hidden = editable(user, _hidden(model))
        found += [_listed(kind, row, known, hidden=True) for row in hidden.values_list(*_COLUMNS)]
    return sorted(found, key=lambda one: (not one.hidden, one.due, one.kind, one.pk))


def count_due(user: Any, today: date) -> int:
    """How many entries wait for a person now."""
    return len(waiting(user, today, ahead=0))


def questions(listed: Iterable[Waiting], today: date) -> list[Question]:
    """The entries of a page with their troubled links, in the order given."""
    listed = list(listed)
    entries: dict[tuple[str, int], ReviewedEntry] = {}
    links: dict[tuple[str, int], list[Link]] = {}
    for kind, model in rhythm.MODELS.items():
        wanted = [one.pk for one in listed if one.kind == kind]
        rows: QuerySet[Any] = model._default_manager.filter(pk__in=wanted)
        rows = rows if kind == Kind.PARTNER else rows.select_related("partner")
        entries |= {(kind, entry.pk): entry for entry in rows}
        content_type = ContentType.objects.get_for_model(model)
        for link in Link.objects.troubled().filter(content_type=content_type, object_id__in=wanted).order_by("pk"):
            links.setdefault((kind, link.object_id), []).append(link)
    return [
        Question(entries[one.kind, one.pk], one, today, links.get((one.kind, one.pk), []))
        for one in listed
        if (one.kind, one.pk) in entries
    ]


def named(keys: Iterable[str]) -> list[ReviewedEntry]:
    """The entries that a form names; what is no name, or names nothing, is left out."""
    wanted: dict[Kind, set[int]] = {}
    for key in keys:
        kind, _colon, pk = key.partition(":")
        if kind in rhythm.MODELS and pk.isdecimal() and len(pk) < 10:
            wanted.setdefault(Kind(kind), set()).add(int(pk))
    return [
        entry
        for kind, pks in wanted.items()
        for entry in rhythm.MODELS[kind]._default_manager.filter(pk__in=pks).order_by("pk")
    ]


def within_reach(user: Any, rows: Rows) -> Rows:
    """Those of some rows about entries whose entry a person may edit."""
    if is_regional(user):
        return rows
    wanted = Q(pk__in=())
    for model in rhythm.MODELS.values():
        own = editable(user, model._default_manager.all())
        wanted |= Q(content_type=ContentType.objects.get_for_model(model), object_id__in=own.values("pk"))
    return rows.filter(wanted)


_COLUMNS = ("pk", "checked", "created_at", "rhythm")


def _listed(kind: Kind, row: tuple, known: rhythm.Rules, *, hidden: bool) -> Waiting:
    pk, checked, created_at, months = row
    return Waiting(rhythm.due_from(checked, created_at, months or known[kind].rhythm), kind, pk, hidden)


def _hidden(model: type[ReviewedEntry]) -> QuerySet:
    lapses = Lapse.objects.open().filter(content_type=ContentType.objects.get_for_model(model))
    return model._default_manager.filter(editorial_status=EditorialStatus.SUSPENDED, pk__in=lapses.values("object_id"))
