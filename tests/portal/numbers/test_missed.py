"""Searches in vain: which are kept, when their words are, and that nobody can be told from them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from portal.numbers import counting, missed
from portal.numbers.models import MissedSearch, MissedText
from tests.portal.catalogues import publish

pytestmark = pytest.mark.django_db

READER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
FIRST = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/Rome"))


@pytest.fixture
def search(client):
    """A function that searches as a reader does, some days after the first, and writes what was counted."""
    publish(1)

    def searched(address, day=0, times=1):
        with time_machine.travel(FIRST + timedelta(days=day), tick=False):
            for _time in range(times):
                client.get(address, headers={"user-agent": READER})
            counting.write()

    return searched


def test_the_words_are_kept_from_the_third_day_on_and_only_a_mark_before(search):
    search("/cerca/?q=Baracchino++Xyzzy", times=5)
    search("/cerca/?q=baracchino+xyzzy", day=1)
    assert not MissedText.objects.exists()
    assert "baracchino" not in str(list(MissedSearch.objects.values()))

    search("/cerca/?q=BARACCHINO+xyzzy", day=2)

    kept = MissedText.objects.get()
    assert (kept.text, kept.language, kept.found) == ("baracchino xyzzy", "it", 0)
    assert sorted(MissedSearch.objects.values_list("day", "count")) == [
        (date(2026, 11, 20), 5),
        (date(2026, 11, 21), 1),
        (date(2026, 11, 22), 1),
    ]


def test_the_two_languages_are_two_searches(search):
    for day in range(3):
        search("/cerca/?q=xyzzy", day)
        search("/en/search/?q=xyzzy", day)

    assert sorted(MissedText.objects.values_list("language", flat=True)) == ["en", "it"]


@pytest.mark.parametrize(
    "address",
    ["/cerca/?q=offerta", "/cerca/?q=xyzzy&sector=wine", "/servizi/?q=xyzzy&page=2", "/cerca/?q=++", "/cerca/"],
)
def test_what_was_answered_or_narrowed_by_filters_is_not_noted(search, monkeypatch, address):
    monkeypatch.setattr(missed, "LITTLE", 0)

    search(address)

    assert not MissedSearch.objects.exists()


def test_little_is_noted_like_nothing(search, monkeypatch):
    monkeypatch.setattr(missed, "LITTLE", 100)

    search("/cerca/?q=offerta")

    assert MissedSearch.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "anna.rossi@example.it",
        "01234567890",
        "tel 02 67.65 123",
        "rssmra80a01f205x",
        "www.rossi.it",
        "https://rossi.example",
        "ab",
        "uno due tre quattro cinque sei sette otto nove",
        "a" * 61,
    ],
)
def test_what_may_say_who_wrote_it_is_never_noted(text):
    assert missed.common(text) == ""


@pytest.mark.parametrize("text", ["EUR.1", "pasta in Giappone", "bando 2026", "ateco 10.73"])
def test_common_questions_are(text):
    assert missed.common(text)


def test_marks_are_of_this_portal_alone(settings):
    before = missed.mark("vino", "it")
    settings.SECRET_KEY = "another"

    assert missed.mark("vino", "it") != before


def test_what_a_text_is_about_is_told(search):
    for day in range(3):
        search("/cerca/?q=xyzzy+Giappone", day)

    assert MissedText.objects.get().facets["country"] == ["JP"]


def test_marks_that_stay_alone_go_first_and_texts_a_year_after_their_last_search(search):
    search("/cerca/?q=plugh")
    for day in range(3):
        search("/cerca/?q=xyzzy", day)
    last = (FIRST + timedelta(days=2)).date()

    assert missed.erase_old(FIRST.date() + missed.WAITING + timedelta(days=1)) == 0
    assert not MissedSearch.objects.filter(mark=missed.mark("plugh", "it")).exists()
    assert missed.erase_old(last + missed.KEPT) == 0
    assert missed.erase_old(last + missed.KEPT + timedelta(days=1)) == 1
    assert not MissedSearch.objects.exists()
