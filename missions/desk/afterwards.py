"""On paper and afterwards: the list of who travels, badges, who came, what came of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from missions import attendance, figures
from missions.desk.access import for_mission, page
from missions.desk.forms import AttendanceForm
from missions.desk.tables import travellers
from missions.enums import RegistrationStatus as Status
from missions.models import Mission
from missions.time import day_of


@for_mission
@require_safe
def participants(request: HttpRequest, mission: Mission) -> HttpResponse:
    """The list of who travels, to print."""
    return page(
        request, "participants", {"mission": mission, "people": list(travellers(mission)), "now": timezone.now()}
    )


@for_mission
@require_safe
def badges(request: HttpRequest, mission: Mission) -> HttpResponse:
    """A badge for each person, to print and cut."""
    return page(request, "badges", {"mission": mission, "people": list(travellers(mission))})


@for_mission
@require_http_methods(["GET", "HEAD", "POST"])
def attended(request: HttpRequest, mission: Mission) -> HttpResponse:
    """Who came: from the first day on."""
    rows = list(mission.registrations.filter(status=Status.SEATED).select_related("firm").order_by("firm__name", "pk"))
    begun = bool(mission.starts and mission.starts <= day_of(timezone.now()))
    form = AttendanceForm(request.POST or None, rows=rows)
    if request.method == "POST" and begun and form.is_valid():
        attendance.record(mission, form.given(rows))
        messages.success(request, _("Attendance saved."))
        return redirect("missions:desk_figures", mission.slug)
    return page(request, "attendance", {"mission": mission, "form": form, "begun": begun})


@for_mission
@require_safe
def in_figures(request: HttpRequest, mission: Mission) -> HttpResponse:
    """The mission in figures, and what each firm said came of it."""
    found = figures.groups(mission)
    context = {
        "mission": mission,
        "groups": [
            (_("By kind of firm"), "stage", found["stage"]),
            (_("By sector"), "sector", found["sector"]),
            (_("By province"), "province", found["province"]),
        ],
        "outcomes": figures.outcomes(mission),
        "answers": figures.answers(mission),
    }
    return page(request, "figures", context)
