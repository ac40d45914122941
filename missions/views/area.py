"""The first of a firm's own pages: what is due, its missions, those it could join; and which firm one acts for."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from missions.duties import duties
from missions.enums import Scope
from missions.firms.invitations import received
from missions.models import Firm, Mission, Registration
from missions.time import day_of
from missions.views.acting import REMEMBERED, chosen, mandates, private, way_on
from missions.views.area_rows import coming_rows, registration_rows

#: Missions the firm could join that the page shows; the others are a click away.
_COMING = 4


@private
@require_safe
def area(request: HttpRequest) -> HttpResponse:
    held = mandates(request)
    mandate = chosen(request, held)
    now = timezone.now()
    invitations = list(received(request.user, now))
    if mandate is None:
        if held:
            return redirect("missions:firms")
        return render(request, "missions/area/begin.html", {"invitations": invitations})
    firm = _whole(mandate.firm_id)
    mandate.firm = firm
    registrations = list(_registrations(firm))
    today = day_of(now)
    context = {
        "firm": firm,
        "facts": _facts(firm),
        "several": len(held) > 1,
        "mandate": mandate,
        "duties": [(duty, duty.distance(today)) for duty in duties(mandate, registrations, invitations, now)],
        "registrations": registration_rows(registrations, now),
        "coming": coming_rows(firm, _others(registrations, today), now, _COMING),
        "people": [other for other in firm.mandates.all() if other.is_active(today)],
        "may_change": mandate.allows(Scope.PROFILE),
        "may_invite": mandate.allows(Scope.PEOPLE),
    }
    return render(request, "missions/area/overview.html", context)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def firms(request: HttpRequest) -> HttpResponse:
    """Which firm one acts for, when there are several."""
    held = mandates(request)
    if request.method == "POST":
        wanted = request.POST.get("firm", "")
        for mandate in held:
            if str(mandate.firm_id) == wanted:
                request.session[REMEMBERED] = mandate.firm_id
                return redirect(way_on(request, reverse("missions:area")))
        return redirect("missions:firms")
    context = {"mandates": held, "chosen": chosen(request, held), "next": way_on(request, "")}
    return render(request, "missions/area/firms.html", context)


def _whole(pk: int) -> Firm:
    return Firm.objects.select_related("province").prefetch_related("sectors", "mandates__user").get(pk=pk)


def _registrations(firm: Firm) -> QuerySet[Registration]:
    return firm.registrations.select_related("mission", "firm").prefetch_related(
        "participants", "documents", "surveys", "support_requests__offer", "mission__document_requests"
    )


def _others(registrations: list[Registration], today: date) -> QuerySet[Mission]:
    """The missions to come that the firm has nothing to do with yet."""
    mine = [registration.mission_id for registration in registrations]
    return (
        Mission.objects.published()
        .upcoming(today)
        .filter(cancelled_at=None, registration_closes__isnull=False)
        .exclude(pk__in=mine)
        .prefetch_related("sectors")
    )


def _facts(firm: Firm) -> list[Any]:
    """What stands under the firm's name: its kind, its province, how many people work there."""
    people = ""
    if firm.employees is not None:
        people = ngettext("%(count)d person", "%(count)d people", firm.employees) % {"count": firm.employees}
    return [fact for fact in (firm.get_stage_display(), firm.province, people) if fact]
