"""To the Region's identity gateway and back. Whatever it does, the person reads a page that says how to go on."""

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views
from allauth.socialaccount.views import connections
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from requests import RequestException

PROVIDER = "gateway"
_logger = logging.getLogger(__name__)
View = Callable[..., HttpResponse]


def _explained(view: View) -> View:
    """Turns a gateway that is silent, or says what nobody can read, into a page instead of an error of ours.

    An answer that lacks a field, is no JSON or another kind of it makes Python’s own errors: allauth lets them through.
    """

    @wraps(view)
    def explained(request: HttpRequest, **arguments: Any) -> HttpResponse:
        try:
            return view(request, **arguments)
        except (RequestException, OAuth2Error, LookupError, ValueError, TypeError, AttributeError) as error:
            _logger.warning("The identity gateway cannot be used: %s", type(error).__name__, exc_info=True)
            return render(request, "socialaccount/authentication_error.html", status=HTTPStatus.SERVICE_UNAVAILABLE)

    return explained


def _start(request: HttpRequest, **arguments: Any) -> HttpResponse:
    """Sends to the gateway. Whoever links an identity starts from the page that asked for their password.

    Not by way of that form: a form may only lead to this host (``form-action``), also through redirects.
    """
    linking = request.GET.get("process") == "connect"
    if linking and is_reauthentication_required(request, app="allauth.socialaccount"):
        return redirect("socialaccount_connections")
    return views.login(request, **arguments)


#: Which identity is linked, and the way to link one or to let it go; asks for the password first.
identity = require_http_methods(["GET", "HEAD", "POST"])(
    login_required(reauthentication_required(app="allauth.socialaccount")(connections))
)
start = require_safe(never_cache(_explained(_start)))
back = require_safe(never_cache(_explained(views.callback)))
