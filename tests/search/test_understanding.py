"""What a query is taken to mean: corrections, things recognised, synonyms; and that no text can break the reading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.filters import parse
from catalog.search import analysis, data, index, labels
from catalog.search.understanding import understand
from catalog.search.vocabulary import lexicon
from tests import factories
from tests.factories import document
from tests.search.corpora import WORDS, characters, find, found, rebuild

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue():
    """A few entries and the labels of what can be recognised."""
    factories.country("JP", label_it="Giappone", label_en="Japan")
    factories.country("DE", label_it="Germania", label_en="Germany")
    factories.province("CO", name="Como")
    rebuild(
        [
            document(slug="japan", title_it="Zafferano", facets={"country": ["JP"]}),
            document(slug="germany", title_it="Zafferano", facets={"country": ["DE"]}),
            document(slug="anywhere", title_it="Zafferano per tutti"),
            document(slug="como", title_it="Zafferano comasco", facets={"province": ["CO"]}),
        ]
    )


def test_a_slip_is_corrected_and_said(catalogue):
    page = find("zaferano")

    assert page.reading.text == "zaferano"
    assert page.reading.corrected == "zafferano"
    assert page.count


def test_exactly_as_typed_nothing_is_corrected(catalogue):
    page = find("zaferano", exact=True)

    assert page.reading.corrected is None
    assert page.count == page.more == 0


def test_a_word_that_somebody_uses_is_never_corrected(catalogue):
    rebuild([document(slug="a", title_it="cantina"), document(slug="b", title_it="cartina cartina")])

    assert find("cantina").reading.corrected is None


def test_words_around_a_slip_stay_as_they_were(catalogue):
    assert find("lo Zaferano, per me!").reading.corrected == "lo zafferano, per me!"


def test_a_country_is_recognised_in_either_language_and_can_be_taken_away(catalogue):
    for text, language, label in (("zafferano Giappone", "it", "Giappone"), ("zafferano Japan", "en", "Japan")):
        chip = find(text, language=language).reading.recognised[0]
        assert (chip.name, chip.value, chip.label, chip.rest) == ("country", "JP", label, "zafferano")


def test_what_was_recognised_lifts_and_never_excludes(catalogue):
    ranked = found("zafferano giappone")

    assert ranked[0] == "japan"
    assert set(ranked) == {"japan", "germany", "anywhere", "como"}
    assert ranked.index("anywhere") < ranked.index("germany")


def test_a_province_is_recognised(catalogue):
    chip = find("zafferano a Como").reading.recognised[0]

    assert (chip.name, chip.value, chip.text) == ("province", "CO", "Como")


def test_every_country_is_recognised_by_its_names(catalogue):
    places = data.read("places")
    others = {entry["term"] for entry in places["ambiguous"]}  # 'Monaco' is rather the one in Bavaria
    names = [(entry["iso2"], entry[language]) for entry in places["countries"] for language in ("it", "en")]
    wrong = [
        (code, name)
        for code, name in names
        if name not in others
        and ("country", code) not in {(chip.name, chip.value) for chip in find(name).reading.recognised}
    ]
    assert wrong == []


def test_every_two_way_synonym_finds_the_others():
    """As far as its words carry meaning: 'azienda espositrice' is left with one of its words, and is no phrase."""
    groups = [
        [term for term in map(str, entry["terms"]) if _keeps_its_words(term)]
        for entry in data.read("synonyms")["two_way"]
    ]
    rebuild(
        [
            document(slug=f"g-{number}-{place}", title_it=term)
            for number, terms in enumerate(groups)
            for place, term in enumerate(terms)
        ]
    )
    wrong = []
    for number, terms in enumerate(groups):
        expected = {f"g-{number}-{place}" for place in range(len(terms))}
        for term in terms:
            hits = find(term, page_size=100, exact=True).hits
            if not expected <= {hit.slug for hit in hits}:
                wrong.append((term, terms))
    assert wrong == []


def _keeps_its_words(term):
    spoken = analysis.tokens(term)
    content = [word for word in spoken if not analysis.is_stop_word(word)]
    return len(content) > 1 or len(content) == len(spoken)


def _read(text, language="it", exact=False):
    return understand(text, language, index.current(), labels.current(), lexicon(), exact=exact)


#: Text as people paste it: known words, places, marks and any character, NUL and all.
queries = st.lists(
    st.sampled_from([*WORDS, "giappone", "camera di commercio di", "ho.re.ca.", "e-commerce", "know how", "1 2 3"])
    | st.text(max_size=15)
    | st.sampled_from(
        ["-", '"', "'", "OR", "NOT", "*", "(", ":", "%", "\\", "\x00", "²", "Ⅳ", "ﷺ", "İ", "ẞ", "\u200f"]
    ),
    max_size=12,
).map(" ".join)


@given(text=queries, exact=st.booleans())
def test_any_text_is_read_without_an_error(catalogue, text, exact):
    reading = _read(text, exact=exact).reading

    assert reading.text == text
    for chip in reading.recognised:
        assert chip.text in (reading.corrected or text)


@given(q=queries, page=st.text(max_size=5), country=st.lists(st.text(max_size=3), max_size=3), name=st.text(max_size=8))
def test_any_query_string_is_searched_without_an_error(catalogue, q, page, country, name):
    filters = parse({"q": q, "page": page, "country": ",".join(country), name: "1"})

    assert find(filters.q, page=filters.page, country=filters.country).count >= 0


@given(text=st.text(characters, max_size=200), language=st.sampled_from(["it", "en"]))
def test_terms_are_folded_letters_and_digits_that_the_index_can_hold(text, language):
    for term in analysis.terms(text, language):
        assert 0 < len(term) <= analysis.MAX_TERM
        assert term.isascii()
        assert term == term.lower()


@given(text=st.text(characters, max_size=100))
def test_folding_twice_is_folding_once(text):
    assert analysis.fold(analysis.fold(text)) == analysis.fold(text)
