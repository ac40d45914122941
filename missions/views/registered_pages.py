"""What the pages of a registration that was sent show: its state in words, its place, its history."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from catalog.views import days
from missions.availability import place
from missions.documents import may_hand_in
from missions.enums import MissionPhase, Verb
from missions.enums import RegistrationStatus as Status
from missions.models import DocumentRequest, Registration, RegistrationDocument
from missions.registering import AGAIN, handed_in
from missions.time import day_of
from missions.views.area_rows import queue_drawn


@dataclass(frozen=True)
class State:
    """Where a registration stands: a headline, what it means, how it looks ('' good, 'wait', 'over')."""

    title: str
    text: str
    look: str = ""


def situation(registration: Registration, now: datetime) -> dict[str, Any]:
    """What every page of a registration shows. One query more for one that waits."""
    mission = registration.mission
    where = place(registration)
    submitted = registration.submitted_at
    return {
        "registration": registration,
        "mission": mission,
        "firm": registration.firm,
        "state": _state(registration, where, now),
        "queue": queue_drawn(*where) if where else None,
        "when": days.stretch(mission.starts, mission.ends) if mission.starts else "",
        "submitted": days.moment(submitted) if submitted else "",
        "offer_end": days.moment(registration.offer_expires_at) if registration.offer_expires_at else "",
        "free_until": days.day(mission.withdrawal_until) if mission.withdrawal_until else "",
        "late": bool(mission.withdrawal_until and mission.withdrawal_until < day_of(now)),
    }


def may_begin_again(registration: Registration, now: datetime) -> bool:
    """Whether a firm that is out may register anew."""
    return registration.status in AGAIN and registration.mission.phase(now, day_of(now)) == MissionPhase.OPEN


def documents(
    registration: Registration, now: datetime
) -> list[tuple[DocumentRequest, RegistrationDocument | None, bool]]:
    """(what is asked for, what was handed in, whether it may still be) of a registration's documents."""
    given = handed_in(registration)
    return [
        (request, given.get(request.pk), may_hand_in(registration, request, now))
        for request in registration.mission.document_requests.all()
    ]


def history(registration: Registration) -> list[tuple[str, str, str]]:
    """(moment, what happened, note), the latest first."""
    return [
        (days.moment(event.at), str(Verb(event.verb).label), event.note)
        for event in registration.events.order_by("-at", "-pk")
    ]


def _state(registration: Registration, where: tuple[int, int] | None, now: datetime) -> State:
    mission, status = registration.mission, registration.status
    over = mission.phase(now, day_of(now)) == MissionPhase.CONCLUDED
    if status == Status.SEATED and over:
        return State(_("You took part."), _("The mission is over. Thank you for travelling with us."), "over")
    if status == Status.SEATED:
        return State(_("You are registered. The seat is yours."), _("If you cannot come, say so in time: others wait."))
    if status == Status.WAITING and where:
        text = _("When a seat becomes free and it is your turn, we offer it to you here and by e-mail.")
        title = _("You are on the waiting list: number %(place)d of %(length)d.")
        return State(title % {"place": where[0], "length": where[1]}, text, "wait")
    if status == Status.APPLIED:
        return State(_("We have received your application."), _reading(mission.registration_closes, now), "wait")
    if status == Status.OFFERED:
        return State(
            _("A seat is free for you."),
            _("We keep it until %(moment)s. Then it goes to the next firm.")
            % {"moment": days.moment(registration.offer_expires_at) if registration.offer_expires_at else ""},
            "wait",
        )
    return State(f"{registration.get_status_display()}.", _OVER.get(Status(status), lambda: "")(), "over")


def _reading(closes: datetime | None, now: datetime) -> str:
    """When applications are read, in words."""
    if closes and closes < now:
        return _(
            "Registration is over: we are reading all applications by the criteria published on the mission’s page. "
            "You read the outcome here and by e-mail."
        )
    text = _("We read all applications after the deadline, by the criteria published on the mission’s page.")
    return text + " " + _("It is %(moment)s.") % {"moment": days.moment(closes)} if closes else text


#: What it means to be out, for each way of being so.
_OVER = {
    Status.WITHDRAWN: lambda: _("You have given your place back."),
    Status.DECLINED: lambda: _("You have let the seat go."),
    Status.EXPIRED: lambda: _("The time to answer our offer was over."),
    Status.REJECTED: lambda: _("The reason is below, in the history."),
    Status.CANCELLED: lambda: _("The mission does not take place. The reason is below, in the history."),
}
