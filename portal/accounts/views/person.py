"""The account's own pages: who one is here, where one is signed in, one's data."""

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.logout import logout
from allauth.account.models import EmailAddress
from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.views import days
from portal.accounts.browsers import browser_name
from portal.accounts.erasure import ErasureRefusedError, obstacle
from portal.accounts.erasure import erase as erase_person
from portal.accounts.export import personal_data
from portal.accounts.forms import PersonForm

_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Who one is here; the form keeps what was typed when something is wrong."""
    person = authenticated_user(request)
    form = PersonForm(request.POST or None, instance=person)
    if form.is_valid():
        form.save()
        with override(form.instance.language):
            messages.success(request, _("Your changes are saved."))
        return redirect("account")
    person.refresh_from_db()  # the form has put what was typed into it, and the page's head shows the name
    context = {
        "form": form,
        "factors": Authenticator.objects.filter(user=request.user, type__in=_FACTORS).exists(),
        "new_address": EmailAddress.objects.get_new(request.user),
        "identities": SocialAccount.objects.filter(user=request.user).exists(),
        "gateway": bool(settings.OIDC_ISSUER),
        "sessions": _sessions(request),
    }
    return render(request, "account/account.html", context)


@require_POST
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """Ends one session of the person's, or all but this one."""
    mine = UserSession.objects.filter(user=request.user)
    here = request.session.session_key or ""
    chosen = request.POST.get("session", "")
    ended = mine.exclude(session_key=here) if chosen == "others" else mine.filter(pk=_number(chosen))
    leaving = False
    for session in ended:
        leaving = leaving or session.session_key == here
        session.end()
    if leaving:
        logout(request)
        return redirect("home")
    messages.success(request, _("Done: that device must sign in again."))
    return redirect("account")


@require_safe
@login_required
def download(request: HttpRequest) -> HttpResponse:
    """Everything about the person, as a file."""
    answer = JsonResponse(
        personal_data(authenticated_user(request)), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    answer.headers["Content-Disposition"] = 'attachment; filename="porte-del-mondo.json"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required(app="allauth.account", allow_get=True)
def erase(request: HttpRequest) -> HttpResponse:
    """Says what erasing takes away and what stays; does it."""
    if request.method == "POST":
        try:
            erase_person(authenticated_user(request))
        except ErasureRefusedError as refusal:
            return render(request, "account/erase.html", {"obstacle": str(refusal)})
        request.session.flush()
        messages.success(request, _("Your account is erased. We have written to you for the last time."))
        return redirect("home")
    return render(request, "account/erase.html", {"obstacle": obstacle(authenticated_user(request))})


def _sessions(request: HttpRequest) -> list[dict[str, object]]:
    """Where the person is signed in, the latest first."""
    rows = sorted(UserSession.objects.purge_and_list(request.user), key=lambda row: row.created_at, reverse=True)
    here = request.session.session_key
    return [
        {
            "id": row.pk,
            "name": browser_name(row.user_agent) or _("Unknown device"),
            "ip": row.ip,
            "since": days.moment(row.created_at),
            "here": row.session_key == here,
        }
        for row in rows
    ]


def _number(text: str) -> int:
    """The key of a session as sent; 0, which none has, for what is no number or too large for one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
