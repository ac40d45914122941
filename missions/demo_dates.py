"""The days of demonstration missions: from a file that names distances, and moved on when they have aged."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

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


class Days:
    """Turns the file's distances into days and moments; what it does not say stays None."""

    def __init__(self, given: Mapping[str, Any], today: date) -> None:
        self.anchor = today if given["anchor"] == "today" else today - timedelta(days=today.weekday())

    def day(self, distance: int | None) -> Any:
        return None if distance is None else self.anchor + timedelta(days=distance)

    def moment(self, when: tuple[int, str] | None, zone: ZoneInfo = ROME) -> Any:
        if when is None:
            return None
        return datetime.combine(self.anchor + timedelta(days=when[0]), time.fromisoformat(when[1]), zone)


def move_dates(mission: Mission, by: timedelta) -> None:
    """Moves a mission with all that hangs on it by the same number of days; hours stay as on the wall.

    For demonstration missions, whose days are invented.
    """
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
