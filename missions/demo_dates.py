"""Moving a mission on in time: all its days and moments by the same number of days, hours staying as on the wall."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from missions.models import (
    Appointment,
    Assignment,
    FreedAssignment,
    Mission,
    ProgrammeItem,
    Registration,
    SupportRequest,
)
from missions.time import ROME


def move_dates(mission: Mission, by: timedelta) -> None:
    """Moves a mission with all that hangs on it; for demonstration missions, whose days are invented."""
    for rows, columns in _dated(mission):
        for row in rows:
            for column in columns:
                setattr(row, column, _moved(getattr(row, column), by))
            row.save(update_fields=columns)
    mission.refresh_from_db()


def _dated(mission: Mission) -> Iterator[tuple[QuerySet[Any], list[str]]]:
    window = ["registration_opens", "registration_closes", "withdrawal_until"]
    yield Mission.objects.filter(pk=mission.pk), ["starts", "ends", *window]
    yield mission.stops.all(), ["starts", "ends"]
    yield ProgrammeItem.objects.filter(stop__mission=mission), ["day"]
    yield mission.reserves.all(), ["until"]
    yield mission.document_requests.all(), ["due"]
    yield mission.support_offers.all(), ["ask_until"]
    yield Registration.objects.filter(mission=mission), ["submitted_at", "queued_at", "offer_expires_at"]
    yield SupportRequest.objects.filter(registration__mission=mission), ["asked_at", "days"]
    yield Appointment.objects.filter(registration__mission=mission), ["starts", "ends", "moved_from"]
    yield Assignment.objects.filter(request__registration__mission=mission), ["starts", "ends"]
    yield FreedAssignment.objects.filter(request__registration__mission=mission), ["starts", "ends", "freed_at"]


def _moved(value: Any, by: timedelta) -> Any:
    """A day, a moment or a list of ISO days, later; nothing stays nothing."""
    if isinstance(value, datetime):
        local = value.astimezone(ROME)
        return datetime.combine(local.date() + by, local.time(), ROME)
    if isinstance(value, date):
        return value + by
    if isinstance(value, list):
        return [(date.fromisoformat(day) + by).isoformat() for day in value]
    return value
