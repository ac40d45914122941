"""What the desk shows of a mission: seats by kind of firm, who is where, what is missing, what to do next."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.enums import Stage
from catalog.views import days
from missions import support
from missions.availability import Seats
from missions.enums import FillMethod, MissionPhase, SupportStatus
from missions.enums import RegistrationStatus as Status
from missions.forms.registration import shown_answer
from missions.models import Mission, Registration, SupportOffer
from missions.time import day_of

#: Statuses in which a registration may still lead to a seat.
LIVE = (Status.APPLIED, Status.SEATED, Status.OFFERED, Status.WAITING)
#: The lists of the desk, the one that asks for decisions first.
LISTS = (
    *(Status.APPLIED, Status.SEATED, Status.OFFERED, Status.WAITING),
    *(Status.REJECTED, Status.DECLINED, Status.EXPIRED, Status.WITHDRAWN, Status.CANCELLED),
)


@dataclass(frozen=True)
class SeatRow:
    """The seats of one kind of firm: those it holds, those kept for it, those it may still have."""

    label: str
    held: int
    kept: int
    until: str
    free: int


@dataclass(frozen=True)
class Row:
    """A registration in a list: its place in the queue or the ranking, and the documents it still owes."""

    registration: Registration
    place: int | None
    missing: list[str]
    asked: int


@dataclass(frozen=True)
class SupportRow:
    """One kind of support: what there is, what is asked, what is confirmed and done."""

    offer: SupportOffer
    asked: int
    confirmed: int
    left: int | None


def seat_rows(mission: Mission, state: Seats, now: datetime) -> list[SeatRow]:
    """One row a kind of firm that holds seats or has some kept."""
    until = {reserve.stage: days.moment(reserve.until) for reserve in mission.reserves.all() if reserve.until > now}
    return [
        SeatRow(
            str(stage.label),
            state.held.get(stage, 0),
            state.reserved.get(stage, 0),
            until.get(stage, ""),
            state.free_for(stage),
        )
        for stage in Stage
    ]


def counts(mission: Mission) -> list[tuple[Status, int]]:
    """How many registrations are in each list; drafts are the firms' own business."""
    found = Counter(mission.registrations.order_by().values_list("status", flat=True))
    return [(status, found[status]) for status in LISTS if found[status]]


def registrations(mission: Mission, status: str = "") -> QuerySet[Registration]:
    """The registrations of a list, or all that were sent, in the order in which one works through them."""
    rows = mission.registrations.exclude(status=Status.DRAFT).select_related("firm__province")
    rows = rows.prefetch_related("documents", "support_requests")
    if status == Status.WAITING:
        return rows.filter(status=status).order_by("queue_number", "pk")
    rows = rows.filter(status=status) if status else rows
    return rows.order_by("submitted_at", "pk")


def rows(mission: Mission, page: Iterable[Registration]) -> list[Row]:
    """The registrations as rows of a list; one query for the queue, none a row."""
    queue = list(mission.registrations.queue().values_list("pk", flat=True))
    places = {pk: place for place, pk in enumerate(queue, start=1)}
    return [Row(one, places.get(one.pk), missing_documents(mission, one), _asked(one)) for one in page]


def missing_documents(mission: Mission, registration: Registration) -> list[str]:
    """The titles of the required documents that a registration still lacks."""
    handed_in = {document.request_id for document in registration.documents.all()}
    return [
        request.title
        for request in mission.document_requests.all()
        if request.required and request.pk not in handed_in and registration.status in LIVE
    ]


def answers(registration: Registration) -> list[tuple[str, str]]:
    """(question, answer) as they are read; ``answers`` with their questions are read whole."""
    return [(str(one.question), shown_answer(one.question, one.text)) for one in registration.answers.all()]


def support_rows(mission: Mission) -> list[SupportRow]:
    """Demand against supply, kind by kind; three queries."""
    offers = list(mission.support_offers.select_related("stop").prefetch_related("requests__registration"))
    left = support.left(offers)
    found = []
    for offer in offers:
        live = Counter(request.status for request in offer.requests.all() if request.registration.status in LIVE)
        confirmed = live[SupportStatus.CONFIRMED] + live[SupportStatus.DELIVERED]
        found.append(
            SupportRow(offer, live[SupportStatus.ASKED] + live[SupportStatus.QUEUED], confirmed, left[offer.pk])
        )
    return found


def next_steps(mission: Mission, state: Seats, listed: dict[Status, int], owing: int, now: datetime) -> list[str]:
    """What waits for an officer, in sentences; none when nothing does. ``owing`` firms still owe documents."""
    found = []
    phase = mission.phase(now, day_of(now))
    if phase == MissionPhase.SELECTION and listed.get(Status.APPLIED):
        count = listed[Status.APPLIED]
        found.append(
            ngettext(
                "%(count)d application waits to be judged and ranked.",
                "%(count)d applications wait to be judged and ranked.",
                count,
            )
            % {"count": count}
        )
    if offers := listed.get(Status.OFFERED):
        text = ngettext(
            "%(count)d offered seat waits for an answer.", "%(count)d offered seats wait for an answer.", offers
        )
        found.append(text % {"count": offers})
    if owing:
        text = ngettext("%(count)d firm still owes documents.", "%(count)d firms still owe documents.", owing)
        found.append(text % {"count": owing})
    first_come = mission.fill_method == FillMethod.FIRST_COME or mission.ranking_published_at
    if first_come and state.free and not state.waiting and phase == MissionPhase.CLOSED:
        text = ngettext(
            "%(count)d seat is free and nobody waits.", "%(count)d seats are free and nobody waits.", state.free
        )
        found.append(text % {"count": state.free})
    if state.taken > state.capacity:
        found.append(
            _("More seats are taken than there are: %(taken)d of %(capacity)d.")
            % {"taken": state.taken, "capacity": state.capacity}
        )
    return found


def owing(mission: Mission) -> int:
    """How many live registrations lack a required document."""
    live = mission.registrations.filter(status__in=LIVE).prefetch_related("documents")
    return sum(1 for one in live if missing_documents(mission, one))


def _asked(registration: Registration) -> int:
    return sum(1 for request in registration.support_requests.all() if request.status != SupportStatus.WITHDRAWN)
