"""Support on the spot, for those who run a mission: what is asked for, what there is, one request, everybody's plan.

Made for the phone as much as for the desk: on the spot there is no other.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalog.views import days
from missions import assigning, stops, support
from missions.enums import RegistrationStatus as Status
from missions.enums import SupportStatus
from missions.forms.onsite import AnswerForm, AssignForm
from missions.models import Assignment, Mission, MissionStop, SupportOffer, SupportRequest
from missions.permissions import missions_run_by
from missions.support_steps import LIVE
from missions.transitions import RefusedError
from missions.views.acting import private

_form = require_http_methods(["GET", "HEAD", "POST"])
#: The order in which requests want somebody's hands.
_URGENCY = (
    SupportStatus.ASKED,
    SupportStatus.QUEUED,
    SupportStatus.CONFIRMED,
    SupportStatus.DELIVERED,
    SupportStatus.DECLINED,
)


@dataclass(frozen=True)
class Supply:
    """One kind of support at one place: what there is, and what became of what was asked for.

    ``asked`` counts requests of firms with a seat; ``unassigned`` those confirmed that nobody has been given yet.
    """

    offer: SupportOffer
    where: str
    asked: int
    confirmed: int
    queued: int
    done: int
    unassigned: int
    taken: int
    left: int | None
    people: int
    requests: tuple[SupportRequest, ...]


@dataclass(frozen=True)
class Task:
    """Something a person does for a firm: when by the clock of the place, what, where."""

    assignment: Assignment
    day: str
    hours: str
    city: str


def for_mission(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view of a mission's own people: to anybody else the page is not there."""

    @private
    @wraps(view)
    def page(request: HttpRequest, slug: str, **named: Any) -> HttpResponse:
        mission = get_object_or_404(missions_run_by(request.user), slug=slug)
        return view(request, mission, **named)

    return page


@for_mission
@require_safe
def overview(request: HttpRequest, mission: Mission) -> HttpResponse:
    """Demand against supply by stop and kind, then every request."""
    context = {"mission": mission, "supplies": supplies(mission), "here": "support"}
    return render(request, "missions/support/overview.html", context)


@for_mission
@_form
def request_page(request: HttpRequest, mission: Mission, pk: int) -> HttpResponse:
    """One firm's request: answer it, give it somebody, change or take that back, mark it as done."""
    asked = _request(mission, pk)
    answer = AnswerForm(request.POST if request.POST.get("do") in ("confirm", "decline") else None)
    assign = AssignForm(asked, request.POST if request.POST.get("do") == "assign" else None)
    if request.method == "POST":
        done = _act(request, asked, answer, assign)
        if done:
            messages.success(request, done)
            return redirect("missions:support_request", mission.slug, pk)
    context = {
        "mission": mission,
        "asked": asked,
        "wanted": [days.weekday(day) for day in _days(asked)],
        "state": str(asked.get_status_display()),
        "place_on_list": support.places([asked]).get(asked.pk),
        "answer": answer,
        "assign": assign if asked.status in LIVE else None,
        "given": [_task(one, assign.cities) for one in asked.assignments.all()],
        "busy": [
            (person, [_task(one, assign.cities) for one in person.assignments.all()])
            for person in assign.fields["person"].queryset.prefetch_related(_plan())  # type: ignore[attr-defined]
        ],
        "history": [
            (days.moment(event.at), event.get_verb_display(), event.note)
            for event in asked.events.order_by("-at", "-pk")
        ],
        "confirmable": asked.status in (SupportStatus.ASKED, SupportStatus.QUEUED, SupportStatus.DECLINED),
        "seated": asked.registration.status == Status.SEATED,
    }
    return render(request, "missions/support/request.html", context)


@for_mission
@_form
def assignment_page(request: HttpRequest, mission: Mission, pk: int) -> HttpResponse:
    """Another person, day or hour for what was given; or taken back."""
    given = get_object_or_404(
        Assignment.objects.select_related("request__registration__mission", "request__offer__stop", "person"),
        pk=pk,
        request__registration__mission=mission,
    )
    form = AssignForm(given.request, request.POST or None, assignment=given)
    now = timezone.now()
    if request.method == "POST" and request.POST.get("do") == "free":
        assigning.free(given, now=now, by=request.user)
        messages.success(request, _("Taken back: the person and the time are free."))
        return redirect("missions:support_request", mission.slug, given.request_id)
    if request.method == "POST" and form.is_valid():
        try:
            person, place = form.cleaned_data["person"], form.cleaned_data["place"]
            assigning.move(given, person=person, span=form.spans[0], place=place, now=now, by=request.user)
        except RefusedError as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, _("Saved. The firm has been told."))
            return redirect("missions:support_request", mission.slug, given.request_id)
    context = {"mission": mission, "asked": given.request, "task": _task(given, form.cities), "form": form}
    return render(request, "missions/support/assignment.html", context)


@for_mission
@require_safe
def people(request: HttpRequest, mission: Mission) -> HttpResponse:
    """What everybody on the spot does, a plan a person, to print and to call from."""
    cities = list(mission.stops.all())
    everybody = mission.support_people.order_by("kind", "name", "pk").prefetch_related(_plan())
    plans = [
        (
            person,
            ", ".join(_language(code) for code in person.languages),
            _by_day(_task(one, _cities_of(one, cities)) for one in person.assignments.all()),
        )
        for person in everybody
    ]
    return render(request, "missions/support/people.html", {"mission": mission, "plans": plans, "here": "people"})


def _language(code: str) -> str:
    """A language by its name in the reader's; two letters that name none stay as they are."""
    try:
        return str(get_language_info(code)["name_translated"]).lower()
    except KeyError:
        return code


def supplies(mission: Mission) -> list[Supply]:
    """Every offer of a mission with its requests, in the order of its places. A constant number of queries."""
    rows = SupportRequest.objects.exclude(status=SupportStatus.WITHDRAWN).exclude(registration__status=Status.DRAFT)
    rows = rows.select_related("registration__firm").prefetch_related("assignments").order_by("queue_number", "pk")
    offers = list(mission.support_offers.select_related("stop").prefetch_related(Prefetch("requests", rows)))
    left = support.left(offers)
    people = list(mission.support_people.all())
    offers.sort(key=lambda offer: (offer.stop is not None, offer.stop.starts.isoformat() if offer.stop else ""))
    return [_supply(offer, left[offer.pk], people) for offer in offers]


def _supply(offer: SupportOffer, left: int | None, people: Iterable[Any]) -> Supply:
    requests = sorted(offer.requests.all(), key=lambda asked: _URGENCY.index(SupportStatus(asked.status)))
    seated = [asked for asked in requests if asked.registration.status == Status.SEATED]
    count = {status: sum(asked.status == status for asked in seated) for status in SupportStatus}
    confirmed = [asked for asked in seated if asked.status == SupportStatus.CONFIRMED]
    return Supply(
        offer=offer,
        where=offer.stop.city if offer.stop else _("Whole mission"),
        asked=count[SupportStatus.ASKED],
        confirmed=count[SupportStatus.CONFIRMED],
        queued=count[SupportStatus.QUEUED],
        done=count[SupportStatus.DELIVERED],
        unassigned=sum(not asked.assignments.all() for asked in confirmed),
        taken=sum(asked.taken for asked in seated),
        left=left,
        people=sum(
            person.kind == offer.kind and (not offer.language or offer.language in person.languages)
            for person in people
        ),
        requests=tuple(requests),
    )


def _act(request: HttpRequest, asked: SupportRequest, answer: AnswerForm, assign: AssignForm) -> str:
    """Does what a button of the page asks for; a sentence that says so, '' where something is wrong with a form."""
    now, by, what = timezone.now(), request.user, request.POST.get("do")
    form: AnswerForm | AssignForm = assign if what == "assign" else answer
    try:
        if what == "deliver":
            support.deliver(asked, now=now, by=by)
            return _("Marked as done.")
        if what == "undo":
            support.deliver(asked, now=now, by=by, done=False)
            return _("It is not done after all.")
        if not form.is_valid():
            return ""
        if what == "confirm":
            support.confirm(asked, now=now, by=by, answer=answer.cleaned_data["answer"])
            return _("Confirmed. The firm has been told.")
        if what == "decline":
            support.decline(asked, now=now, by=by, answer=answer.cleaned_data["answer"])
            return _("Declined. The firm has been told.")
        if what == "assign":
            person, place = assign.cleaned_data["person"], assign.cleaned_data["place"]
            assigning.assign(asked, person=person, spans=assign.spans, place=place, now=now, by=by)
            return _("Assigned. The firm has been told.")
    except RefusedError as refusal:
        if what in ("deliver", "undo"):
            messages.warning(request, str(refusal))
        else:
            _refuse(form, refusal)
    return ""


def _refuse(form: Any, refusal: RefusedError) -> None:
    """Nothing was saved: the form says why, and keeps what was written."""
    for sentence in getattr(refusal, "clashes", [str(refusal)]):
        form.add_error(None, sentence)


def _request(mission: Mission, pk: int) -> SupportRequest:
    rows = SupportRequest.objects.exclude(registration__status=Status.DRAFT).filter(registration__mission=mission)
    rows = rows.select_related("registration__firm", "registration__mission", "offer__stop")
    return get_object_or_404(rows.prefetch_related("assignments__person", "assignments__request__offer__stop"), pk=pk)


def _days(asked: SupportRequest) -> list[date]:
    return [date.fromisoformat(day) for day in asked.days]


def _plan() -> Prefetch:
    """Everything a person does, in order, with the firm and its people."""
    rows = Assignment.objects.select_related("request__registration__firm", "request__offer__stop")
    return Prefetch("assignments", rows.order_by("starts", "pk"))


def _cities_of(assignment: Assignment, cities: list[MissionStop]) -> list[MissionStop]:
    return [assignment.request.offer.stop] if assignment.request.offer.stop else cities


def _task(assignment: Assignment, cities: list[MissionStop]) -> Task:
    city = assignment.request.offer.stop or stops.stop_at(cities, assignment.starts)
    starts, ends = stops.local(assignment.starts, city), stops.local(assignment.ends, city)
    return Task(assignment, days.weekday(starts.date()), f"{starts:%H:%M}-{ends:%H:%M}", city.city if city else "")


def _by_day(tasks: Iterable[Task]) -> list[tuple[str, list[Task]]]:
    return [(day, list(listed)) for day, listed in groupby(tasks, key=lambda task: task.day)]
