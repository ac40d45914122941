"""An entry's states: who may move what, and one function a verb, each with its line in the diary.

Approval is bound to the version that was read: whatever changed since, a word or an office, it is refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from catalog import publishing
from catalog.editorial import changes
from catalog.editorial.changes import NotAllowed
from catalog.enums import EditorialStatus as State
from catalog.enums import RevisionStatus, Verb
from catalog.models import Comment, Revision
from catalog.models.publishing import PublishableModel
from catalog.permissions import may_approve, may_edit
from catalog.search import documents

_WRITTEN = (State.DRAFT, State.SENT_BACK)
_UNSEEN = (*_WRITTEN, State.IN_REVIEW, State.SCHEDULED)


class WrongState(Exception):  # noqa: N818 - a state of affairs, told to a person
    """A verb that does not fit where the entry stands."""


@dataclass(frozen=True)
class Move:
    """From which states a verb leads where; ``region`` is whether only the Region's editors may."""

    sources: tuple[State, ...]
    target: State
    region: bool


#: Who may move what. An entry of a body is sent in by its editors and made public by the Region.
MOVES = {
    Verb.SUBMIT: Move(_WRITTEN, State.IN_REVIEW, region=False),
    Verb.SEND_BACK: Move((State.IN_REVIEW,), State.SENT_BACK, region=True),
    Verb.APPROVE: Move((State.IN_REVIEW,), State.PUBLISHED, region=True),
    Verb.PUBLISH: Move((*_UNSEEN, State.SUSPENDED, State.ARCHIVED), State.PUBLISHED, region=True),
    Verb.SUSPEND: Move((State.PUBLISHED,), State.SUSPENDED, region=False),
    Verb.ARCHIVE: Move((*_UNSEEN, State.PUBLISHED, State.SUSPENDED), State.ARCHIVED, region=False),
    Verb.REOPEN: Move((State.ARCHIVED, State.IN_REVIEW), State.DRAFT, region=False),
    Verb.EXPIRE: Move((State.PUBLISHED,), State.ARCHIVED, region=True),
}
#: The verbs of a change that waits beside a public entry.
_OF_REVISIONS = {
    Verb.SUBMIT: (RevisionStatus.DRAFT, RevisionStatus.SENT_BACK),
    Verb.SEND_BACK: (RevisionStatus.IN_REVIEW,),
    Verb.APPROVE: (RevisionStatus.DRAFT, RevisionStatus.SENT_BACK, RevisionStatus.IN_REVIEW),
    Verb.DISCARD: (RevisionStatus.DRAFT, RevisionStatus.SENT_BACK, RevisionStatus.IN_REVIEW),
}
_REGIONS_OWN = (Verb.SEND_BACK, Verb.APPROVE)


#: What the buttons say.
ASKED = {
    Verb.COMMENT: _("Comment"),
    Verb.SUBMIT: _("Send for review"),
    Verb.SEND_BACK: _("Send back with the comment"),
    Verb.APPROVE: _("Approve"),
    Verb.PUBLISH: _("Publish"),
    Verb.SUSPEND: _("Suspend"),
    Verb.ARCHIVE: _("Withdraw"),
    Verb.REOPEN: _("Make it a draft again"),
    Verb.DISCARD: _("Drop the change"),
}
#: What is done after reading both texts side by side, and nowhere else.
DECIDED = (Verb.SEND_BACK, Verb.APPROVE)
#: What is said once a verb is done.
DONE = {
    Verb.COMMENT: _("Your comment is in the diary."),
    Verb.SUBMIT: _("It is with the Region’s editors now. You will find here what they say."),
    Verb.SEND_BACK: _("It is with its editor again, with your comment."),
    Verb.APPROVE: _("Approved: readers see it now, or from its day on."),
    Verb.PUBLISH: _("Readers see it now."),
    Verb.SUSPEND: _("Readers do not see it any more, until the Region’s editors bring it back."),
    Verb.ARCHIVE: _("It is withdrawn: readers do not see it any more, its text is kept."),
    Verb.REOPEN: _("It is a draft again."),
    Verb.DISCARD: _("The change is dropped, readers see the text of before."),
}


def possible(user: Any, entry: PublishableModel) -> list[Verb]:
    """What a person may do to an entry where it stands, in the order of the enumeration."""
    approves, edits = may_approve(user, entry), may_edit(user, entry)
    waiting = changes.open_revision(entry)
    found: set[Verb] = {
        verb
        for verb, move in MOVES.items()
        if verb != Verb.EXPIRE and entry.editorial_status in move.sources and (approves if move.region else edits)
    }
    if waiting:
        found |= {
            verb
            for verb, sources in _OF_REVISIONS.items()
            if waiting.status in sources and (approves if verb in _REGIONS_OWN else edits)
        }
    return [verb for verb in Verb if verb in found]


def of(verb: Verb) -> Callable[..., Any]:
    """The function that does a verb of the table. Raises ``WrongState`` for one that is no move."""
    try:
        return _FUNCTIONS[verb]
    except KeyError:
        raise WrongState(verb) from None


@transaction.atomic
def submit(entry: PublishableModel, *, by: Any, text: str = "", version: int | None = None) -> None:
    """Sends a draft, or the change that waits beside a public entry, to the Region."""
    _act(Verb.SUBMIT, entry, by=by, text=text, version=version, revision_becomes=RevisionStatus.IN_REVIEW)


@transaction.atomic
def send_back(entry: PublishableModel, *, by: Any, text: str, version: int | None = None) -> None:
    """Gives what was sent in back to its editor, with the reason."""
    _act(Verb.SEND_BACK, entry, by=by, text=text, version=version, revision_becomes=RevisionStatus.SENT_BACK)


@transaction.atomic
def approve(entry: PublishableModel, *, by: Any, version: int, text: str = "") -> None:
    """Makes what was sent in public, as it was read: now, or on its day when that is still to come."""
    current = changes.locked(entry, version)
    waiting = _allowed(Verb.APPROVE, current, by)
    if waiting:
        changes.accept(current, waiting, author=by)
    elif current.publish_on and current.publish_on > localdate():
        publishing.move(current, State.SCHEDULED, by=by)
    else:
        publishing.publish(current, by=by)
    _note(Verb.APPROVE, current, by, text)


@transaction.atomic
def publish(entry: PublishableModel, *, by: Any, version: int | None = None, text: str = "") -> None:
    """Makes an entry public without a review: the Region's own way."""
    _act(Verb.PUBLISH, entry, by=by, text=text, version=version)


@transaction.atomic
def suspend(entry: PublishableModel, *, by: Any, text: str = "", version: int | None = None) -> None:
    """Takes an entry off the public pages until it is put right; its editors may, only the Region brings it back."""
    _act(Verb.SUSPEND, entry, by=by, text=text, version=version)


@transaction.atomic
def archive(entry: PublishableModel, *, by: Any, text: str = "", version: int | None = None) -> None:
    """Withdraws an entry for good; its text and history are kept."""
    _act(Verb.ARCHIVE, entry, by=by, text=text, version=version)


@transaction.atomic
def reopen(entry: PublishableModel, *, by: Any, text: str = "", version: int | None = None) -> None:
    """Makes a draft again of what was withdrawn or sent in."""
    _act(Verb.REOPEN, entry, by=by, text=text, version=version)


@transaction.atomic
def discard(entry: PublishableModel, *, by: Any, text: str = "", version: int | None = None) -> None:
    """Drops the change that waits; the public text stays as it is."""
    _act(Verb.DISCARD, entry, by=by, text=text, version=version, revision_becomes=RevisionStatus.DISCARDED)


@transaction.atomic
def comment(entry: PublishableModel, *, by: Any, text: str, version: int | None = None) -> Comment:
    """A line between editor and approver. Raises ``NotAllowed`` to who may do nothing to the entry."""
    if not may_edit(by, entry):
        raise NotAllowed
    if not text.strip():
        raise ValidationError(_("Write something first."))
    return _note(Verb.COMMENT, entry, by, text)


@transaction.atomic
def keep_days(day: date) -> tuple[int, int]:
    """Publishes what was approved for a day up to this one, withdraws what was public until the one before.

    Returns how many of each.
    """
    opened = closed = 0
    for source in documents.sources():
        rows: Any = source.model._default_manager
        for entry in rows.filter(editorial_status=State.SCHEDULED, publish_on__lte=day).order_by("pk"):
            publishing.publish(entry)
            _note(Verb.PUBLISH, entry, None, "")
            opened += 1
        for entry in rows.filter(editorial_status=State.PUBLISHED, expire_on__lt=day).order_by("pk"):
            publishing.withdraw(entry)
            _note(Verb.EXPIRE, entry, None, "")
            closed += 1
    return opened, closed


def _act(
    verb: Verb,
    entry: PublishableModel,
    *,
    by: Any,
    text: str,
    version: int | None,
    revision_becomes: RevisionStatus | None = None,
) -> None:
    current = changes.locked(entry, version)
    waiting = _allowed(verb, current, by)
    if waiting and revision_becomes:
        waiting.status = revision_becomes
        waiting.save(update_fields=["status", "updated_at"])
        changes.touch(current)
    else:
        publishing.move(current, MOVES[verb].target, by=by)
    _note(verb, current, by, text)


def _allowed(verb: Verb, entry: PublishableModel, by: Any) -> Revision | None:
    """The change a verb is about, None when it is the entry itself.

    Raises ``NotAllowed`` to who may not, ``WrongState`` where it does not fit.
    """
    region = verb in _REGIONS_OWN or (verb in MOVES and MOVES[verb].region)
    if not (may_approve if region else may_edit)(by, entry):
        raise NotAllowed
    waiting = changes.open_revision(entry)
    if waiting and verb in _OF_REVISIONS and waiting.status in _OF_REVISIONS[verb]:
        return waiting
    if verb not in MOVES or entry.editorial_status not in MOVES[verb].sources:
        raise WrongState(verb)
    return None


def _note(verb: Verb, entry: PublishableModel, by: Any, text: str) -> Comment:
    return Comment.objects.create(entry=entry, version=entry.version, verb=verb, text=text.strip(), author=by)


_FUNCTIONS: dict[Verb, Callable[..., Any]] = {
    Verb.COMMENT: comment,
    Verb.SUBMIT: submit,
    Verb.SEND_BACK: send_back,
    Verb.APPROVE: approve,
    Verb.PUBLISH: publish,
    Verb.SUSPEND: suspend,
    Verb.ARCHIVE: archive,
    Verb.REOPEN: reopen,
    Verb.DISCARD: discard,
}
