"""What officers write to the firms of a mission: to all or some, each in its reader's language, once.

In the portal's transaction and outbox: what is kept as sent is sent, and the other way round.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from catalog.letters import letter
from catalog.translation import translated
from missions.enums import RegistrationStatus as Status
from missions.models import Message, Mission, Registration
from missions.notifications import recipients_of
from missions.transitions import RefusedError


class Audience(TextChoices):
    """Whom a message may go to."""

    SEATED = "seated", gettext_lazy("Firms with a seat")
    WAITING = "waiting", gettext_lazy("Firms on the waiting list, or with an offer")
    APPLIED = "applied", gettext_lazy("Firms whose application is under review")
    ALL = "all", gettext_lazy("All of these")
    CHOSEN = "chosen", gettext_lazy("Some firms")


_STATUSES: dict[str, tuple[Status, ...]] = {
    Audience.SEATED: (Status.SEATED,),
    Audience.WAITING: (Status.WAITING, Status.OFFERED),
    Audience.APPLIED: (Status.APPLIED,),
    Audience.ALL: (Status.SEATED, Status.WAITING, Status.OFFERED, Status.APPLIED),
}


def reachable(mission: Mission) -> QuerySet[Registration]:
    """The registrations one may write about: those sent, whatever became of them, by the firm's name."""
    sent = mission.registrations.exclude(status=Status.DRAFT)
    return sent.select_related("firm").order_by("firm__name", "pk")


def audience(mission: Mission, whom: str, chosen: Sequence[Registration] = ()) -> list[Registration]:
    """The registrations a message would go to."""
    if whom == Audience.CHOSEN:
        return list(chosen)
    return list(reachable(mission).filter(status__in=_STATUSES[whom]))


def readers(registrations: Sequence[Registration]) -> list[tuple[Registration, list[Any]]]:
    """Who reads it for each firm; nobody where no mandate covers registrations today."""
    people = recipients_of({one.firm_id for one in registrations})
    return [(one, people[one.firm_id]) for one in registrations]


@transaction.atomic
def send(message: Message, registrations: Sequence[Registration], *, now: datetime, by: Any) -> Message:
    """Keeps a message and writes it to the people of each firm; sent again with its key, it is the first one.

    Raises ``RefusedError`` when it would go to nobody.
    """
    if not registrations:
        raise RefusedError(_("No firm is in this list: the message would go to nobody."))
    message.sent_at, message.by = now, by
    try:
        with transaction.atomic():
            message.save()
    except IntegrityError:
        return Message.objects.get(key=message.key)
    message.registrations.set(registrations)
    for registration, people in readers(registrations):
        registration.mission = message.mission
        for person in people:
            with override(person.language):
                _letter(message, registration, person.email).send()
    return message


def _letter(message: Message, registration: Registration, address: str) -> Any:
    subject = _("%(mission)s: %(subject)s") % {
        "mission": registration.mission.title,
        "subject": translated(message, "subject").text,
    }
    context = {"registration": registration, "mission": registration.mission, "text": translated(message, "text").text}
    return letter(address, subject, "email/mission_message.txt", context)
