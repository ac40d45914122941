"""Who acts for a firm: the list, invitations, mandates; and the page where an invitation is accepted."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from missions.enums import InvitationState, MandateRole, Scope
from missions.firms import invitations as inviting
from missions.firms import mandates as rules
from missions.forms.people import GrantForm, InvitationForm
from missions.models import Firm, Invitation, Mandate
from missions.time import today
from missions.transitions import RefusedError
from missions.views.acting import REMEMBERED, for_firm, private


@for_firm()
@require_safe
def people(request: HttpRequest, mandate: Mandate) -> HttpResponse:
    day = today()
    held = list(mandate.firm.mandates.select_related("user").order_by("created_at", "pk"))
    context = {
        "firm": mandate.firm,
        "mine": mandate,
        "may_invite": mandate.allows(Scope.PEOPLE),
        "active": [_shown(other) for other in held if other.is_active(day)],
        "over": [_shown(other) for other in held if not other.is_active(day)],
        "invitations": inviting.waiting(mandate.firm, timezone.now()) if mandate.allows(Scope.PEOPLE) else [],
    }
    return render(request, "missions/area/people.html", context)


@for_firm(scope=Scope.PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, mandate: Mandate) -> HttpResponse:
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        try:
            invitation = inviting.invite(
                mandate.firm, form.cleaned_data["email"], form.grant, by=request.user, now=timezone.now()
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Invitation sent to %(email)s.") % {"email": invitation.email})
            return redirect("missions:people")
    return render(request, "missions/area/invite.html", {"firm": mandate.firm, "form": form})


@for_firm(scope=Scope.PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, mandate: Mandate, pk: int) -> HttpResponse:
    other = _mandate(mandate.firm, pk)
    form = GrantForm(request.POST or None, initial={"role": other.role, "scopes": other.scopes, "ends": other.ends})
    if form.is_valid():
        try:
            rules.change(other, form.grant, by=request.user, now=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Mandate changed: we have told the person by e-mail."))
            return redirect("missions:people")
    return render(request, "missions/area/mandate.html", {"firm": mandate.firm, "other": _shown(other), "form": form})


@for_firm()
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, mandate: Mandate, pk: int) -> HttpResponse:
    """Somebody's mandate ends, or one leaves oneself: a page asks before it does."""
    other = _mandate(mandate.firm, pk)
    leaving = other.pk == mandate.pk
    refused = ""
    if request.method == "POST":
        try:
            rules.end(other, by=request.user, now=timezone.now())
        except RefusedError as refusal:
            refused = str(refusal)
        else:
            if leaving:
                request.session.pop(REMEMBERED, None)
                messages.success(request, _("You no longer act for %(firm)s.") % {"firm": mandate.firm})
                return redirect("missions:area")
            messages.success(request, _("Mandate ended: from now on this person sees nothing of your firm."))
            return redirect("missions:people")
    context = {"firm": mandate.firm, "other": _shown(other), "leaving": leaving, "refused": refused}
    return render(request, "missions/area/end.html", context)


@for_firm(scope=Scope.PEOPLE)
@require_POST
def withdraw(request: HttpRequest, mandate: Mandate, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, firm=mandate.firm, pk=pk)
    try:
        inviting.revoke(invitation, by=request.user, now=timezone.now())
    except RefusedError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Invitation to %(email)s withdrawn.") % {"email": invitation.email})
    return redirect("missions:people")


@private
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link of the mail leads. Looking at it changes nothing: mail programs look at every link."""
    found = inviting.find(token)
    if found is None:
        raise Http404
    return _answer(request, found)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def received(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for whoever signed in with the address that was invited, and has no mail at hand."""
    mine = Invitation.objects.filter(email__iexact=request.user.email).select_related("firm", "invited_by")  # type: ignore[union-attr]
    return _answer(request, get_object_or_404(mine, pk=pk))


def _answer(request: HttpRequest, found: Invitation) -> HttpResponse:
    now = timezone.now()
    refused = ""
    if request.method == "POST":
        try:
            mandate = inviting.accept(found, by=request.user, now=now)
        except RefusedError as refusal:
            refused = str(refusal)
        else:
            request.session[REMEMBERED] = mandate.firm_id
            messages.success(request, _("You now act for %(firm)s.") % {"firm": found.firm})
            return redirect("missions:area")
    state = found.state(now)
    mine = inviting.is_for(found, request.user)
    if not refused and state != InvitationState.OPEN:
        refused = inviting.refusal(state)
    context = {
        "invitation": found,
        "scopes": [Scope(scope).label for scope in found.scopes],
        "everything": found.role == MandateRole.LEGAL_REPRESENTATIVE,
        "mine": mine,
        "refused": refused,
    }
    return render(request, "missions/area/invitation.html", context)


def _mandate(firm: Firm, pk: int) -> Mandate:
    """One of the firm's mandates, by its key; 404 for any other."""
    return get_object_or_404(firm.mandates.select_related("user"), pk=pk)


def _shown(mandate: Mandate) -> dict[str, Any]:
    """A mandate with what it covers in words."""
    return {
        "mandate": mandate,
        "name": mandate.user.get_full_name() or mandate.user.email,
        "scopes": [Scope(scope).label for scope in mandate.scopes],
        "everything": mandate.role == MandateRole.LEGAL_REPRESENTATIVE,
    }
