"""What time does to missions by itself, mission by mission: seats pass on, firms are reminded, asked, and forgotten."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from missions import documents, reminders, seats, surveys
from missions.enums import RegistrationStatus as Status
from missions.models import Mission
from missions.time import day_of

_LOG = logging.getLogger(__name__)
#: After a year nothing is asked about a mission any more.
_LOOKED_AT = timedelta(days=400)
#: What firms say of food, health and access is deleted this long after the mission.
CONFIDENTIAL_FOR = timedelta(days=14)


@dataclass
class Done:
    """What one run did. ``removed`` are files that no registration names.

    ``failed`` are the slugs of the missions where something went wrong, and 'documents'; they are tried again.
    """

    reminded: int
    asked: int
    removed: int
    failed: list[str]


def run(now: datetime) -> Done:
    """Does for every mission what is due at a moment. One that fails does not stop the others."""
    done = Done(0, 0, 0, [])
    for mission in _missions(now):
        try:
            if mission.registrations.filter(status__in=(Status.WAITING, Status.OFFERED)).exists():
                seats.refresh(mission, now=now)
            done.reminded += reminders.send(mission, now)
            done.asked += surveys.ask(mission, now)
            forget_notes(mission, now)
        except Exception:
            _LOG.exception("Mission %s", mission.slug)
            done.failed.append(mission.slug)
    try:
        done.removed = documents.remove_strays(now)
    except OSError:
        _LOG.exception("Documents")
        done.failed.append("documents")
    return done


def forget_notes(mission: Mission, now: datetime) -> None:
    """Deletes what travelling together needed to know of people, once the mission is over."""
    if mission.last_day and mission.last_day + CONFIDENTIAL_FOR < day_of(now):
        mission.registrations.exclude(confidential_note="").update(confidential_note="")


def _missions(now: datetime) -> list[Mission]:
    recent = Q(starts=None) | Q(starts__gte=day_of(now) - _LOOKED_AT)
    registered = Mission.objects.filter(recent, registrations__isnull=False).distinct()
    return list(registered.prefetch_related("document_requests", "support_offers").order_by("pk"))
