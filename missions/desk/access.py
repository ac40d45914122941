"""Who may sit at the desk: the staff that runs a mission, and for each mission only those who run it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from missions.enums import RegistrationStatus
from missions.models import Registration
from missions.permissions import RUN, missions_run_by

View = Callable[..., HttpResponse]


def staff(view: View) -> View:
    """For people who run missions; whoever signed in and does not is refused."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if not (request.user.is_staff and request.user.has_perm(RUN)):
            raise PermissionDenied
        return view(request, *arguments, **named)

    return guarded


def for_mission(view: View) -> View:
    """The view of a mission is given it; others' missions are not there."""

    @staff
    @wraps(view)
    def of_mission(request: HttpRequest, slug: str, **named: Any) -> HttpResponse:
        missions = missions_run_by(request.user).select_related("partner")
        return view(request, get_object_or_404(missions, slug=slug), **named)

    return of_mission


def for_registration(view: View) -> View:
    """The view of a registration is given it; others' are not there, nor is what a firm has not sent."""

    @staff
    @wraps(view)
    def of_registration(request: HttpRequest, reference: str, **named: Any) -> HttpResponse:
        sent = Registration.objects.exclude(status=RegistrationStatus.DRAFT).filter(
            mission__in=missions_run_by(request.user)
        )
        registrations = sent.select_related("mission__partner", "firm__province")
        return view(request, get_object_or_404(registrations, reference=reference), **named)

    return of_registration


def page(request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page of the desk in the admin's frame, without its list of tables: that asks much of the database."""
    site = admin.site
    frame = {
        "site_title": site.site_title,
        "site_header": site.site_header,
        "site_url": site.site_url,
        "has_permission": True,
        "is_popup": False,
        "is_nav_sidebar_enabled": False,
    }
    return render(request, f"missions/desk/{name}.html", {**frame, **context}, status=status)
