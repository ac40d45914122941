"""The mails that tell a firm what happened to its registration, in the reader's language."""

from collections.abc import Collection, Iterable
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _
from django.utils.translation import override

from catalog.letters import letter
from catalog.views import days
from missions import availability
from missions.enums import Scope, Verb
from missions.models import Mandate, Registration
from missions.time import today


def tell(registration: Registration, verb: Verb, *, note: str = "") -> None:
    """Writes to everybody who registers for the firm what has just happened."""
    place = availability.position(registration)
    for person in recipients(registration):
        with override(person.language):
            _message(registration, verb, person.email, {"note": note, "position": place}).send()


def recipients(registration: Registration) -> Iterable[Any]:
    """The people whose mandate covers registrations today, each once."""
    return recipients_of([registration.firm_id])[registration.firm_id]


def recipients_of(firms: Collection[int]) -> dict[int, list[Any]]:
    """The same for many firms, by their keys; one query."""
    mandates = Mandate.objects.filter(firm__in=firms).active(today()).select_related("user").order_by("pk")
    found: dict[int, dict[int, Any]] = {firm: {} for firm in firms}
    for mandate in mandates:
        if mandate.allows(Scope.REGISTRATIONS):
            found[mandate.firm_id][mandate.user_id] = mandate.user
    return {firm: list(people.values()) for firm, people in found.items()}


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
