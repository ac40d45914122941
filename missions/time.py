"""Moments and their days in Italy, where missions are run from."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

ROME = ZoneInfo("Europe/Rome")


def day_of(moment: datetime) -> date:
    """The day it is in Italy at a moment."""
    return moment.astimezone(ROME).date()


def midnight(day: date) -> datetime:
    """The moment a day begins in Italy."""
    return datetime.combine(day, time.min, ROME)


def today() -> date:
    """Today in Italy."""
    return day_of(timezone.now())
