"""Snippets: the piece that shows why, with the words marked, and never a tag that is not ours."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.search import analysis
from catalog.search.highlighting import LENGTH, snippet


def _terms(*words, language="it"):
    return frozenset(analysis.stem(analysis.fold(word), language) for word in words)


def test_every_form_of_a_searched_word_is_marked():
    text = "Le Fiere e la fiera: fierezza no."

    assert snippet([text], _terms("fiera"), "it") == "Le <mark>Fiere</mark> e la <mark>fiera</mark>: fierezza no."


def test_accents_and_elisions_are_marked_as_written():
    assert snippet(["L'attività c'è."], _terms("attivita"), "it") == "L&#x27;<mark>attività</mark> c&#x27;è."


def test_the_first_text_with_a_match_is_shown():
    assert snippet(["Niente.", "Una fiera."], _terms("fiera"), "it") == "Una <mark>fiera</mark>."


def test_without_a_match_the_first_text_is_shown_unmarked():
    assert snippet(["Niente.", "Altro."], _terms("fiera"), "it") == "Niente."
    assert snippet([], _terms("fiera"), "it") == ""


def test_a_long_text_is_cut_at_the_sentence_of_the_match():
    text = "Prima frase. " * 30 + "Qui una fiera. " + "Ultima frase. " * 30

    shown = snippet([text], _terms("fiera"), "it")

    assert shown.startswith("… Qui una <mark>fiera</mark>. Ultima")
    assert shown.endswith(" …")
    assert len(re.sub("</?mark>", "", shown)) <= LENGTH + len("… " + " …")


def test_in_a_very_long_sentence_the_match_is_still_shown():
    text = "parola " * 100 + "fiera " + "parola " * 100

    assert "<mark>fiera</mark>" in snippet([text], _terms("fiera"), "it")


@pytest.mark.parametrize("text", ["<script>alert(1)</script> fiera", "fiera <b>&amp;", 'fiera " onload="x'])
def test_what_looks_like_a_tag_is_text(text):
    shown = snippet([text], _terms("fiera", "script"), "it")

    assert re.findall("<[^>]*>", shown.replace("<mark>", "").replace("</mark>", "")) == []
    assert '"' not in shown


words = st.sampled_from(["fiera", "Fiere", "città", "<i>", "&", "'", "vino.", "x" * 150]) | st.text(max_size=30)


@given(texts=st.lists(st.lists(words, max_size=60).map(" ".join), max_size=3), marked=st.lists(words, max_size=3))
def test_any_text_gives_escaped_text_with_marks_alone(texts, marked):
    shown = snippet(texts, _terms(*marked), "it")

    assert set(re.findall("<[^>]*>", shown)) <= {"<mark>", "</mark>"}
    assert shown.count("<mark>") == shown.count("</mark>")
