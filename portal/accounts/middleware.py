"""What the requests of people who are signed in pass through: no caches, sessions of staff that end, second factor."""

from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portal.accounts.sessions import is_over, use

Handler = Callable[[HttpRequest], HttpResponse]
_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def private_when_signed_in(get_response: Handler) -> Handler:
    """Pages of somebody who is signed in are kept by no cache, not even the browser's: computers are shared."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return middleware


def end_old_staff_sessions(get_response: Handler) -> Handler:
    """Signs staff out after a while without use, and after a working day in any case (ASVS 5.0, 7.3)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated and request.user.is_staff:
            if is_over(request.session):
                logout(request)
                messages.info(request, _("Your session is over: sign in again to go on."))
            else:
                use(request.session)
        return get_response(request)

    return middleware


class StaffSecondFactor:
    """Leads staff without a second factor to set one up, and lets them do nothing else before.

    It looks at what the session has proved, not at how it began: the form, a passkey, the identity gateway and a
    session from before the person joined the staff all end here.
    """

    #: What one needs in order to get a second factor, to prove it, or to leave.
    OPEN = frozenset(
        {
            "account_login",
            "account_logout",
            "account_reauthenticate",
            "account_confirm_email",
            "account_email_verification_sent",
            "account_set_password",
        }
    )

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        if not settings.STAFF_SECOND_FACTOR or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if not (request.user.is_authenticated and request.user.is_staff):
            return None
        match = request.resolver_match
        name = (match.url_name or "") if match else ""
        if name in self.OPEN or name.startswith("mfa_") or _proved(request):
            return None
        return HttpResponseRedirect(_way_in(request))


def _proved(request: HttpRequest) -> bool:
    """Whether this session gave a second factor the person still has."""
    given = {record.get("id") for record in get_authentication_records(request, request.user) if _is_second(record)}
    return bool(given) and Authenticator.objects.filter(user=request.user, pk__in=given).exists()


def _is_second(record: dict) -> bool:
    return record.get("method") == "mfa"


def _way_in(request: HttpRequest) -> str:
    """Where the factor is set up, or given when there is one already."""
    if not is_mfa_enabled(request.user, _FACTORS):
        return reverse("mfa_index")
    page = "mfa_reauthenticate"
    if not is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
        page = "mfa_reauthenticate_webauthn"
    back = request.get_full_path() if request.method == "GET" else reverse("account")
    return f"{reverse(page)}?{urlencode({'next': back})}"
