"""What a firm has to do now, the nearest day first: the top of its own pages, and what reminders would say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.views import days
from catalog.views.standing import SOON_DAYS
from missions.enums import MissionPhase, Scope
from missions.enums import RegistrationStatus as Status
from missions.firms.profile import lacking
from missions.models import DocumentRequest, Invitation, Mandate, Registration
from missions.registering import STEPS
from missions.time import day_of

#: Registrations that were sent and may still lead to a seat: what they lack is asked for.
_SENT = (Status.APPLIED, Status.SEATED, Status.WAITING, Status.OFFERED)


@dataclass(frozen=True)
class Duty:
    """One thing to do, in words. ``day`` is its last day, None where there is none; ``urgent`` comes before others."""

    day: date | None
    title: str
    text: str
    action: str
    url: str
    urgent: bool = False

    def distance(self, today: date) -> str:
        """How near the last day is, when it is near or over; '' otherwise."""
        if self.day is None or (self.day - today).days > SOON_DAYS:
            return ""
        return _("overdue") if self.day < today else days.distance((self.day - today).days)


def duties(
    mandate: Mandate, registrations: Iterable[Registration], invitations: Iterable[Invitation], now: datetime
) -> list[Duty]:
    """What the person of a mandate can do for its firm, and the invitations that wait for that person's own answer.

    ``registrations`` are the firm's, with their missions; ``mission.document_requests``, ``documents`` and ``surveys``
    are read whole. What has no last day comes last.
    """
    found = list(_invitations(invitations))
    if mandate.allows(Scope.REGISTRATIONS):
        for registration in registrations:
            found += _of_registration(registration, now)
    if mandate.allows(Scope.PROFILE):
        found += _of_profile(mandate, now)
    if mandate.allows(Scope.PEOPLE):
        found += _of_people(mandate, now)
    return sorted(found, key=lambda duty: (duty.day is None, duty.day or date.max, not duty.urgent))


def _of_registration(registration: Registration, now: datetime) -> Iterator[Duty]:
    mission, url = registration.mission, registration.get_absolute_url()
    names = {"mission": mission.title}
    if registration.status == Status.OFFERED and registration.offer_expires_at and registration.offer_expires_at > now:
        yield Duty(
            day_of(registration.offer_expires_at),
            _("A seat is free for you: %(mission)s") % names,
            _("It is yours if you answer by %(moment)s.") % {"moment": days.moment(registration.offer_expires_at)},
            _("Answer"),
            url,
            urgent=True,
        )
    if registration.status in _SENT and not mission.cancelled_at:
        for request in _missing_documents(registration, day_of(now)):
            yield Duty(
                request.due,
                _("Missing: %(document)s") % {"document": request.title},
                _("It is needed for: %(mission)s.") % names,
                _("Add it"),
                f"{url}#documents",
            )
    if registration.status == Status.DRAFT and mission.phase(now, day_of(now)) == MissionPhase.OPEN:
        closes: Any = mission.registration_closes
        yield Duty(
            day_of(closes),
            _("Finish the registration: %(mission)s") % names,
            _("It is a draft, at step %(step)d of %(steps)d. Registration closes on %(moment)s.")
            % {"step": min(registration.step + 1, len(STEPS)), "steps": len(STEPS), "moment": days.moment(closes)},
            _("Go on with it"),
            url,
        )
    for survey in registration.surveys.all():
        if not survey.answered_at:
            yield Duty(
                None,
                _("Tell us how it went: %(mission)s") % names,
                _("A few questions, three minutes. Your answers improve the next missions."),
                _("Answer"),
                reverse("missions:survey", args=[registration.reference, survey.moment]),
            )


def _missing_documents(registration: Registration, today: date) -> list[DocumentRequest]:
    """The required documents not handed in, while the mission has not begun."""
    mission = registration.mission
    if mission.starts and mission.starts <= today:
        return []
    handed_in = {document.request_id for document in registration.documents.all()}
    return [
        request
        for request in mission.document_requests.all()
        if request.required and request.due and request.pk not in handed_in
    ]


def _of_profile(mandate: Mandate, now: datetime) -> Iterator[Duty]:
    missing = [lack for lack in lacking(mandate.firm, day_of(now)) if lack.part]
    if missing:
        yield Duty(
            None,
            _("Complete your firm’s profile"),
            " ".join(lack.text for lack in missing),
            _("Complete it"),
            reverse("missions:profile"),
        )


def _of_people(mandate: Mandate, now: datetime) -> Iterator[Duty]:
    today = day_of(now)
    if any(not lack.part for lack in lacking(mandate.firm, today)):
        yield Duty(
            None,
            _("Invite your legal representative"),
            _("Without one your firm cannot register for missions."),
            _("Invite"),
            reverse("missions:invite"),
        )
    for other in mandate.firm.mandates.all():
        if other.ends and other.is_active(today) and (other.ends - today).days <= SOON_DAYS:
            name = other.user.get_full_name() or other.user.email
            yield Duty(
                other.ends,
                _("The mandate of %(person)s is about to end") % {"person": name},
                _("From the day after, this person sees nothing of your firm. If you still work together, renew it."),
                _("Look at it"),
                reverse("missions:people"),
            )


def _invitations(invitations: Iterable[Invitation]) -> Iterator[Duty]:
    for invitation in invitations:
        yield Duty(
            day_of(invitation.expires_at),
            _("You are invited to act for %(firm)s") % {"firm": invitation.firm.name},
            _("As: %(role)s.") % {"role": invitation.get_role_display()},
            _("Read the invitation"),
            reverse("missions:received_invitation", args=[invitation.pk]),
        )
