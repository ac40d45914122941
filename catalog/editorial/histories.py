"""An entry's past: every text it had, who wrote it, what changed; and the way back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from catalog.editorial import changes
from catalog.editorial import values as plainly
from catalog.editorial.changes import Outcome
from catalog.editorial.differences import Difference, between
from catalog.enums import EditorialStatus, Verb
from catalog.models import Comment
from catalog.models.publishing import PublishableModel


@dataclass(frozen=True)
class Line:
    """One text of the past. ``status`` is set where the state changed with it."""

    key: int
    when: Any
    who: str
    status: str
    differences: list[Difference]
    first: bool


def lines(entry: PublishableModel) -> QuerySet:
    """The stored texts of an entry, the latest first."""
    past: Any = entry.history
    return past.select_related("history_user").order_by("-history_date", "-history_id")


def line(entry: PublishableModel, key: str) -> Any:
    """One stored text of an entry by its key; None for any other."""
    return lines(entry).filter(pk=int(key)).first() if key.isdecimal() and len(key) < 18 else None


def told(entry: PublishableModel, shown: Sequence[Any]) -> list[Line]:
    """Stored texts with what each changed of the one before it. Three queries a text."""
    texts = list(shown)
    if not texts:
        return []
    oldest = texts[-1]
    before = lines(entry).filter(history_date__lte=oldest.history_date).exclude(pk=oldest.pk).first()
    values = [at(entry, text) for text in texts] + ([at(entry, before)] if before else [])
    found = []
    for number, text in enumerate(texts):
        previous = texts[number + 1] if number + 1 < len(texts) else before
        changed = between(type(entry), values[number + 1], values[number]) if previous else []
        moved = previous is None or previous.editorial_status != text.editorial_status
        author = text.history_user
        found.append(
            Line(
                key=text.pk,
                when=text.history_date,
                who=(author.get_full_name() or str(author)) if author else "",
                status=str(EditorialStatus(text.editorial_status).label) if moved else "",
                differences=changed,
                first=previous is None,
            )
        )
    return found


def at(entry: PublishableModel, text: Any) -> dict[str, Any]:
    """A stored text as plain data, its links and its parts as they were then."""
    model = type(entry)
    found = {field.name: plainly.plain(getattr(text, field.attname)) for field in plainly.columns(model)}
    for link in plainly.links(model):
        key = link.remote_field.model._meta.model_name
        found[link.name] = sorted(getattr(text, link.name).values_list(f"{key}_id", flat=True))
    for part in model.parts:
        relation: Any = model._meta.get_field(part)
        then = relation.related_model.history.as_of(text.history_date).filter(**{relation.field.name: entry.pk})
        found[part] = plainly.rows(model, part, then)
    return found


@transaction.atomic
def restore(entry: PublishableModel, text: Any, *, by: Any) -> Outcome:
    """Takes an earlier text up again, as a change like any other: at once or once approved."""
    outcome = changes.propose(entry, at(entry, text), author=by)
    if outcome.kind != "unchanged":
        current = changes.locked(entry)
        Comment.objects.create(entry=current, version=current.version, verb=Verb.RESTORE, author=by)
    return outcome
