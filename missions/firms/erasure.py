"""How a firm leaves the portal: what is deleted, what the law keeps, and why.

De minimis aid: the register of who had how much is kept for ten years from the day it was given (Regulation (EU)
2023/2831, article 6). A published ranking is an act of a public procedure: whoever was in it, and with how many points,
stays with its file. Everything else goes at once: people's names and numbers, notes, answers, documents, requests.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from missions.enums import MandateRole, MissionPhase, RegistrationStatus
from missions.firms import notices
from missions.locking import lock_firm, lock_mission
from missions.models import Firm, Mandate, Registration, RegistrationDocument
from missions.time import day_of
from missions.transitions import RefusedError

#: What a kept firm still says of itself: enough to know who had the aid.
_BLANK = (
    "ateco",
    "municipality",
    "address",
    "turnover",
    "export_share",
    "email",
    "certified_email",
    "phone",
    "website",
)
_LIVE = (RegistrationStatus.APPLIED, RegistrationStatus.WAITING, RegistrationStatus.OFFERED, RegistrationStatus.SEATED)


@dataclass(frozen=True)
class Outcome:
    """What an erasure would do. ``live`` stand in its way, ``kept`` stay behind, without people or documents."""

    live: tuple[Registration, ...]
    kept: tuple[Registration, ...]


def outcome(firm: Firm, now: datetime) -> Outcome:
    """What erasing a firm would do now."""
    registrations = firm.registrations.select_related("mission").order_by("created_at", "pk")
    live = [
        registration
        for registration in registrations
        if registration.status in _LIVE
        and registration.mission.phase(now, day_of(now)) not in (MissionPhase.CONCLUDED, MissionPhase.CANCELLED)
    ]
    return Outcome(tuple(live), tuple(_kept(firm)))


@transaction.atomic
def erase_firm(firm: Firm, *, by: Any, now: datetime) -> None:
    """Erases a firm, or what need not be kept of it; nobody acts for it any more.

    Raises ``RefusedError`` for whoever is not its legal representative, and while it takes part in a mission that is
    not over.
    """
    firm = lock_firm(firm.pk)
    mandates = Mandate.objects.filter(firm=firm, user=by, role=MandateRole.LEGAL_REPRESENTATIVE)
    if not mandates.active(day_of(now)).exists():
        raise RefusedError(_("Only a legal representative may erase the firm’s data."))
    # Under the missions' locks nobody is seated while this looks; in the one order that cannot lock two of us out.
    for mission in sorted(set(firm.registrations.values_list("mission", flat=True))):
        lock_mission(mission)
    if outcome(firm, now).live:
        raise RefusedError(_("Withdraw first from the missions that are not over."))
    for mandate in (
        Mandate.objects.filter(firm=firm).active(day_of(now)).exclude(user=by).select_related("user", "firm")
    ):
        notices.tell_ended(mandate, by=by)
    for document in RegistrationDocument.objects.filter(registration__firm=firm).order_by("pk"):
        transaction.on_commit(partial(document.file.storage.delete, str(document.file.name)))
    kept = list(_kept(firm))
    firm.registrations.exclude(pk__in=[registration.pk for registration in kept]).delete()
    if not kept:
        firm.delete()
        return
    for registration in kept:
        _strip(registration)
    firm.invitations.all().delete()
    firm.mandates.all().delete()
    for name in _BLANK:
        setattr(firm, name, "")
    firm.employees, firm.stage_confirmed_at, firm.erased_at = None, None, now
    firm.save()
    for links in (firm.sectors, firm.countries_now, firm.countries_wanted):
        links.clear()


def _kept(firm: Firm) -> QuerySet[Registration]:
    """Seats that were aid, and places in a published ranking."""
    aid = Q(status=RegistrationStatus.SEATED, mission__aid_value__isnull=False)
    ranked = Q(rank__isnull=False, mission__ranking_published_at__isnull=False)
    return firm.registrations.filter(aid | ranked).select_related("mission").order_by("created_at", "pk")


def _strip(registration: Registration) -> None:
    """Leaves of a registration who, when, and with which outcome."""
    for rows in (
        registration.participants,
        registration.answers,
        registration.documents,
        registration.support_requests,
        registration.appointments,
        registration.surveys,
    ):
        rows.all().delete()
    registration.offers = registration.looks_for = registration.confidential_note = ""
    registration.save(update_fields=["offers", "looks_for", "confidential_note", "updated_at"])
