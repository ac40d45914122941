"""What a person is asked to confirm: entries of every kind in one list, the most urgent first.

A catalogue that comes in with old checks is overdue as a whole on its first day. So a person is asked for a share each
week, and for more only where readers already miss an entry or soon would; the rest stands below, in its order.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from catalog.enums import EditorialStatus, Kind
from catalog.freshness import rhythm
from catalog.models import Confirmation, Lapse, Link, Partner
from catalog.models.reviews import ReviewedEntry
from catalog.permissions import editable, is_regional

#: Days ahead that the list looks.
AHEAD = 14
#: Entries that a person is asked to confirm in a week: a quarter of an hour of reading.
SHARE = 10
#: Days before an entry is hidden from which it waits for no week.
PRESSING = 28
Rows = TypeVar("Rows", bound=QuerySet)


@dataclass(frozen=True)
class Waiting:
    """An entry that waits, before it is read.

    ``hidden`` is whether readers miss it for want of an answer, ``pressing`` whether they miss it or soon would.
    """

    due: date
    kind: Kind
    pk: int
    body: int
    hidden: bool = False
    pressing: bool = False

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
    """What waits for a person within some days: what is hidden or soon will be first, then the longest due."""
    known = rhythm.rules()
    found = []
    for kind, model in rhythm.MODELS.items():
        columns = ("pk", "pk" if kind == Kind.PARTNER else "partner_id", "checked", "created_at", "rhythm")
        due = editable(user, rhythm.due_by(kind, today + timedelta(days=ahead), known))
        found += [_listed(kind, row, known, today, hidden=False) for row in due.values_list(*columns)]
        hidden = editable(user, _hidden(model))
        found += [_listed(kind, row, known, today, hidden=True) for row in hidden.values_list(*columns)]
    return sorted(found, key=lambda one: (not one.hidden, not one.pressing, one.due, one.kind, one.pk))


def count_due(user: Any, today: date) -> int:
    """How many entries a person is asked to confirm this week and has not confirmed yet."""
    return this_week(waiting(user, today, ahead=0), user, today)


def this_week(listed: list[Waiting], user: Any, today: date) -> int:
    """How many of a person's list, from its top, are asked for this week: what presses, and the rest of the share."""
    monday = today - timedelta(days=today.weekday())
    done = Confirmation.objects.filter(by=user, at__gte=rhythm.midnight(monday)).count()
    due = sum(one.due <= today or one.hidden for one in listed)
    return min(due, max(sum(one.pressing for one in listed), SHARE - done))


def of_bodies(listed: list[Waiting]) -> list[tuple[Partner, int]]:
    """The bodies whose entries wait, each with how many, by name."""
    counted = Counter(one.body for one in listed)
    return [(body, counted[body.pk]) for body in Partner.objects.filter(pk__in=counted).order_by("short_name", "pk")]


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


def _listed(kind: Kind, row: tuple, known: rhythm.Rules, today: date, *, hidden: bool) -> Waiting:
    pk, body, checked, created_at, months = row
    due = rhythm.due_from(checked, created_at, months or known[kind].rhythm)
    after, horizon = known[kind].hidden_after_days, today + timedelta(days=PRESSING)
    if not hidden and after is not None and due + timedelta(days=after) <= horizon:
        day = rhythm.hidden_from(kind, due, created_at, known)
        return Waiting(due, kind, pk, body, pressing=day is not None and day <= horizon)
    return Waiting(due, kind, pk, body, hidden, pressing=hidden)


def _hidden(model: type[ReviewedEntry]) -> QuerySet:
    lapses = Lapse.objects.open().filter(content_type=ContentType.objects.get_for_model(model))
    return model._default_manager.filter(editorial_status=EditorialStatus.SUSPENDED, pk__in=lapses.values("object_id"))
