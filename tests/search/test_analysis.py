"""How text becomes terms."""

import pytest

from catalog.search import analysis


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("L'export, perché no?", ["l", "export", "perche", "no"]),
        ("dell’Unione", ["dell", "unione"]),
        ("Straße Øresund Łódź cœur", ["strasse", "oresund", "lodz", "coeur"]),
        ("EUR.1 e B2B", ["eur1", "e", "b2b"]),
        ("e-commerce ho.re.ca.", ["ecommerce", "horeca"]),
        ("business to business", ["b2b"]),
        ("𝗙𝗶𝗲𝗿𝗮 ﬁne", ["fiera", "fine"]),
        ("fiere2026/2027", ["fiere2026", "2027"]),
        ("", []),
        ("日本", []),
    ],
)
def test_words_are_folded_and_split(text, tokens):
    assert analysis.tokens(text) == tokens


def test_stop_words_are_dropped_by_the_language_of_the_text():
    assert analysis.terms("il vino e la fiera", "it") == ["vin", "fier", "~fier"]
    assert "the" in analysis.tokens("the wine")
    assert analysis.terms("the wine", "en") == [analysis.stem("wine", "en")]


def test_names_keep_their_form():
    assert analysis.stem("sace", "it") == analysis.stem("sace", "en") == "sace"


def test_forms_of_a_word_share_a_stem():
    assert len({analysis.stem(word, "it") for word in ("fiera", "fiere")}) == 1
    assert len({analysis.stem(word, "en") for word in ("market", "markets")}) == 1


def test_phrases_are_compared_without_ending_vowels_only():
    assert analysis.light("fiera") == analysis.light("fiere")
    assert analysis.light("banche") == analysis.light("banca")
    assert analysis.light("importare") != analysis.light("importatore")
    assert analysis.light("2026") == "2026"


def test_words_worth_correcting_to_are_no_numbers_no_stop_words_nothing_short():
    assert analysis.words(["le", "fiere", "del", "2026", "in", "ue"]) == {"fiere"}


def test_a_term_is_cut_to_what_the_index_holds():
    assert analysis.tokens("x" * 1_000) == ["x" * analysis.MAX_TERM]


@pytest.mark.parametrize(
    ("word", "derived"),
    [
        ("dogana", "doganale"),
        ("promozione", "promozionale"),
        ("formazione", "formativi"),
        ("spedire", "spedizione"),
        ("fiera", "fieristico"),
    ],
)
def test_a_word_and_what_is_derived_of_it_share_a_root(word, derived):
    assert analysis.root(word) == analysis.root(derived) != ""


@pytest.mark.parametrize("word", ["sace", "eur1", "vini", "b2b"])
def test_names_and_short_words_have_no_root(word):
    assert analysis.root(word) == ""
