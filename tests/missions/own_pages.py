"""A firm with its people and its missions, any number of each, and the addresses of its own pages."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from missions.enums import MandateRole, Scope
from missions.firms.profile import PARTS
from missions.models import Firm, Invitation, Mandate
from missions.time import day_of
from tests import factories

#: Pages without an object of their own, by the name of their view.
PLAIN = ("area", "firms", "new_firm", "profile", *(f"profile_{part}" for part in PARTS), "people", "invite", "data")
#: Pages about somebody's mandate, and about an invitation.
OBJECTS = ("mandate", "end_mandate", "received_invitation", "invitation")
PAGES = (*PLAIN, *OBJECTS)


@dataclass(frozen=True)
class World:
    """``elena`` represents ``firm``; ``consultant`` registers it. ``offer`` invites Elena to act for another firm,
    by a link that holds ``token``.
    """

    elena: Any
    firm: Firm
    consultant: Mandate
    offer: Invitation
    token: str

    def address(self, name: str, language: str = "it") -> str:
        arguments = {
            "mandate": [self.consultant.pk],
            "end_mandate": [self.consultant.pk],
            "received_invitation": [self.offer.pk],
            "invitation": [self.token],
        }
        with override(language):
            return reverse(f"missions:{name}", args=arguments.get(name, []))


def world(count: int = 1) -> World:
    """Everything ``count`` times: sectors, countries, people, invitations, missions in every state, those to come."""
    now = timezone.now()
    today = day_of(now)
    elena = factories.person(first_name="Elena", last_name="Rusconi")
    sectors = [factories.sector(f"sector-{number}") for number in range(count)]
    firm = factories.firm(by=elena, sectors=sectors, municipality="Como", employees=6, ateco="25.53.00")
    firm.countries_now.set([factories.country(code) for code in ("DE", "CH", "FR")[:count]])
    for number in range(count):
        consultant = factories.mandate(
            user=factories.person(first_name=f"Marco {number}"),
            firm=firm,
            role=MandateRole.CONSULTANT,
            scopes=[Scope.REGISTRATIONS.value],
            ends=today + timedelta(days=9),
        )
        factories.mandate(user=factories.person(), firm=firm, revoked_at=now)
        factories.invitation(firm=firm)
        offer = factories.invitation(firm=factories.firm(), email=elena.email, token=f"link-{firm.pk}-{number}")
        _registrations(firm, now)
        factories.open_mission(now, sectors=sectors)
        factories.open_mission(now, registration_opens=now + timedelta(days=3))
    return World(elena, firm, consultant, offer, f"link-{firm.pk}-{count - 1}")


def _registrations(firm: Firm, now: Any) -> None:
    """One registration in each state that has something to say."""
    sent = {"submitted_at": now}
    seated = factories.draft(factories.open_mission(now), firm, status="seated", **sent)
    seated.mission.document_requests.create(title_it="Presentazione", due=day_of(now) + timedelta(days=20))
    offer = seated.mission.support_offers.create(kind="interpreter", title_it="Interprete")
    seated.support_requests.create(offer=offer, asked_at=now)
    seated.surveys.create(moment="end", asked_at=now)
    factories.draft(
        factories.open_mission(now), firm, status="offered", offer_expires_at=now + timedelta(days=2), **sent
    )
    waiting = factories.open_mission(now)
    factories.draft(waiting, factories.firm(), status="waiting", queue_number=1, **sent)
    factories.draft(waiting, firm, status="waiting", queue_number=2, **sent)
    factories.draft(factories.open_mission(now), firm)
    factories.draft(factories.open_mission(now), firm, status="withdrawn", **sent)
