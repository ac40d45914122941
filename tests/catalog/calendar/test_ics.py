"""The calendar file: what RFC 5545 asks, whatever an entry says."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from catalog.calendar.ics import calendar_file, uid
from catalog.calendar.occasions import Occasion
from catalog.enums import Kind, Moment, Sureness
from catalog.translation import Translated

ROME = ZoneInfo("Europe/Rome")
CHANGED = datetime(2026, 10, 1, 12, tzinfo=UTC)


def occasion(**fields):
    given = {
        "moment": Moment.CLOSES,
        "kind": Kind.OPPORTUNITY,
        "slug": "bando",
        "first": date(2026, 10, 9),
        "last": date(2026, 10, 9),
        "title": Translated("Bando", "it"),
        "text": Translated("Per le fiere", "it"),
        "by": "Ente",
        "url": "/opportunita/bando/",
        "changed": CHANGED,
    }
    return Occasion(**{**given, **fields})


def file(*found):
    return calendar_file(found, name="Porte del Mondo", absolute=lambda path: f"https://portal.example{path}")


def event(*found):
    (read,) = Calendar.from_ical(file(*found)).walk("VEVENT")
    return read


def test_a_day_is_a_whole_day_that_ends_before_the_next():
    read = event(occasion())

    assert (read["DTSTART"].dt, read["DTEND"].dt) == (date(2026, 10, 9), date(2026, 10, 10))
    assert b"DTSTART;VALUE=DATE:20261009\r\nDTEND;VALUE=DATE:20261010\r\n" in file(occasion())
    assert (read["SUMMARY"], read["STATUS"], read["TRANSP"]) == ("Chiude: Bando", "CONFIRMED", "TRANSPARENT")
    assert read["URL"] == "https://portal.example/opportunita/bando/"
    assert read["DTSTAMP"].dt == read["LAST-MODIFIED"].dt == CHANGED


@pytest.mark.parametrize(
    ("first", "last", "end"),
    [
        (date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)),
        (date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1)),
        (date(2026, 3, 28), date(2026, 3, 29), date(2026, 3, 30)),
    ],
)
def test_days_end_on_the_day_after_the_last(first, last, end):
    read = event(occasion(moment=Moment.TAKES_PLACE, first=first, last=last))

    assert (read["DTSTART"].dt, read["DTEND"].dt, read["SUMMARY"]) == (first, end, "Bando")


def test_the_last_day_there_is_has_none_after_it():
    read = event(occasion(first=date.max, last=date.max))

    assert read["DTSTART"].dt == date.max
    assert "DTEND" not in read


@pytest.mark.parametrize(
    ("at", "wall_clock"),
    [
        (datetime(2026, 4, 15, 21, 59, tzinfo=UTC), "20260415T235900"),
        (datetime(2026, 11, 15, 22, 59, tzinfo=UTC), "20261115T235900"),
    ],
)
def test_an_hour_is_that_of_the_clock_in_italy(at, wall_clock):
    content = file(occasion(moment=Moment.REGISTRATION_CLOSES, first=at.date(), last=at.date(), at=at))

    assert f"DTSTART;TZID=Europe/Rome:{wall_clock}\r\n".encode() in content
    assert content.count(b"BEGIN:VTIMEZONE") == 1
    (read,) = Calendar.from_ical(content).walk("VEVENT")
    assert read["DTSTART"].dt == at


@pytest.mark.parametrize(
    ("at", "line"),
    [
        (datetime(2026, 3, 29, 2, 30, tzinfo=ROME), b"DTSTART;TZID=Europe/Rome:20260329T033000\r\n"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=ROME), b"DTSTART;TZID=Europe/Rome:20261025T023000\r\n"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=ROME, fold=1), b"DTSTART:20261025T013000Z\r\n"),
    ],
    ids=["never", "the-first-time", "the-second-time"],
)
def test_an_hour_that_the_clock_skips_or_tells_twice_is_one_moment(at, line):
    content = file(occasion(moment=Moment.REGISTRATION_CLOSES, first=at.date(), last=at.date(), at=at))

    assert line in content
    (read,) = Calendar.from_ical(content).walk("VEVENT")
    assert read["DTSTART"].dt.astimezone(UTC) == at.astimezone(UTC)


def test_whole_days_need_no_clock():
    assert b"VTIMEZONE" not in file(occasion())


def test_a_file_without_days_is_still_a_calendar():
    read = Calendar.from_ical(file())

    assert (read["METHOD"], read["VERSION"], read["X-WR-TIMEZONE"]) == ("PUBLISH", "2.0", "Europe/Rome")
    assert [part.name for part in read.subcomponents] == ["VTIMEZONE"]


def test_a_later_save_is_a_later_version_of_the_same_day():
    earlier, later = event(occasion()), event(occasion(changed=CHANGED.replace(second=1), first=date(2026, 10, 12)))

    assert earlier["UID"] == later["UID"]
    assert earlier["SEQUENCE"] < later["SEQUENCE"] < 2**31


def test_every_moment_of_an_entry_has_a_name_of_its_own():
    assert len({uid(occasion(moment=moment)) for moment in Moment}) == len(Moment)


@pytest.mark.parametrize("sureness", list(Sureness))
def test_what_is_cancelled_or_not_sure_says_so(sureness):
    assert event(occasion(sureness=sureness))["STATUS"] == sureness.value.upper()


def test_what_was_called_off_is_not_called_confirmed_by_its_lines():
    assert b"STATUS:CANCELLED\r\n" in file(occasion(sureness=Sureness.CANCELLED))


@pytest.mark.parametrize(
    "text",
    [
        "virgole, punti; e \\ barre",
        "a capo\ne ancora\r\nuno",
        "\x00\x01\x1f\x7f\x85\u2028\ufffe",
        ']]> <b> & "virgolette"',
        "😀 日本 " * 40,
        "\ud800 surrogato",
        "BEGIN:VEVENT\nSUMMARY:falso",
        "è" * 200,
    ],
)
def test_any_text_makes_a_file_that_can_be_read(text):
    content = file(occasion(title=Translated(text, "it"), text=Translated(text, "it"), by=text))

    _is_well_formed(content)
    assert len(Calendar.from_ical(content).walk("VEVENT")) == 1


@given(st.text(max_size=300), st.dates())
def test_any_text_and_any_day_make_a_file_that_can_be_read(text, day):
    content = file(occasion(title=Translated(text, "it"), by=text, first=day, last=day))

    _is_well_formed(content)
    (read,) = Calendar.from_ical(content).walk("VEVENT")
    assert read["DTSTART"].dt == day


def test_commas_and_semicolons_survive():
    assert event(occasion(title=Translated("Fiere, missioni; \\ altro", "it")))["SUMMARY"] == (
        "Chiude: Fiere, missioni; \\ altro"
    )


def _is_well_formed(content):
    """CRLF after every line and nowhere else, no line beyond 75 octets, nothing that ends a line early."""
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", content)
    content.decode("utf-8")
    assert content.count(b"\r\nBEGIN:VEVENT\r\n") == content.count(b"\r\nEND:VEVENT\r\n") == 1
