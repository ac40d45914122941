"""The cities of a mission and their clocks: which one a day or a moment belongs to."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from missions.models import MissionStop
from missions.time import ROME


def zone(stop: MissionStop | None) -> ZoneInfo:
    """The clock of a stop; Italy's where there is no stop, or none that is known."""
    try:
        return ZoneInfo(stop.timezone) if stop else ROME
    except (ZoneInfoNotFoundError, ValueError):
        return ROME


def stop_on(stops: Sequence[MissionStop], day: date) -> MissionStop | None:
    """Where the mission is on a day: the first city that counts it; else the one whose days are the nearest."""
    return min(stops, key=lambda stop: (_distance(stop, day), stop.starts, stop.pk), default=None)


def stop_at(stops: Sequence[MissionStop], moment: datetime) -> MissionStop | None:
    """Where the mission is at a moment, by the day it is there."""
    return min(
        stops,
        key=lambda stop: (_distance(stop, moment.astimezone(zone(stop)).date()), stop.starts, stop.pk),
        default=None,
    )


def local(moment: datetime, stop: MissionStop | None) -> datetime:
    """A moment by the clock of a stop."""
    return moment.astimezone(zone(stop))


def at(day: date, hour: time, stop: MissionStop | None) -> datetime:
    """The moment a clock at a stop shows an hour."""
    return datetime.combine(day, hour, zone(stop))


def first_and_last(stops: Iterable[MissionStop]) -> tuple[date, date] | None:
    """The days from the first stop's first to the last one's last; None without stops."""
    listed = list(stops)
    return (min(stop.starts for stop in listed), max(stop.ends for stop in listed)) if listed else None


def _distance(stop: MissionStop, day: date) -> int:
    return max((stop.starts - day).days, (day - stop.ends).days, 0)
