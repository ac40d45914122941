"""Which firm a signed-in person acts for: chosen once, remembered in the session, looked up anew at every request.

So a mandate that is over opens nothing from the next request on, whatever the session remembers.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from missions.enums import MandateRole, Scope
from missions.models import Mandate
from missions.permissions import mandates_of

#: The key of the session under which the firm is remembered.
REMEMBERED = "firm"
#: What a form says it is about: with two firms open in two windows, nothing goes to the wrong one.
ABOUT = "firm"


def mandates(request: HttpRequest) -> list[Mandate]:
    """A person's mandates today, with their firms, by name."""
    held = mandates_of(request.user).select_related("firm__province").order_by()
    return sorted(held, key=lambda mandate: (mandate.firm.name.casefold(), mandate.pk))


def chosen(request: HttpRequest, held: list[Mandate]) -> Mandate | None:
    """The mandate the person acts by: the only one, or that of the firm chosen before."""
    if len(held) == 1:
        return held[0]
    return next((mandate for mandate in held if mandate.firm_id == request.session.get(REMEMBERED)), None)


def private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For somebody who signed in, and kept by nobody on the way."""
    return never_cache(login_required(view))


def for_firm(*, scope: Scope | None = None, representative: bool = False) -> Callable[..., Any]:
    """The view of a firm's own page: it is given the mandate of who looks, and is refused where that does not cover it.

    A POST says which firm it is about; where that is not the one the person acts for now, nothing is done.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @private
        @wraps(view)
        def acting(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            held = mandates(request)
            mandate = chosen(request, held)
            if mandate is None:
                return _to_choice(request) if held else redirect("missions:area")
            if request.method == "POST" and request.POST.get(ABOUT) != str(mandate.firm_id):
                messages.warning(request, _("Nothing was saved: in another window you act for another firm now."))
                return redirect("missions:area")
            if (scope and not mandate.allows(scope)) or (
                representative and mandate.role != MandateRole.LEGAL_REPRESENTATIVE
            ):
                raise PermissionDenied
            return view(request, mandate, *arguments, **named)

        return acting

    return decorate


def way_on(request: HttpRequest, otherwise: str) -> str:
    """Where to go after a form: back to the page of ours that sent here, or where the form itself leads."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if ours else otherwise


def _to_choice(request: HttpRequest) -> HttpResponse:
    here = request.get_full_path() if request.method == "GET" else reverse("missions:area")
    return redirect(f"{reverse('missions:firms')}?{urlencode({'next': here})}")
