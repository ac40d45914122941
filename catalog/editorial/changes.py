"""The one door to an entry's fields, for everybody: forms, imports, accepted corrections, new addresses of links.

A draft is written in place. A public entry keeps its text while a change waits beside it, unless who writes may publish
and nothing waits; whoever writes while a change is open, works on that change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from django.db import transaction
from django.db.models import F

from catalog import publishing
from catalog.editorial import values as plainly
from catalog.enums import EditorialStatus, RevisionStatus
from catalog.models import Revision
from catalog.models.publishing import PublishableModel
from catalog.permissions import bodies_edited, is_regional, may_approve, may_edit

#: States in which readers see an entry, or soon will: its text changes with approval only.
APPROVED = (EditorialStatus.PUBLISHED, EditorialStatus.SUSPENDED, EditorialStatus.SCHEDULED)
#: Columns no editor writes, which need no looking at.
_UNCHECKED = {"loaded", "version", "editorial_status"}
Entry = TypeVar("Entry", bound=PublishableModel)


class Stale(Exception):  # noqa: N818 - a state of affairs, told to a person
    """Somebody changed the entry after the version that was read. ``entry`` is as it is now."""

    def __init__(self, entry: PublishableModel, read: int) -> None:
        super().__init__(f"version {read} was read, {entry.version} is the current one")
        self.entry, self.read = entry, read


class NotAllowed(Exception):  # noqa: N818
    """Who writes has no right to."""


@dataclass(frozen=True)
class Outcome:
    """What became of a proposal.

    'written': readers or the draft have it; 'pending': it waits in ``revision``; 'unchanged': it said nothing new.
    """

    kind: Literal["written", "pending", "unchanged"]
    entry: PublishableModel
    changed: tuple[str, ...] = ()
    revision: Revision | None = None


@transaction.atomic
def create(model: type[Entry], values: Mapping[str, Any], *, author: Any) -> Entry:
    """Makes a draft. ``values`` are by field name, links as rows or keys, parts as lists of dictionaries.

    Raises ``NotAllowed`` when the body is not one of the author's, ``ValidationError`` when the values do not hold.
    """
    given = plainly.plained(model, values)
    body = given.get("partner") if model.body_path == "partner" else None
    if not _may_work_for(author, model, body):
        raise NotAllowed
    entry = model(editorial_status=EditorialStatus.DRAFT)
    _save(entry, given, author)
    return entry


@transaction.atomic
def propose(entry: PublishableModel, values: Mapping[str, Any], *, author: Any, version: int | None = None) -> Outcome:
    """Changes some fields of an entry, now or once approved, as the author's rights and the entry's state say.

    ``version`` is the one the author read. Raises ``Stale`` when it is not the current one, ``NotAllowed`` when the
    entry or its new body is not the author's, ``ValidationError`` when the values do not hold.
    """
    current = locked(entry, version)
    model = type(current)
    given = plainly.plained(model, values)
    moved = model.body_path == "partner" and "partner" in given
    if not may_edit(author, current) or (moved and not _may_work_for(author, model, given["partner"])):
        raise NotAllowed
    waiting = open_revision(current)
    said = {
        **plainly.of(current, given),
        **{k: v for k, v in (waiting.values if waiting else {}).items() if k in given},
    }
    changed = {name: value for name, value in given.items() if not plainly.same(value, said[name])}
    if not changed:
        return Outcome("unchanged", current, revision=waiting)
    if waiting or (current.editorial_status in APPROVED and not may_approve(author, current)):
        return Outcome("pending", current, tuple(changed), _set_aside(current, waiting, changed, author))
    _save(current, changed, author)
    return Outcome("written", current, tuple(changed))


def locked(entry: Entry, version: int | None = None) -> Entry:
    """An entry as it is now, held until the transaction ends. Raises ``Stale`` when it is not the version read."""
    rows: Any = type(entry)._default_manager
    current: Entry = rows.select_for_update(of=("self",)).get(pk=entry.pk)
    if version is not None and version != current.version:
        raise Stale(current, version)
    return current


def open_revision(entry: PublishableModel) -> Revision | None:
    """The change that waits beside an entry; None when nothing does."""
    return entry.revisions.open().first()


def working_values(entry: PublishableModel) -> dict[str, Any]:
    """What editors work on: the entry with the change that waits, as plain data."""
    waiting = open_revision(entry)
    return {**plainly.of(entry), **(waiting.values if waiting else {})}


def version_of(entry: PublishableModel) -> int:
    """The current version of an entry, whichever was read."""
    return type(entry)._default_manager.values_list("version", flat=True).get(pk=entry.pk)


def as_it_would_be(entry: Entry) -> Entry:
    """An entry with the change that waits written into it. For a transaction that is undone: nothing is indexed."""
    current = locked(entry)
    waiting = open_revision(current)
    if waiting:
        plainly.put(current, waiting.values)
        plainly.write_links(current, waiting.values)
    return current


def last_author(entry: PublishableModel) -> str:
    """Who changed an entry last, by name; '' when nobody of the staff did."""
    waiting = open_revision(entry)
    lines = entry.history.select_related("history_user").order_by("-history_date", "-history_id")  # type: ignore[attr-defined]
    line = lines.first()
    author = (
        waiting.author
        if waiting and (line is None or waiting.updated_at > line.history_date)
        else line and line.history_user
    )
    return author.get_full_name() or str(author) if author else ""


def free_slug(model: type[PublishableModel], wanted: str) -> str:
    """An address nobody has: the one wanted, or with a number behind it."""
    taken = set(model._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(slug for slug in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


def accept(entry: PublishableModel, revision: Revision, *, author: Any) -> None:
    """Writes a change into its entry. In the caller's transaction, which holds the entry."""
    revision.status = RevisionStatus.ACCEPTED
    revision.save(update_fields=["status", "updated_at"])
    _save(entry, revision.values, author)


def touch(entry: PublishableModel) -> None:
    """Counts a change that readers do not see: of the change that waits, or of its state."""
    type(entry)._default_manager.filter(pk=entry.pk).update(version=F("version") + 1)
    entry.refresh_from_db(fields=["version"])


def _set_aside(entry: PublishableModel, waiting: Revision | None, changed: dict[str, Any], author: Any) -> Revision:
    """Writes changes into the one that waits; a field that says again what readers see is no change any more."""
    revision = waiting or Revision(entry=entry, partner_id=_body(entry))
    public = plainly.of(entry, {*revision.values, *changed})
    both = {**revision.values, **changed}
    revision.author = author
    revision.values = {name: value for name, value in both.items() if not plainly.same(value, public[name])}
    revision.before = {name: revision.before.get(name, public[name]) for name in revision.values}
    candidate = type(entry)._default_manager.get(pk=entry.pk)
    plainly.put(candidate, revision.values)
    _check(candidate, revision.values)
    if not revision.values:
        revision.status = RevisionStatus.DISCARDED
    revision.save()
    touch(entry)
    return revision


def _save(entry: PublishableModel, given: Mapping[str, Any], author: Any) -> None:
    """Writes values, links and parts as one line of the entry's history, and brings the search in step."""
    formerly = entry.slug
    plainly.put(entry, given)
    new = entry.pk is None
    if not new:
        entry.version += 1
    _check(entry, given)
    entry.skip_history_when_saving = True
    if new:
        entry.save()
    plainly.write_links(entry, given)
    del entry.skip_history_when_saving
    entry._history_user = author
    entry.save()
    if entry.was_public:
        publishing.refresh_search(entry, formerly=formerly)


def _check(entry: PublishableModel, given: Mapping[str, Any]) -> None:
    """Refuses values that do not hold; of an entry that is there, only those somebody touches."""
    columns = {field.name for field in entry._meta.concrete_fields}
    entry.clean_fields(exclude=columns - set(given) if entry.pk else _UNCHECKED)
    entry.validate_unique()
    entry.validate_constraints()


def _may_work_for(author: Any, model: type[PublishableModel], body: Any) -> bool:
    """Whether an author may give an entry to a body; with no body named, as for a body itself, whether it has all."""
    bodies = bodies_edited(author, model)
    return bodies.filter(pk=body).exists() if body is not None else is_regional(author)


def _body(entry: PublishableModel) -> Any:
    """The key of the body an entry belongs to."""
    return entry.pk if entry.body_path == "pk" else getattr(entry, f"{entry.body_path}_id")
