"""Who may do what with firms and missions, for one object and for many, from one source each.

A person acts for a firm through a mandate that is active today, or works for the body that organises a mission.
"""

from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from catalog.permissions import is_regional, organisations_of
from missions.enums import RegistrationStatus, Scope
from missions.models import Firm, Mandate, Mission, Registration
from missions.time import today

#: The permission of those who run missions.
RUN = "missions.change_mission"


def mandates_of(user: Any) -> QuerySet[Mandate]:
    """The mandates a person has today."""
    if not user.is_authenticated:
        return Mandate.objects.none()
    return Mandate.objects.filter(user=user).active(today())


def firms_of(user: Any) -> QuerySet[Firm]:
    """The firms a person may act for today."""
    return Firm.objects.filter(pk__in=mandates_of(user).values("firm"))


def may_act(user: Any, firm: Firm, scope: Scope | None = None) -> bool:
    """Whether a person may act for a firm; with a scope, whether that is in the mandate.

    Reads the firm's ``mandates`` whole: whoever has prefetched them asks nothing more.
    """
    day = today()
    return user.is_authenticated and any(
        mandate.user_id == user.pk and mandate.is_active(day) and (scope is None or mandate.allows(scope))
        for mandate in firm.mandates.all()
    )


def read_mandates(firm: Firm) -> None:
    """Reads a firm's mandates with their people: for ``may_act``, and for who is written to. One query, none again."""
    prefetch_related_objects([firm], Prefetch("mandates", Mandate.objects.select_related("user").order_by("pk")))


def missions_run_by(user: Any) -> QuerySet[Mission]:
    """The missions a person of the staff runs: those of the bodies it works for, all for the Region's own."""
    if not (user.is_active and user.is_staff and user.has_perm(RUN)):
        return Mission.objects.none()
    if is_regional(user):
        return Mission.objects.all()
    return Mission.objects.filter(partner__in=organisations_of(user))


def may_run(user: Any, mission: Mission) -> bool:
    """Whether a person of the staff runs this mission."""
    return missions_run_by(user).filter(pk=mission.pk).exists()


def may_see(user: Any, registration: Registration) -> bool:
    """Whether a person may read a registration: of a firm it acts for, or of a mission it runs."""
    return may_act(user, registration.firm) or (user.is_staff and may_run(user, registration.mission))


def firms_seen_by(user: Any) -> QuerySet[Firm]:
    """The firms a person may read: those it acts for, and those that sent a registration to a mission it runs."""
    if not user.is_authenticated:
        return Firm.objects.none()
    sent = Registration.objects.exclude(status=RegistrationStatus.DRAFT).filter(mission__in=missions_run_by(user))
    return Firm.objects.filter(pk__in=sent.values("firm")) | firms_of(user)
