"""Everybody there is, and one object of every kind for the addresses that need one."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from catalog.enums import StaffRole
from catalog.models import Partner
from missions import arrivals
from missions.models import Invitation, Mandate, Mission, Registration, RegistrationDocument
from missions.time import today
from portal.accounts.models import User
from tests import factories
from tests.missions.travels import Travel, travel
from tests.portal import catalogues

#: In the order of the matrix's columns. 'firm' represents the firm that every object of a firm belongs to, 'consultant'
#: registers it, 'formerly' did until yesterday; 'other' represents another one. 'editor' runs the missions of the body
#: that every entry belongs to, 'elsewhere' those of another body; 'region' and 'admin' look after all.
LINK = "a-link"
ROLES = ("anonymous", "firm", "consultant", "formerly", "other", "editor", "elsewhere", "region", "admin")

#: The pages of those who travel, and of those who look after them there.
ON_THE_SPOT = frozenset(
    f"missions:{name}"
    for name in (
        *("day", "day_calendar", "square", "registration_support", "support", "support_request", "assignment"),
        *("support_people", "firm_agenda", "appointment", "arrivals"),
    )
)


@dataclass(frozen=True)
class World:
    people: dict[str, Any]
    mandate: Mandate
    invitation: Invitation
    registration: Registration
    document: RegistrationDocument
    draft: Registration
    ranked: Mission
    travel: Travel

    def client(self, role: str) -> Client:
        client = Client()
        if role != "anonymous":
            client.force_login(self.people[role])
        return client

    def argument(self, name: str, part: str) -> Any:
        """What an address is made of: for a part of its pattern, something that is there."""
        own = {
            ("catalog:province", "slug"): "como",
            ("catalog:report-an-error", "kind"): "service",
            ("catalog:error-reported", "kind"): "service",
            ("missions:withdraw_invitation", "pk"): self.invitation.pk,
            ("missions:received_invitation", "pk"): self.invitation.pk,
            ("missions:invitation", "token"): LINK,
            ("missions:document", "pk"): self.document.pk,
            ("missions:ranking", "slug"): self.ranked.slug,
            ("missions:survey", "moment"): "end",
            ("missions:desk_table", "name"): "registrations",
            ("missions:desk_table", "kind"): "csv",
            ("missions:support_request", "pk"): self.travel.asked.pk,
            ("missions:assignment", "pk"): self.travel.given.pk,
            ("missions:appointment", "pk"): self.travel.meeting.pk,
            ("missions:check_in", "code"): arrivals.code(self.travel.registration),
            ("missions:desk_part", "part"): "questions",
        }
        if name in ON_THE_SPOT:
            own[name, "slug"] = self.travel.mission.slug
            own[name, "reference"] = self.travel.registration.reference
        if name.startswith("missions:register"):
            own[name, "slug"] = self.draft.mission.slug
        usual = {
            "slug": "first",
            "year": today().year,
            "number": today().month,
            "pk": self.mandate.pk,
            "reference": self.registration.reference,
            "uidb36": "1",
            "section": "services",
        }
        return own.get((name, part), usual.get(part, "x"))


def world() -> World:
    """The database's one firm with its people, its registration, and a catalogue around it."""
    catalogues.publish(1)
    body = Partner.objects.get(slug="first")
    elena, marco, carla = factories.person(), factories.person(), factories.person()
    firm = factories.firm(by=elena)
    covers = {"role": "consultant", "scopes": ["registrations"]}
    mandate = factories.mandate(user=marco, firm=firm, ends=today() + timedelta(days=9), **covers)
    factories.mandate(user=carla, firm=firm, ends=today() - timedelta(days=1), **covers)
    other = factories.person()
    factories.firm(by=other)
    mission = factories.open_mission(timezone.now(), partner=body)
    registration = factories.draft(mission, firm, status="applied", submitted_at=timezone.now())
    asked = mission.document_requests.create(title_it="Visura", due=today() + timedelta(days=9))
    registration.surveys.create(moment="end", asked_at=timezone.now())
    begun = factories.open_mission(timezone.now(), partner=body)
    begun.document_requests.create(title_it="Visura")
    people = {
        "firm": elena,
        "consultant": marco,
        "formerly": carla,
        "other": other,
        "editor": factories.officer(body),
        "elsewhere": factories.officer(factories.partner()),
        "region": factories.officer(factories.partner(), StaffRole.REGIONAL_EDITOR),
        "admin": User.objects.create_superuser("admin@example.org", "a-long-passphrase"),
    }
    return World(
        people=people,
        mandate=mandate,
        invitation=factories.invitation(firm=firm, token=LINK),
        registration=registration,
        document=factories.registration_document(registration, asked),
        draft=factories.draft(begun, firm),
        ranked=factories.open_mission(timezone.now(), fill_method="selection", ranking_published_at=timezone.now()),
        travel=travel(firm, timezone.now(), partner=body),
    )
