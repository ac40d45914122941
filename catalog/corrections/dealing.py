"""Dealing with a report: its suggestion accepted, put right by hand, refused with a reason, or no report at all.

Each closes it once, says who did, and answers the reader who left an address, in the reader's language.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from catalog.corrections.parts import as_value
from catalog.corrections.queue import entry_of
from catalog.editorial import changes
from catalog.enums import CorrectionRefusal, CorrectionStatus
from catalog.letters import letter
from catalog.models import Correction


class AlreadyDealtWithError(Exception):
    """Somebody else has closed the report. The message is for staff."""


class GoneError(Exception):
    """There is no entry at the address any more. The message is for staff."""


@transaction.atomic
def accept(correction: Correction, *, by: Any, words: str, note: str = "") -> changes.Outcome:
    """Proposes ``words`` for the part the report is about, under the name of who accepts them, and closes it.

    What becomes of them is for the rights of who accepts: public at once, or waiting for the Region. Raises
    ``GoneError`` without an entry, ``ValidationError`` for words that the column does not take, and
    ``changes.NotAllowed`` where the entry is not theirs to change.
    """
    entry = entry_of(correction)
    if entry is None:
        raise GoneError(_("The page it is about does not exist any more."))
    outcome = changes.propose(entry, {correction.part: as_value(entry, correction.part, words)}, author=by)
    _close(correction, CorrectionStatus.SETTLED, by, note=note)
    _answer(correction)
    return outcome


@transaction.atomic
def settle(correction: Correction, *, by: Any, note: str = "") -> None:
    """Closes a report that somebody put right on the entry's own form."""
    _close(correction, CorrectionStatus.SETTLED, by, note=note)
    _answer(correction)


@transaction.atomic
def refuse(correction: Correction, *, by: Any, reason: CorrectionRefusal, note: str = "") -> None:
    """Closes a report after which nothing changes, and says why."""
    _close(correction, CorrectionStatus.DISMISSED, by, reason=reason, note=note)
    _answer(correction)


@transaction.atomic
def discard(corrections: Iterable[Correction], *, by: Any) -> int:
    """Closes what is no report, without an answer and without keeping a word of it; returns how many were open."""
    waiting = Correction.objects.filter(pk__in=[correction.pk for correction in corrections], closed_at=None)
    return waiting.update(
        status=CorrectionStatus.SPAM, closed_at=timezone.now(), closed_by=by, message="", suggested="", email=""
    )


def _close(correction: Correction, status: CorrectionStatus, by: Any, *, reason: str = "", note: str = "") -> None:
    changed = {"status": status, "closed_at": timezone.now(), "closed_by": by, "reason": reason, "note": note}
    # Two of the staff may press at the same moment: one of them wins, and one answer leaves.
    if not Correction.objects.filter(pk=correction.pk, closed_at=None).update(**changed):
        raise AlreadyDealtWithError(_("Somebody else has dealt with this report meanwhile."))
    for name, value in changed.items():
        setattr(correction, name, value)


def _answer(correction: Correction) -> None:
    """Writes to the reader, if they left an address; it leaves with the transaction."""
    if not correction.email:
        return
    entry = entry_of(correction)
    with override(correction.language):
        settled = correction.status == CorrectionStatus.SETTLED
        subject = _("Your report: %(title)s") % {"title": entry or correction.slug}
        context = {
            "correction": correction,
            "entry": entry,
            "reason": CorrectionRefusal(correction.reason).label if correction.reason else "",
        }
        letter(correction.email, subject, f"email/correction_{'settled' if settled else 'refused'}.txt", context).send()
