"""Dates as exact as their source: a year, a month or a day ('2025', '2025-04', '2025-04-30')."""

import datetime
import re
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)


@lru_cache(maxsize=4_096)
def first_day(text: str) -> datetime.date:
    """The first day a partial date may mean. Raises ``ValueError`` for anything else."""
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a year, a month or a day")
    year, month, day = match.groups()
    return datetime.date(int(year), int(month or 1), int(day or 1))


def validate(text: str) -> None:
    """Refuses what is no partial date."""
    try:
        first_day(text)
    except ValueError:
        raise ValidationError(_("Write a year, a month or a day: 2025, 2025-04 or 2025-04-30.")) from None


def spoken(text: str) -> str:
    """A partial date as the reader's language writes it: '2025', 'aprile 2025', '30 aprile 2025'."""
    day = first_day(text)
    if len(text) == len("2025"):
        return text
    return date_format(day, "F Y") if len(text) == len("2025-04") else date_format(day, "j F Y")


def short(text: str) -> str:
    """A partial date for a column of a list: '2025', '04/2025', '30/04/2025'; a dash where there is none."""
    if len(text) <= len("2025"):
        return text or "-"
    day = first_day(text)
    return date_format(day, "m/Y" if len(text) == len("2025-04") else "SHORT_DATE_FORMAT")
