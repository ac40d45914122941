"""How missions are found, and the summary they are shown with."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import search
from missions.search import SUMMARY_LENGTH, first_sentences
from tests import factories
from tests.search.corpora import find, found


@pytest.mark.django_db
def test_a_mission_is_found_by_what_it_offers_where_it_goes_and_who_organises_it():
    factories.mission(
        slug="osaka",
        title_it="Zafferano in viaggio",
        cities=["Osaka"],
        support=["interpreter", "unheard-of"],
        countries=[factories.country("JP", label_it="Giappone", label_en="Japan")],
        partner=factories.partner(short_name="Bergamotto"),
    )
    search.rebuild()

    for words in ("osaka", "interprete", "japan", "bergamotto", "missione all'estero"):
        assert "osaka" in found(words)


@pytest.mark.django_db
def test_a_mission_stands_by_its_days_abroad():
    factories.mission(starts=date(2026, 6, 10), ends=date(2026, 6, 12))
    factories.mission(slug="one-day", starts=date(2026, 6, 10))
    search.rebuild()

    def statuses(day):
        return {hit.status for hit in find(today=day, kind=("mission",)).hits}

    assert statuses(date(2026, 6, 9)) == {"upcoming"}
    assert statuses(date(2026, 6, 10)) == {"open"}
    assert statuses(date(2026, 6, 12)) == {"open", "closed"}
    assert statuses(date(2026, 6, 13)) == {"closed"}


def test_a_short_text_is_its_own_summary():
    assert first_sentences("Si parte. Si torna.") == "Si parte. Si torna."


def test_a_summary_holds_whole_sentences():
    text = "Prima frase. " + "Seconda frase, un poco più lunga della prima. " * 6

    summary = first_sentences(text)

    assert text.startswith(summary)
    assert summary.endswith(".")
    assert len(summary) <= SUMMARY_LENGTH


def test_a_sentence_that_is_too_long_is_cut_between_words():
    assert first_sentences("parola " * 60).endswith("parola …")


@given(st.text(max_size=600))
def test_any_text_gives_a_summary_that_fits(text):
    assert len(first_sentences(text)) <= SUMMARY_LENGTH + len(" …")
