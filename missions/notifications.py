"""The mails that tell a firm what happened to its registration, in the reader's language."""

from collections.abc import Collection, Iterable
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _
from django.utils.translation import override

from catalog.letters import letter
from catalog.views import days
from missions.enums import Scope, Verb
from missions.models import Mandate, Registration
from missions.permissions import read_mandates
from missions.time import today


def tell(registration: Registration, verb: Verb, *, note: str = "", place: int | None = None) -> None:
    """Writes to everybody who registers for the firm what has just happened; ``place`` is that of one that queues."""
    for person in recipients(registration):
        with override(person.language):
            _message(registration, verb, person.email, {"note": note, "position": place}).send()


def recipients(registration: Registration) -> Iterable[Any]:
    """The people whose mandate covers registrations today, each once."""
    read_mandates(registration.firm)
    return _registering(mandate for mandate in registration.firm.mandates.all() if mandate.is_active(today()))


def recipients_of(firms: Collection[int]) -> dict[int, list[Any]]:
    """The same for many firms, by their keys; one query."""
    mandates = Mandate.objects.filter(firm__in=firms).active(today()).select_related("user").order_by("pk")
    found: dict[int, list[Mandate]] = {firm: [] for firm in firms}
    for mandate in mandates:
        found[mandate.firm_id].append(mandate)
    return {firm: _registering(held) for firm, held in found.items()}


def _registering(mandates: Iterable[Mandate]) -> list[Any]:
    """The people of those mandates that cover registrations, each once."""
    return list({one.user_id: one.user for one in mandates if one.allows(Scope.REGISTRATIONS)}.values())


def _message(registration: Registration, verb: Verb, address: str, context: dict[str, Any]) -> EmailMultiAlternatives:
    """The message in the active language."""
    mission = registration.mission
    context |= {
        "registration": registration,
        "mission": mission,
        "closes": days.moment(mission.registration_closes) if mission.registration_closes else "",
        "offer_end": days.moment(registration.offer_expires_at) if registration.offer_expires_at else "",
    }
    subject = _("%(mission)s: %(status)s") % {
        "mission": mission.title,
        "status": registration.get_status_display().lower(),
    }
    return letter(address, subject, f"email/registration_{verb}.txt", context)
