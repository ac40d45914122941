"""The desk's first pages: the missions one runs, one mission, one registration whole."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.views import days
from missions import selection
from missions.availability import position, seats
from missions.desk import board, waiting
from missions.desk.access import for_mission, for_registration, page, staff
from missions.desk.tables import TABLES
from missions.enums import FillMethod, MissionPhase, Verb
from missions.enums import RegistrationStatus as Status
from missions.models import Mission, Registration
from missions.models.registrations import HOLDING
from missions.permissions import missions_run_by
from missions.time import day_of
from missions.transitions import may

#: Registrations on one page of a list.
_PAGE = 100


@staff
@require_safe
def missions(request: HttpRequest) -> HttpResponse:
    """The missions one runs that take registrations, the next to leave first, then those that are over."""
    now = timezone.now()
    today = day_of(now)
    rows = missions_run_by(request.user).filter(capacity__isnull=False, registration_closes__isnull=False)
    rows = rows.select_related("partner").annotate(
        held=Count("registrations", Q(registrations__status__in=HOLDING)),
        waiting=Count("registrations", Q(registrations__status=Status.WAITING)),
        applied=Count("registrations", Q(registrations__status=Status.APPLIED)),
        asked=Coalesce(Subquery(_to_answer(request.user)), 0),
    )
    listed = [(mission, mission.phase(now, today)) for mission in rows.order_by("starts", "pk")]
    over = (MissionPhase.CONCLUDED, MissionPhase.CANCELLED)
    context = {
        "coming": [row for row in listed if row[1] not in over],
        "over": [row for row in reversed(listed) if row[1] in over],
    }
    return page(request, "missions", context)


@for_mission
@require_safe
def mission(request: HttpRequest, mission: Mission) -> HttpResponse:
    """One mission: what to do next, its seats, its lists, its documents and its support."""
    now = timezone.now()
    prefetch_related_objects([mission], "document_requests", "reserves")
    listed = dict(board.counts(mission))
    status = request.GET.get("status", "")
    if status not in listed:
        status = ""
    shown = Paginator(board.registrations(mission, status), _PAGE).get_page(request.GET.get("page"))
    state = seats(mission, now)
    phase = mission.phase(now, day_of(now))
    context = {
        "mission": mission,
        "phase": phase,
        "next_steps": board.next_steps(mission, state, listed, board.owing(mission), now),
        "seats": state,
        "seat_rows": board.seat_rows(mission, state, now),
        "lists": [(value, value.label, count) for value, count in listed.items()],
        "total": sum(listed.values()),
        "status": status,
        "shown": shown,
        "rows": board.rows(mission, shown),
        "support": board.support_rows(mission),
        "selects": mission.fill_method == FillMethod.SELECTION,
        "when": days.stretch(mission.starts, mission.ends) if mission.starts else "",
        "tables": [(name, table.label) for name, table in TABLES.items()],
        "cancellable": phase not in (MissionPhase.CANCELLED, MissionPhase.CONCLUDED),
    }
    return page(request, "mission", context)


@for_registration
@require_safe
def registration(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Everything about one registration on one page, and what may be decided."""
    prefetch_related_objects(
        [registration],
        *("participants", "answers__question", "documents__request", "support_requests__offer", "events__by"),
        *("scores", "surveys", "firm__sectors", "mission__document_requests"),
    )
    mission = registration.mission
    context = {
        "registration": registration,
        "mission": mission,
        "place": position(registration),
        "missing": board.missing_documents(mission, registration),
        "standing": _standing(registration),
        "answers": board.answers(registration),
        "seatable": registration.status == Status.WAITING,
        "rejectable": may(registration, Verb.REJECT),
    }
    return page(request, "registration", context)


def _to_answer(user: Any) -> QuerySet[Any, Any]:
    """How many requests for support wait for an answer on the mission of the query around it."""
    rows = waiting.requests(user).filter(registration__mission=OuterRef("pk")).order_by()
    return rows.values("registration__mission").annotate(count=Count("pk")).values("count")


def _standing(registration: Registration) -> Any:
    if registration.mission.fill_method != FillMethod.SELECTION:
        return None
    return selection.standing(registration)
