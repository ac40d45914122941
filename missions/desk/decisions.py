"""Decisions that cannot be undone: a page says what each leads to, a form takes it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from missions import availability, seats
from missions.desk import consequences
from missions.desk.access import for_mission, for_registration, page
from missions.desk.forms import ReasonForm, SeatsForm
from missions.enums import RegistrationStatus as Status
from missions.enums import Verb
from missions.models import Mission, Registration
from missions.transitions import RefusedError, may

_form = require_http_methods(["GET", "HEAD", "POST"])


@for_registration
@_form
def seat(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Gives a free seat to a firm in the queue, out of turn."""
    now = timezone.now()
    if request.method == "POST":
        try:
            seats.seat_from_queue(registration, now=now, by=request.user)
        except RefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("%(firm)s has a seat.") % {"firm": registration.firm})
        return redirect("missions:desk_registration", registration.reference)
    if registration.status != Status.WAITING:
        return redirect("missions:desk_registration", registration.reference)
    context = {
        "registration": registration,
        "consequences": consequences.of_seating(registration, now),
        "impossible": availability.seats(registration.mission, now).free_for(registration.stage) < 1,
    }
    return _asked(request, registration.mission, _("Give %(firm)s a seat") % {"firm": registration.firm}, context)


@for_registration
@_form
def reject(request: HttpRequest, registration: Registration) -> HttpResponse:
    now = timezone.now()
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            seats.reject(registration, now=now, by=request.user, reason=form.cleaned_data["reason"])
        except RefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("%(firm)s is not admitted, and is told why.") % {"firm": registration.firm})
        return redirect("missions:desk_registration", registration.reference)
    if not may(registration, Verb.REJECT):
        return redirect("missions:desk_registration", registration.reference)
    context = {
        "registration": registration,
        "form": form,
        "consequences": consequences.of_rejection(registration, now),
        "grave": True,
    }
    return _asked(request, registration.mission, _("Do not admit %(firm)s") % {"firm": registration.firm}, context)


@for_mission
@_form
def resize(request: HttpRequest, mission: Mission) -> HttpResponse:
    """Changes the number of seats in two steps: first what it would lead to, then the change."""
    now = timezone.now()
    form = SeatsForm(request.POST or None, initial={"capacity": mission.capacity})
    told = []
    if form.is_valid():
        capacity = form.cleaned_data["capacity"]
        # Whoever typed another number after reading what the first one leads to reads again.
        if request.POST.get("confirmed") == str(capacity):
            seats.resize(mission, capacity, now=now)
            messages.success(request, _("The mission has %(count)d seats.") % {"count": capacity})
            return redirect("missions:desk_mission", mission.slug)
        told = consequences.of_resizing(mission, capacity, now)
    context = {"form": form, "consequences": told, "confirmed": form.cleaned_data.get("capacity") if told else None}
    return _asked(request, mission, _("Change the number of seats"), context)


@for_mission
@_form
def cancel(request: HttpRequest, mission: Mission) -> HttpResponse:
    if mission.cancelled_at:
        return redirect("missions:desk_mission", mission.slug)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        seats.cancel_mission(mission, now=timezone.now(), by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The mission is cancelled, and every firm in it is told."))
        return redirect("missions:desk_mission", mission.slug)
    context = {"form": form, "consequences": consequences.of_cancelling(mission), "grave": True}
    return _asked(request, mission, _("Cancel the mission"), context)


def _asked(request: HttpRequest, mission: Mission, question: str, context: dict[str, Any]) -> HttpResponse:
    """The page that says what a decision leads to and asks for it."""
    return page(request, "decision", {"mission": mission, "question": question, **context})
