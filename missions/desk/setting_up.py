"""Setting a mission up: when and how firms register, where it goes, what it asks of them."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from missions import seats, terms
from missions.desk.access import for_mission, page
from missions.desk.terms_forms import PARTS, TermsForm
from missions.enums import FillMethod
from missions.models import Mission
from missions.transitions import RefusedError

_form = require_http_methods(["GET", "HEAD", "POST"])


@for_mission
@_form
def set_up(request: HttpRequest, mission: Mission) -> HttpResponse:
    """The terms of a mission, and the way to its parts."""
    form = TermsForm(request.POST or None, instance=mission)
    if request.method == "POST" and form.is_valid():
        try:
            terms.change(mission, form.cleaned_data, now=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("missions:desk_set_up", mission.slug)
    counted = [
        (name, part.label, part.rows(mission).count())
        for name, part in PARTS.items()
        if name != "criteria" or mission.fill_method == FillMethod.SELECTION
    ]
    return page(request, "set_up", {"mission": mission, "form": form, "parts": counted})


@for_mission
@_form
def part(request: HttpRequest, mission: Mission, part: str) -> HttpResponse:
    """One thing the mission has several of: the rows, and some empty ones."""
    if part not in PARTS:
        raise Http404
    now = timezone.now()
    formset = PARTS[part].formset(mission, request.POST or None, now)
    if request.method == "POST" and formset is not None and formset.is_valid():
        with transaction.atomic():
            formset.save()
            seats.refresh(mission, now=now)  # seats that are no longer kept go to who waits
        messages.success(request, _("Saved."))
        return redirect("missions:desk_part", mission.slug, part)
    context = {
        "mission": mission,
        "label": PARTS[part].label,
        "formset": formset,
        "rows": [] if formset is not None else list(PARTS[part].rows(mission)),
    }
    return page(request, "part", context)
