"""Days as one says them, in Italian and in English."""

from datetime import date

import pytest
from django.utils.translation import override

from catalog.views import days

NO_BREAK = "\u00a0"


def _both(function, *arguments):
    said = []
    for language in ("it", "en"):
        with override(language):
            said.append(function(*arguments).replace(NO_BREAK, " "))
    return tuple(said)


@pytest.mark.parametrize(
    ("day", "italian", "english"),
    [
        (date(2026, 10, 10), "10 ottobre 2026", "10 October 2026"),
        (date(2026, 1, 1), "1° gennaio 2026", "1 January 2026"),
        (date(9999, 12, 31), "31 dicembre 9999", "31 December 9999"),
    ],
)
def test_a_day_in_full(day, italian, english):
    assert _both(days.day, day) == (italian, english)


def test_number_and_month_stay_on_one_line():
    assert NO_BREAK in days.day(date(2026, 10, 10))


def test_a_day_with_its_weekday():
    assert _both(days.weekday, date(2026, 10, 10)) == ("sabato 10 ottobre 2026", "Saturday 10 October 2026")


@pytest.mark.parametrize(
    ("first", "last", "italian"),
    [
        (date(2027, 2, 22), date(2027, 2, 25), "22-25 febbraio 2027"),
        (date(2027, 2, 28), date(2027, 3, 3), "28 febbraio - 3 marzo 2027"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 dicembre 2026 - 2 gennaio 2027"),
        (date(2027, 3, 1), date(2027, 3, 4), "1°-4 marzo 2027"),
        (date(2027, 3, 1), date(2027, 3, 1), "1° marzo 2027"),
        (date(2027, 3, 1), None, "1° marzo 2027"),
    ],
)
def test_some_days_as_one_stretch(first, last, italian):
    assert _both(days.stretch, first, last)[0] == italian


@pytest.mark.parametrize(
    ("function", "eighth", "tenth", "english"),
    [
        (days.from_day, "dall’8", "dal 10", "from 10"),
        (days.until_day, "fino all’8", "fino al 10", "until 10"),
        (days.since_day, "dall’8", "dal 10", "since 10"),
        (days.on_day, "l’8", "il 10", "on 10"),
    ],
)
def test_italian_drops_the_vowel_before_the_eighth(function, eighth, tenth, english):
    assert _both(function, date(2026, 10, 8))[0] == f"{eighth} ottobre 2026"
    assert _both(function, date(2026, 10, 10)) == (f"{tenth} ottobre 2026", f"{english} October 2026")


@pytest.mark.parametrize(
    ("left", "italian", "english"),
    [
        (0, "oggi", "today"),
        (1, "domani", "tomorrow"),
        (2, "mancano 2 giorni", "2 days left"),
        (75, "mancano 75 giorni", "75 days left"),
        (76, "mancano circa 2 mesi", "about 2 months left"),
        (400, "mancano circa 13 mesi", "about 13 months left"),
    ],
)
def test_how_far_a_day_is(left, italian, english):
    assert _both(days.distance, left) == (italian, english)


@pytest.mark.parametrize(
    ("text", "italian", "english"),
    [
        ("2025", "nel 2025", "in 2025"),
        ("2025-04", "in aprile 2025", "in April 2025"),
        ("2025-04-30", "il 30 aprile 2025", "on 30 April 2025"),
    ],
)
def test_a_check_in_a_sentence(text, italian, english):
    said = _both(days.on_partial_day, text)
    assert (said[0].replace("ad aprile", "in aprile"), said[1]) == (italian, english)
