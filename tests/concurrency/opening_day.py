"""The minute a mission opens: many firms with a complete draft, all pressing the last button at once, through HTTP."""

import http.client
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from missions import registering
from missions.models import Mission, Registration
from tests import factories
from tests.concurrency.served import Heard, Sender, at_once


def confirmed(heard: Heard) -> bool:
    """Whether a firm was told that its registration has arrived."""
    return heard.status == http.client.FOUND and heard.location.endswith("/inviata/")


@dataclass
class OpeningDay:
    """One mission, and a complete draft of every firm for it."""

    mission: Mission
    drafts: list[tuple[Sender, Registration]]

    def send_all(self, port: int, *, times: int = 1) -> list[Heard]:
        """Every firm sends at the same moment, ``times`` times each."""
        return at_once([partial(send, sender, draft, port) for sender, draft in self.drafts for _time in range(times)])


def send(sender: Sender, draft: Registration, port: int) -> Heard:
    """Sends a draft as it is, like the last button of its summary."""
    given = {"seen": registering.version(draft), "rules": "on", "privacy": "on", "go": "on", "firm": draft.firm_id}
    return sender.post(port, f"/missioni/{draft.mission.slug}/iscrizione/riepilogo/", **given)


def opening_day(firms: Sequence[Sender], capacity: int, **fields: Any) -> OpeningDay:
    with transaction.atomic():
        mission = factories.open_mission(timezone.now(), capacity=capacity, **fields)
        drafts = [(sender, factories.draft(mission, sender.firm)) for sender in firms]
    return OpeningDay(mission, drafts)
