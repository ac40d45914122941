"""Dates as exact as their source."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from catalog import partial_dates


@pytest.mark.parametrize(
    ("text", "day"),
    [("2025", date(2025, 1, 1)), ("2025-04", date(2025, 4, 1)), ("2025-04-30", date(2025, 4, 30))],
)
def test_a_partial_date_begins_with_its_first_day(text, day):
    assert partial_dates.first_day(text) == day
    partial_dates.validate(text)


@pytest.mark.parametrize(
    "text",
    ["", "25", "2025-13", "2025-4", "2025-02-30", "2025-04-30T00:00", "2025-", "0000", "aprile 2025", "٢٠٢٥", "2025\n"],
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match=r"year|month|day"):
        partial_dates.first_day(text)
    with pytest.raises(ValidationError):
        partial_dates.validate(text)


@pytest.mark.parametrize(
    ("text", "italian", "english"),
    [
        ("2025", "2025", "2025"),
        ("2025-04", "aprile 2025", "April 2025"),
        ("2025-04-30", "30 aprile 2025", "30 April 2025"),
    ],
)
def test_a_partial_date_is_said_no_more_exactly_than_it_is(text, italian, english):
    with override("it"):
        assert partial_dates.spoken(text).lower() == italian
    with override("en"):
        assert partial_dates.spoken(text) == english
