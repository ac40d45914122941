"""A firm's way from a blank draft to a registration that is sent.

A draft is saved at every step, whatever is still missing; ``missing`` says what, step by step, and ``send`` sends what
is complete. Documents may follow after sending where the mission lets them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from missions import seats
from missions.eligibility import eligibility, profile_of
from missions.enums import MissionPhase, RegistrationStatus, Scope
from missions.firms.profile import lacking
from missions.models import Answer, Firm, Mission, Participant, Registration, RegistrationDocument
from missions.permissions import may_act, read_mandates
from missions.time import day_of
from missions.transitions import RefusedError

#: The steps of a registration, in order; each is a page.
STEPS = ("firm", "participants", "questions", "documents", "support", "summary")
#: What a firm may begin again.
AGAIN = (RegistrationStatus.WITHDRAWN, RegistrationStatus.DECLINED, RegistrationStatus.EXPIRED)


def steps_of(mission: Mission) -> list[str]:
    """The steps of one mission: where no documents are asked for there is no step for them."""
    return [step for step in STEPS if step != "documents" or mission.document_requests.all()]


@dataclass(frozen=True)
class Missing:
    """Something a draft still lacks: the step where it is added, and a sentence that says what."""

    step: str
    text: str


class IncompleteError(RefusedError):
    """A draft cannot be sent yet; ``missing`` lists why."""

    def __init__(self, missing: list[Missing]) -> None:
        super().__init__(_("Something is still missing."))
        self.missing = missing


class ChangedError(RefusedError):
    """A draft says something else than what was read before it was sent."""

    def __init__(self) -> None:
        super().__init__(_("Something has changed since you read this page. Read it again, then send."))


class IneligibleError(RefusedError):
    """The firm may not take part; ``reasons`` are sentences for it."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def draft(mission: Mission, firm: Firm, *, by: Any, now: datetime) -> Registration:
    """The firm's registration for a mission; a blank draft is begun where there is none.

    What was withdrawn, declined or has expired becomes a draft again. Raises ``RefusedError`` for a person whose
    mandate does not cover it, and where registration is not open.
    """
    if not may_act(by, firm, Scope.REGISTRATIONS):
        raise RefusedError(_("Your mandate does not cover registrations for this firm."))
    registration = Registration.objects.filter(mission=mission, firm=firm).first()
    if registration is None:
        _check_open(mission, now)
        registration, _created = Registration.objects.get_or_create(
            mission=mission, firm=firm, defaults={"language": by.language}
        )
    elif registration.status in AGAIN:
        return seats.reopen(registration, now=now, by=by)
    return registration


def read(registration: Registration) -> None:
    """Reads what ``missing`` looks into, and what is asked of the firm; one query for each, none for what is there.

    In an order of their own, which is the models' among the rows of one registration and joins no other table.
    Where nothing is asked, no answers are looked for.
    """
    mission, firm = registration.mission, registration.firm
    prefetch_related_objects([mission], "questions", "document_requests")
    said: list[Any] = [Prefetch("participants", Participant.objects.order_by("pk"))]
    if mission.questions.all():
        said.append(Prefetch("answers", Answer.objects.order_by("pk")))
    if mission.document_requests.all():
        said.append(Prefetch("documents", RegistrationDocument.objects.order_by("pk")))
    prefetch_related_objects([registration], *said)
    prefetch_related_objects([firm], "sectors")
    read_mandates(firm)


def answers(registration: Registration) -> dict[int, str]:
    """What a firm has answered, by the keys of the mission's questions."""
    if not registration.mission.questions.all():
        return {}
    return {answer.question_id: answer.text for answer in registration.answers.all()}


def handed_in(registration: Registration) -> dict[int, RegistrationDocument]:
    """The documents a firm has handed in, by the keys of what the mission asks for."""
    if not registration.mission.document_requests.all():
        return {}
    return {document.request_id: document for document in registration.documents.all()}


def missing(registration: Registration, today: date) -> list[Missing]:
    """What a draft lacks before it can be sent, in the order of the steps. ``today`` is the day in Italy."""
    mission, firm = registration.mission, registration.firm
    found = [Missing("firm", lack.text) for lack in lacking(firm, today)]
    participants = list(registration.participants.all())
    if not participants:
        found.append(Missing("participants", _("Say who travels.")))
    elif len(participants) > mission.people_per_firm:
        found.append(
            Missing(
                "participants", _("At most %(count)d people travel for a firm.") % {"count": mission.people_per_firm}
            )
        )
    said = answers(registration)
    found += [
        Missing("questions", _("Answer: %(question)s") % {"question": question.text})
        for question in mission.questions.all()
        if question.required and not said.get(question.pk, "").strip()
    ]
    given = handed_in(registration)
    found += [
        Missing("documents", _("Add: %(document)s") % {"document": request.title})
        for request in mission.document_requests.all()
        if request.required and request.pk not in given and not (request.due and request.due >= today)
    ]
    return found


def version(registration: Registration) -> str:
    """What a registration says at a moment, as a mark that changes when it does, the firm's profile included."""
    return f"{registration.updated_at.timestamp():.6f}-{registration.firm.updated_at.timestamp():.6f}"


def send(registration: Registration, *, by: Any, now: datetime, seen: str | None = None) -> Registration:
    """Sends a draft as it is; sent again, it answers with what became of it.

    ``seen`` is the ``version`` of what the firm has read. Raises ``ChangedError`` where that is not what would be sent,
    ``IneligibleError``, ``IncompleteError``, or ``RefusedError`` where the mandate or the window does not allow it.
    """
    if not may_act(by, registration.firm, Scope.REGISTRATIONS):
        raise RefusedError(_("Your mandate does not cover registrations for this firm."))
    if registration.status == RegistrationStatus.DRAFT:
        if seen is not None and seen != version(registration):
            raise ChangedError
        verdict = eligibility(registration.mission, profile_of(registration.firm), now)
        if verdict.missing:
            raise IneligibleError([check.text for check in verdict.missing])
        lacking = missing(registration, day_of(now))
        if lacking:
            raise IncompleteError(lacking)
    # Outside the lock until here: ``submit`` refuses a draft that is not any more what has just been looked at.
    try:
        return seats.submit(registration, now=now, by=by)
    except seats.StaleError as error:
        raise ChangedError from error


def _check_open(mission: Mission, now: datetime) -> None:
    if mission.phase(now, day_of(now)) != MissionPhase.OPEN:
        raise RefusedError(_("Registration for this mission is not open."))
