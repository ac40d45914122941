"""A mission in full swing and its officer, any number of everything, and the addresses of the desk's pages."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from catalog.enums import Stage
from missions.models import Mission, Registration
from missions.time import day_of
from tests import factories

OF_MISSIONS = (
    *("desk_mission", "desk_resize", "desk_cancel", "desk_messages", "desk_write"),
    *("desk_participants", "desk_badges", "desk_attendance", "desk_figures", "desk_set_up"),
)
OF_SELECTIONS = ("desk_ranking", "desk_publish")
OF_REGISTRATIONS = ("desk_registration", "desk_reject")


@dataclass(frozen=True)
class World:
    """``officer`` runs a first-come ``mission`` that is full, and a ``selection`` whose window is over."""

    officer: Any
    mission: Mission
    seated: Registration
    waiting: Registration
    selection: Mission
    application: Registration

    def address(self, name: str, language: str = "it") -> str:
        argument: Any = None
        if name in OF_MISSIONS:
            argument = self.mission.slug
        elif name in OF_SELECTIONS:
            argument = self.selection.slug
        elif name in OF_REGISTRATIONS:
            argument = self.seated.reference
        elif name == "desk_seat":
            argument = self.waiting.reference
        elif name == "desk_judge":
            argument = self.application.reference
        with override(language):
            return reverse(f"missions:{name}", args=[argument] if argument else [])


PAGES = ("desk", *OF_MISSIONS, *OF_SELECTIONS, *OF_REGISTRATIONS, "desk_seat", "desk_judge")


def world(count: int = 1) -> World:
    """``count`` firms in every state that the desk has to show, with all that they may have sent."""
    now = timezone.now()
    body = factories.partner()
    officer = factories.officer(body, first_name="Ada", last_name="Colli")
    mission = factories.open_mission(now, partner=body, capacity=2 * count + 1)
    mission.reserves.create(stage=Stage.ESTABLISHED, seats=1, until=now + timedelta(days=9))
    asked = mission.document_requests.create(title_it="Visura", due=day_of(now) + timedelta(days=20))
    question = mission.questions.create(text_it="Che cosa portate?")
    support = mission.support_offers.create(kind="interpreter", title_it="Interprete", quantity=3)
    for _number in range(count):
        seated = _sent(mission, "seated", now)
        seated.answers.create(question=question, text="Torni")
        seated.support_requests.create(offer=support, asked_at=now)
        factories.registration_document(seated, asked)
        seated.surveys.create(moment="end", asked_at=now, answered_at=now, rating=4, meetings=6)
        message = mission.messages.create(subject_it="Ritrovo", text_it="Alle otto.", sent_at=now, by=officer)
        message.registrations.add(seated)
        _sent(mission, "offered", now, offer_expires_at=now + timedelta(days=2))
        waiting = _sent(mission, "waiting", now, queue_number=mission.registrations.count())
        _sent(mission, "rejected", now)
        factories.draft(mission, factories.firm())
    selection = factories.open_mission(
        now - timedelta(days=31),
        partner=body,
        fill_method="selection",
        starts=day_of(now) + timedelta(days=60),
        ends=None,
    )
    selection.criteria.create(kind="stage", title_it="Nuove", points=10, values=["first-time"])
    manual = selection.criteria.create(kind="manual", title_it="Prodotto", points=30)
    for _number in range(count):
        application = _sent(selection, "applied", now)
        application.scores.create(criterion=manual, points=12, reason="Adatto.", given_by=officer)
    return World(officer, mission, seated, waiting, selection, application)


def _sent(mission: Mission, status: str, now: Any, **fields: Any) -> Registration:
    firm = factories.firm(municipality="Como")
    made = factories.draft(mission, firm, status=status, stage=firm.stage, submitted_at=now, **fields)
    made.events.create(at=now, verb="seat", from_status="draft", to_status=status)
    return made
