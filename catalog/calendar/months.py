"""Months one after the other, and the nearest ones in which something happens."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

#: Months ahead of this one that have a page even while nothing is in them.
AHEAD = 12


@dataclass(frozen=True)
class Place:
    """A month among those in which something happens: the nearest before and after it, and the twelve of its year."""

    month: date
    previous: date | None
    next: date | None
    year: tuple[tuple[date, bool], ...]


def place(month: date, filled: Sequence[date]) -> Place:
    """Where a month stands; ``filled`` are the months with something in them, by their first days, in order."""
    year = tuple((date(month.year, number, 1), date(month.year, number, 1) in filled) for number in range(1, 13))
    return Place(
        month=month,
        previous=max((other for other in filled if other < month), default=None),
        next=min((other for other in filled if other > month), default=None),
        year=year,
    )


def within(month: date, filled: Sequence[date], today: date) -> bool:
    """Whether a month is one that a reader may ask for: from the first with something to a year from now or later."""
    this = today.replace(day=1)
    return min([*filled, this]) <= month <= max([*filled, later(this, AHEAD)])


def later(month: date, count: int) -> date:
    """The first day of the month so many months later, December of the last year there is at most."""
    number = month.year * 12 + month.month - 1 + count
    return date(min(number // 12, date.max.year), number % 12 + 1, 1)


def last_day(month: date) -> date:
    """The last day of a month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])
