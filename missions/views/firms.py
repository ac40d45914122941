"""A firm begins, and its profile is read and written part by part."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from missions.enums import Scope
from missions.firms import profile as rules
from missions.forms.firms import FORMS, NewFirmForm
from missions.locking import lock_firm
from missions.models import Mandate
from missions.time import today
from missions.transitions import RefusedError
from missions.views.acting import REMEMBERED, for_firm, private, way_on
from missions.views.profile_parts import parts, titles


@private
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    form = NewFirmForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            firm = rules.create_firm(
                by=request.user,
                now=timezone.now(),
                vat_number=given["vat_number"],
                name=given["name"],
                role=given["role"],
            )
        except RefusedError as refusal:
            form.add_error("vat_number", str(refusal))
        else:
            request.session[REMEMBERED] = firm.pk
            messages.success(request, _("The profile is open. Add what missions must know: it takes five minutes."))
            return redirect(way_on(request, reverse("missions:profile")))
    return render(request, "missions/area/new.html", {"form": form, "next": way_on(request, "")})


@for_firm()
@require_safe
def profile(request: HttpRequest, mandate: Mandate) -> HttpResponse:
    firm = mandate.firm
    context = {
        "firm": firm,
        "may_change": mandate.allows(Scope.PROFILE),
        "may_invite": mandate.allows(Scope.PEOPLE),
        "parts": parts(firm),
        "lacking": rules.lacking(firm, today()),
    }
    return render(request, "missions/area/profile.html", context)


@for_firm(scope=Scope.PROFILE)
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, mandate: Mandate, part: str) -> HttpResponse:
    """One part, under the firm's lock while it is saved: what its form has seen is what it overwrites."""
    if request.method == "POST":
        with transaction.atomic():
            firm = lock_firm(mandate.firm_id)
            form = FORMS[part](request.POST, instance=firm)
            if form.is_valid():
                form.save()
                messages.success(request, _("Saved."))
                return redirect(_after(request, part, firm.stage_confirmed_at is not None))
    else:
        form = FORMS[part](instance=mandate.firm)
    context = {
        "firm": mandate.firm,
        "form": form,
        "part": part,
        "title": titles()[part],
        "suggestion": rules.suggestion_for(mandate.firm) if part == "stage" else None,
        "next": way_on(request, ""),
    }
    return render(request, "missions/area/part.html", context)


def _after(request: HttpRequest, part: str, stage_confirmed: bool) -> str:
    """Back to the profile at this part, or to where one came from; what one sells abroad is followed by one's kind."""
    if part == "abroad" and not stage_confirmed:
        onward = way_on(request, "")
        return reverse("missions:profile_stage") + (f"?{urlencode({'next': onward})}" if onward else "")
    return way_on(request, f"{reverse('missions:profile')}#{part}")
