"""What a mission asks of firms and on which terms: what may still be changed, and changing it.

Firms rely on what was published: criteria are fixed when registration opens, and nothing that firms have answered or
handed in is deleted.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from missions import seats
from missions.locking import lock_mission
from missions.models import Mission
from missions.transitions import RefusedError

#: What may be set of a mission besides its texts; the number of seats only while nobody has registered.
FIELDS = (
    *("fill_method", "capacity", "people_per_firm", "stages", "registration_opens", "registration_closes"),
    *("withdrawal_until", "offer_hours", "covered_it", "covered_en", "costs_it", "costs_en", "aid_value"),
    *("practical_it", "practical_en", "contact_name", "contact_email", "contact_phone"),
)
#: Fixed as soon as a firm has begun to register: seats then change one by one, with their consequences.
FIXED_ONCE_BEGUN = ("fill_method", "capacity")


def begun(mission: Mission) -> bool:
    """Whether a firm has begun to register."""
    return mission.registrations.exists()


def criteria_fixed(mission: Mission, now: datetime) -> bool:
    """Whether the criteria are published and no longer change: from the opening of registration."""
    return bool(mission.registration_opens and mission.registration_opens <= now) or begun(mission)


@transaction.atomic
def change(mission: Mission, values: Mapping[str, Any], *, now: datetime) -> None:
    """Sets the terms of a mission, and gives the seats that this makes free.

    Raises ``RefusedError`` for what a firm that has begun relies on, and when the mission is cancelled.
    """
    locked = lock_mission(mission.pk)
    if locked.cancelled_at:
        raise RefusedError(_("The mission is cancelled: its terms no longer change."))
    changed = [name for name in FIELDS if name in values and values[name] != getattr(locked, name)]
    if begun(locked) and set(changed) & set(FIXED_ONCE_BEGUN):
        raise RefusedError(_("Firms have begun to register: how seats are given, and how many, is fixed here."))
    for name in changed:
        setattr(locked, name, values[name])
    locked.save(update_fields=[*changed, "updated_at"])
    seats.refresh(locked, now=now)
