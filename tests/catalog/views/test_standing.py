"""Where an entry stands, in words."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from catalog.availability import availability
from catalog.enums import Kind
from catalog.views.standing import SOON_DAYS, Standing, standing

TODAY = date(2026, 6, 15)


def _opportunity(opens=None, closes=None, rolling=False):
    return standing(Kind.OPPORTUNITY, availability(opens, closes, rolling, TODAY), opens, closes, TODAY)


def _mission(starts=None, ends=None):
    return standing(Kind.MISSION, availability(starts, ends or starts, False, TODAY), starts, ends, TODAY)


def test_a_deadline_that_is_near_is_marked():
    near, far = (_opportunity(closes=TODAY + timedelta(days=days)) for days in (SOON_DAYS, SOON_DAYS + 1))

    assert (near.door, near.soon, near.note) == ("open", "mancano 14 giorni", "")
    assert (far.door, far.soon, far.note) == ("open", "", "mancano 15 giorni")
    assert _opportunity(closes=TODAY).soon == "oggi"


def test_what_opens_later_says_when():
    shown = _opportunity(opens=TODAY + timedelta(days=1), closes=TODAY + timedelta(days=9))

    assert (shown.door, shown.note) == ("upcoming", "domani")
    assert shown.date.replace("\u00a0", " ") == "dal 16 giugno 2026"


def test_what_is_over_says_since_when():
    shown = _opportunity(closes=TODAY - timedelta(days=7))

    assert shown.door == "closed"
    assert shown.date.replace("\u00a0", " ") == "dall’8 giugno 2026"


def test_what_has_no_deadline_says_so():
    assert _opportunity(rolling=True).door == "open"
    assert _opportunity(rolling=True).soon == ""


def test_dates_that_nobody_published_are_said_to_be_missing():
    assert _opportunity().door == _opportunity(opens=TODAY).door == _mission().door == ""
    assert _opportunity().word == _mission().word != ""


@pytest.mark.parametrize(
    ("starts", "ends", "door"),
    [
        (TODAY + timedelta(days=1), None, "upcoming"),
        (TODAY, TODAY + timedelta(days=2), "open"),
        (TODAY - timedelta(days=2), TODAY, "open"),
        (TODAY, None, "open"),
        (TODAY - timedelta(days=2), TODAY - timedelta(days=1), "closed"),
        (TODAY - timedelta(days=1), None, "closed"),
    ],
)
def test_a_mission_is_coming_under_way_or_over(starts, ends, door):
    assert _mission(starts, ends).door == door


def test_a_service_is_always_there_and_a_body_has_no_dates():
    assert standing(Kind.SERVICE, "rolling", None, None, TODAY).word == "Sempre disponibile"
    assert standing(Kind.PARTNER, None, None, None, TODAY) == Standing("")


def test_words_are_in_the_readers_language():
    with override("it"):
        italian = _opportunity(closes=TODAY)
    with override("en"):
        english = _opportunity(closes=TODAY)

    assert (italian.soon, english.soon) == ("oggi", "today")
