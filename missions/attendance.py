"""Who came: recorded by the officers after the mission, where nobody was checked in on the spot."""

from collections.abc import Mapping

from django.db import transaction

from missions.enums import RegistrationStatus as Status
from missions.locking import lock_mission
from missions.models import Mission


@transaction.atomic
def record(mission: Mission, given: Mapping[int, str]) -> int:
    """Keeps who came, by the keys of registrations with a seat; how many changed."""
    lock_mission(mission.pk)
    changed = 0
    for one in mission.registrations.filter(status=Status.SEATED, pk__in=given):
        if one.attendance != given[one.pk]:
            one.attendance = given[one.pk]
            one.save(update_fields=["attendance", "updated_at"])
            changed += 1
    return changed
