"""What waits for those who run missions, for the admin's first page and the desk's own."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.editorial import duties
from catalog.enums import EditorialStatus
from missions.enums import FillMethod, RegistrationStatus, SupportStatus
from missions.models import Registration, SupportRequest
from missions.permissions import missions_run_by
from missions.time import today


def register_all() -> None:
    """Puts both on the admin's first page; called once, when the application is ready."""
    for name, rows in (
        (_("Applications to judge and rank"), applications),
        (_("Requests for support to answer"), requests),
    ):
        duties.register(name, count=_counted(rows), url=lambda _user: reverse("missions:desk"))


def applications(user: Any) -> QuerySet[Registration]:
    """Applications of selections whose registration is over and whose ranking is to be published."""
    missions = missions_run_by(user).filter(
        Q(starts=None) | Q(starts__gt=today()),
        editorial_status=EditorialStatus.PUBLISHED,
        fill_method=FillMethod.SELECTION,
        registration_closes__lt=timezone.now(),
        ranking_published_at=None,
        cancelled_at=None,
    )
    return Registration.objects.filter(mission__in=missions, status=RegistrationStatus.APPLIED)


def requests(user: Any) -> QuerySet[SupportRequest]:
    """Requests for support that nobody has answered, of firms with a seat on a mission that is not over."""
    missions = missions_run_by(user).filter(
        Q(ends__gte=today()) | Q(ends=None, starts__gte=today()) | Q(ends=None, starts=None), cancelled_at=None
    )
    return SupportRequest.objects.filter(
        registration__mission__in=missions,
        registration__status=RegistrationStatus.SEATED,
        status=SupportStatus.ASKED,
    )


def _counted(rows: Any) -> Any:
    return lambda user: rows(user).count()
