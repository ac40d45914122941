"""What an unfinished text could go on to name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.search import index
from catalog.search.completions import completions
from tests.factories import document
from tests.search.corpora import rebuild

pytestmark = pytest.mark.django_db


def _complete(text, language="it", count=3):
    return [(before, found.label) for before, found in completions(text, language, index.current(), count)]


def _first(text, language="it"):
    return next(iter(_complete(text, language)), None)


@pytest.mark.parametrize(
    ("text", "before", "label"),
    [
        ("giap", "", "Giappone"),
        ("GIAP", "", "Giappone"),
        ("contributi per fiere in germ", "contributi per fiere in ", "Germania"),
        ("un cliente dell'ind", "un cliente dell'", "India"),
        ("stati un", "", "Stati Uniti"),
        ("vendere negli stati un", "vendere negli ", "Stati Uniti"),
        ("usa", "", "Stati Uniti"),
        ("germany", "", "Germania"),
        ("toky", "", "Tokyo"),
        ("chi segue il giappone a bresc", "chi segue il giappone a ", "Brescia"),
        ("sud-est as", "", "Sud-est asiatico"),
        ("sud est as", "", "Sud-est asiatico"),
        ("fiere e pro", "", "Fiere e promozione"),
        ("vino e", "", "Vino e bevande alcoliche"),
        ("il cliente estero non", "", "il cliente estero non paga"),
        ("un insoluto in", "", "ho un insoluto in Spagna"),
    ],
)
def test_a_text_goes_on(text, before, label):
    assert (before, label) in _complete(text)


@pytest.mark.parametrize(("text", "label"), [("germ", "Germany"), ("mun", "Munich"), ("trade", "Fairs and promotion")])
def test_names_are_those_of_the_readers_language(text, label):
    shown = [found for _before, found in _complete(text, "en")]
    assert (label in shown) == (text != "trade")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "g",  # could become anything
        "in",  # a word by itself, not the beginning of India
        "fiere in ge",  # after other words two letters are too few
        "contributi per giappone",  # said in full
        "merce trovare clienti e pa",  # a need is no end of another sentence
        "xyzzy",
        "?!",
    ],
)
def test_nothing_is_made_up(text):
    assert _complete(text) == []


def test_a_space_ends_the_word():
    assert _first("stati ") == ("", "Stati Uniti")
    assert _complete("giap ") == []


def test_what_more_entries_are_about_comes_first():
    before = [label for _before, label in _complete("ger", count=9) if label in ("Germania", "Gerusalemme")]
    rebuild([document(facets={"country": ["GE"]})])

    assert before == ["Germania", "Gerusalemme"]  # countries before cities
    assert _first("geo") == ("", "Georgia")
    assert [label for _before, label in _complete("ir", count=9)][:1] in (["Iran"], ["Iraq"], ["Irlanda"])


def test_no_more_are_given_than_asked_for():
    assert len(_complete("mar", count=2)) == 2


@given(st.text(max_size=60), st.sampled_from(["it", "en"]))
def test_any_text_is_taken(text, language):
    for before, completion in completions(text, language, index.current(), 3):
        assert text.startswith(before)
        assert completion.label
