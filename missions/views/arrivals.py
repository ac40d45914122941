"""Who has arrived: a firm shows the square on its phone or on paper, staff photograph it or type its number.

The camera of the phone opens the address in the square; one tap says that the firm is there. Opening it does nothing.
"""

from io import BytesIO
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalog.views import days
from missions import arrivals
from missions.enums import RegistrationStatus as Status
from missions.forms.onsite import ArrivalForm
from missions.models import Mission, Registration
from missions.permissions import missions_run_by
from missions.transitions import RefusedError
from missions.views.acting import private
from missions.views.onsite import for_mission
from missions.views.registered import of_registration

_form = require_http_methods(["GET", "HEAD", "POST"])


@for_mission
@_form
def arrivals_page(request: HttpRequest, mission: Mission) -> HttpResponse:
    """The list of firms with who has arrived; a number that is typed leads to its firm."""
    form = ArrivalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        registration = mission.registrations.filter(pk=form.cleaned_data["number"]).exclude(status=Status.DRAFT).first()
        if registration:
            return redirect(_address(registration))
        form.add_error("number", _("No firm of this mission has this number."))
    expected = arrivals.expected(mission)
    context = {
        "mission": mission,
        "here": "arrivals",
        "form": form,
        "arrived": arrivals.arrived(expected),
        "rows": [(one, _address(one), _moment(one)) for one in expected],
    }
    return render(request, "missions/support/arrivals.html", context)


@private
@_form
def check_in(request: HttpRequest, code: str) -> HttpResponse:
    """The firm a code was made for, to those who run its mission; to anybody else it is not there."""
    key = arrivals.key_of(code)
    if key is None:
        raise Http404
    rows = Registration.objects.filter(mission__in=missions_run_by(request.user)).exclude(status=Status.DRAFT)
    registration = get_object_or_404(rows.select_related("mission", "firm"), pk=key)
    if request.method == "POST":
        act = arrivals.undo if request.POST.get("do") == "undo" else arrivals.check_in
        try:
            act(registration, now=timezone.now(), by=request.user)
        except RefusedError as refusal:
            messages.warning(request, str(refusal))
        return redirect("missions:check_in", code)
    context = {
        "mission": registration.mission,
        "registration": registration,
        "participants": list(registration.participants.all()),
        "seated": registration.status == Status.SEATED,
        "moment": _moment(registration),
    }
    return render(request, "missions/support/check_in.html", context)


@of_registration()
@require_safe
def square(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The firm's own square, as a picture."""
    if registration.status != Status.SEATED:
        raise Http404
    picture = BytesIO()
    # Colours as attributes, no style: the policy of our pages holds for a picture that is opened by itself too.
    segno.make(f"{settings.SITE_URL}{_address(registration)}", error="m", micro=False).save(
        picture, kind="svg", scale=4, border=4, light="#fff"
    )
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


def _address(registration: Registration) -> str:
    return reverse("missions:check_in", args=[arrivals.code(registration)])


def _moment(registration: Registration) -> Any:
    return days.moment(registration.checked_in_at) if registration.checked_in_at else ""
