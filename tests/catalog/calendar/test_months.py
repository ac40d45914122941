"""Months one after the other, up to the ends of time."""

from datetime import date

import pytest

from catalog.calendar.months import last_day, later, place, within

FILLED = [date(2026, 1, 1), date(2026, 10, 1), date(2027, 12, 1)]


@pytest.mark.parametrize(
    ("month", "count", "expected"),
    [
        (date(2026, 11, 1), 1, date(2026, 12, 1)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 11, 1), 12, date(2027, 11, 1)),
        (date(9999, 12, 1), 12, date(9999, 12, 1)),
    ],
)
def test_a_month_so_many_months_later(month, count, expected):
    assert later(month, count) == expected


@pytest.mark.parametrize(("month", "day"), [((2028, 2), 29), ((2026, 2), 28), ((9999, 12), 31), ((2026, 4), 30)])
def test_the_last_day_of_a_month(month, day):
    assert last_day(date(*month, 1)).day == day


def test_the_nearest_months_with_something_in_them():
    here = place(date(2026, 11, 1), FILLED)

    assert (here.previous, here.next) == (date(2026, 10, 1), date(2027, 12, 1))
    assert [month.month for month, filled in here.year if filled] == [1, 10]
    assert len(here.year) == 12


def test_before_the_first_and_after_the_last_there_is_nothing():
    assert place(date(2026, 1, 1), FILLED).previous is None
    assert place(date(2027, 12, 1), FILLED).next is None
    assert place(date(2026, 1, 1), []).next is None


@pytest.mark.parametrize(
    ("month", "there"),
    [
        (date(2025, 12, 1), False),
        (date(2026, 1, 1), True),
        (date(2026, 5, 1), True),
        (date(2027, 12, 1), True),
        (date(2028, 1, 1), False),
        (date(9999, 12, 1), False),
    ],
)
def test_which_months_one_may_ask_for(month, there):
    assert within(month, FILLED, date(2026, 11, 24)) is there


def test_without_any_day_a_year_may_be_asked_for():
    today = date(2026, 11, 24)
    assert within(date(2027, 11, 1), [], today)
    assert not within(date(2027, 12, 1), [], today)
    assert not within(date(2026, 10, 1), [], today)
