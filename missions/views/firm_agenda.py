"""A firm's days, for those who run the mission: its appointments made, moved, called off, beside all else it does."""

from datetime import time, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from missions import agenda
from missions.enums import RegistrationStatus as Status
from missions.forms.onsite import AppointmentForm
from missions.models import Appointment, Mission, Registration
from missions.transitions import RefusedError
from missions.views.day_pages import by_day, gaps_in_words
from missions.views.onsite import for_mission

_form = require_http_methods(["GET", "HEAD", "POST"])
#: Hours between which a firm can be met, and the shortest gap worth naming.
_FIRST, _LAST, _LEAST = time(9), time(18), timedelta(minutes=30)


@for_mission
@_form
def firm_agenda(request: HttpRequest, mission: Mission, reference: Any) -> HttpResponse:
    """The firm's days, with a form for one more appointment."""
    registration = _registration(mission, reference)
    form = AppointmentForm(list(mission.stops.all()), request.POST or None)
    if request.method == "POST" and form.is_valid():
        texts = {name: form.cleaned_data[name] for name in ("title", "note", "place")}
        try:
            agenda.appoint(registration, stop=form.stop, span=form.span, **texts, now=timezone.now(), by=request.user)
        except RefusedError as refusal:
            for sentence in getattr(refusal, "clashes", [str(refusal)]):
                form.add_error(None, sentence)
        else:
            messages.success(request, _("Saved. The firm has been told."))
            return redirect("missions:firm_agenda", mission.slug, reference)
    prefetch_related_objects([registration], *agenda.READ)
    found = agenda.engagements(registration)
    context = {
        "mission": mission,
        "registration": registration,
        "form": form,
        "days": by_day(found, timezone.now()),
        "clashes": agenda.clashes(found),
        "gaps": gaps_in_words(agenda.gaps(found, _FIRST, _LAST, least=_LEAST)),
    }
    return render(request, "missions/support/agenda.html", context)


@for_mission
@_form
def appointment(request: HttpRequest, mission: Mission, pk: int) -> HttpResponse:
    """One appointment: changed, or called off."""
    rows = Appointment.objects.filter(registration__mission=mission, cancelled_at=None)
    meeting = get_object_or_404(rows.select_related("registration__firm", "stop"), pk=pk)
    form = AppointmentForm(list(mission.stops.all()), request.POST or None, appointment=meeting)
    now, back = timezone.now(), redirect("missions:firm_agenda", mission.slug, meeting.registration.reference)
    if request.method == "POST" and request.POST.get("do") == "off":
        agenda.call_off(meeting, now=now, by=request.user)
        messages.success(request, _("Called off. The firm has been told."))
        return back
    if request.method == "POST" and form.is_valid():
        texts = {name: form.cleaned_data[name] for name in ("title", "note", "place")}
        try:
            agenda.move_appointment(meeting, span=form.span, **texts, now=now, by=request.user)
        except RefusedError as refusal:
            for sentence in getattr(refusal, "clashes", [str(refusal)]):
                form.add_error(None, sentence)
        else:
            messages.success(request, _("Saved. The firm has been told."))
            return back
    context = {"mission": mission, "meeting": meeting, "registration": meeting.registration, "form": form}
    return render(request, "missions/support/appointment.html", context)


def _registration(mission: Mission, reference: Any) -> Registration:
    rows = mission.registrations.exclude(status=Status.DRAFT).select_related("firm")
    registration = rows.filter(reference=reference).first()
    if registration is None:
        raise Http404
    registration.mission = mission
    return registration
