"""A selection at the desk: the ranking as it stands, an application judged, the ranking published."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from missions import selection
from missions.desk import board, consequences
from missions.desk.access import for_mission, for_registration, page
from missions.desk.forms import JudgementForm
from missions.enums import CriterionKind, FillMethod
from missions.enums import RegistrationStatus as Status
from missions.models import Mission, Registration
from missions.transitions import RefusedError

_form = require_http_methods(["GET", "HEAD", "POST"])


@for_mission
@require_safe
def ranking(request: HttpRequest, mission: Mission) -> HttpResponse:
    """The ranking as published, or as it would be now; every criterion a column."""
    if mission.fill_method != FillMethod.SELECTION:
        return redirect("missions:desk_mission", mission.slug)
    if mission.ranking_published_at:
        ranked = selection.published(mission).select_related("firm", "mission").prefetch_related("scores")
        standings = selection.as_published(mission, ranked)
    else:
        standings = selection.ranking(mission)
    context = {
        "mission": mission,
        "criteria": list(mission.criteria.all()),
        "standings": standings,
        "refused": "" if mission.ranking_published_at else _why_not(mission, standings),
    }
    return page(request, "ranking", context)


@for_registration
@_form
def judge(request: HttpRequest, registration: Registration) -> HttpResponse:
    """An officer's points for each criterion that needs judgement, with their reasons."""
    criteria = list(registration.mission.criteria.filter(kind=CriterionKind.MANUAL))
    if not criteria or registration.status != Status.APPLIED:
        return redirect("missions:desk_registration", registration.reference)
    prefetch_related_objects(
        [registration], "scores", "answers__question", "documents__request", "mission__document_requests"
    )
    given = {score.criterion_id: score for score in registration.scores.all()}
    forms = [
        JudgementForm(
            request.POST or None,
            criterion=criterion,
            initial={"points": given[criterion.pk].points, "reason": given[criterion.pk].reason}
            if criterion.pk in given
            else None,
        )
        for criterion in criteria
    ]
    if request.method == "POST" and all(form.is_valid() for form in forms):
        try:
            selection.judge(
                registration,
                {form.criterion: (form.cleaned_data["points"], form.cleaned_data["reason"]) for form in forms},
                by=request.user,
            )
        except RefusedError as refusal:
            forms[0].add_error(None, str(refusal))
        else:
            messages.success(request, _("Points of %(firm)s saved.") % {"firm": registration.firm})
            return redirect("missions:desk_ranking", registration.mission.slug)
    context = {
        "registration": registration,
        "mission": registration.mission,
        "forms": forms,
        "answers": board.answers(registration),
        "missing": board.missing_documents(registration.mission, registration),
    }
    return page(request, "judge", context)


@for_mission
@_form
def publish(request: HttpRequest, mission: Mission) -> HttpResponse:
    """Says what publishing leads to and asks for it; what stands in its way is said on the ranking's page."""
    now = timezone.now()
    if request.method == "POST":
        try:
            selection.publish(mission, now=now, by=request.user)
        except RefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The ranking is published and the seats are given."))
        return redirect("missions:desk_ranking", mission.slug)
    standings = selection.ranking(mission)
    if _why_not(mission, standings):
        return redirect("missions:desk_ranking", mission.slug)
    ranked = [one.registration for one in standings]
    context = {
        "mission": mission,
        "question": _("Publish the ranking"),
        "consequences": consequences.of_publishing(ranked, mission, now),
        "grave": True,
    }
    return page(request, "decision", context)


def _why_not(mission: Mission, standings: list[selection.Standing]) -> str:
    try:
        selection.ready(mission, standings, timezone.now())
    except RefusedError as refusal:
        return str(refusal)
    return ""
