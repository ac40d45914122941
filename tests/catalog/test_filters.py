"""The grammar of the query string: what it understands, what it sets aside, and the way back to a query string."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from catalog import search
from catalog.filters import MAX_IGNORED, MAX_TEXT, parse
from catalog.search.query import PAGE_SIZE, SearchFilters
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _vocabularies():
    for code in ("JP", "DE"):
        factories.country(code)
    factories.need("orientation")
    factories.sector("wine")
    factories.province("CO")
    factories.partner(slug="ice")


def _parse(query, **options):
    return parse(QueryDict(query), **options)


def test_everything_the_contract_names_is_read():
    query = (
        "q=vino&kind=service&kind=mission&need=orientation&stage=first-time&sector=wine&country=JP&country=DE"
        "&province=CO&partner=ice&type=grant&status=open&closes_before=2026-12-31&sort=deadline&page=2&page_size=50&exact=1"
    )

    filters = _parse(query)

    assert filters == SearchFilters(
        q="vino",
        kind=("service", "mission"),
        need=("orientation",),
        stage=("first-time",),
        sector=("wine",),
        country=("JP", "DE"),
        province=("CO",),
        partner=("ice",),
        type=("grant",),
        status=("open",),
        closes_before=date(2026, 12, 31),
        sort="deadline",
        page=2,
        page_size=50,
        exact=True,
    )
    assert filters.ignored == ()


def test_nothing_asked_is_everything_by_relevance():
    filters = _parse("")

    assert filters == SearchFilters()
    assert (filters.order, filters.page, filters.page_size) == ("relevance", 1, PAGE_SIZE)


@pytest.mark.parametrize(
    ("query", "ignored"),
    [
        ("colour=red", [("colour", "red")]),
        ("country=XX&country=JP", [("country", "XX")]),
        ("country=jp", [("country", "jp")]),
        ("kind=thing", [("kind", "thing")]),
        ("page=0", [("page", "0")]),
        ("page=x", [("page", "x")]),
        ("page=²", [("page", "²")]),
        ("page_size=-5", [("page_size", "-5")]),
        ("closes_before=31.12.2026", [("closes_before", "31.12.2026")]),
        ("sort=price", [("sort", "price")]),
        ("country=", []),
        ("page=", []),
    ],
)
def test_what_means_nothing_is_set_aside(query, ignored):
    filters = _parse(query)

    assert list(filters.ignored) == ignored
    assert filters.country == (("JP",) if "country=JP" in query else ())


def test_only_so_much_of_what_means_nothing_is_told():
    filters = _parse("&".join(f"{'n' * 100}{number}={'v' * 200}" for number in range(100)))

    assert len(filters.ignored) == MAX_IGNORED
    assert {(len(name), len(value)) for name, value in filters.ignored} == {(60, 100)}


def test_a_value_given_twice_counts_once():
    assert _parse("country=JP&country=JP").country == ("JP",)


def test_words_are_trimmed_and_bounded():
    assert _parse("q=++due%0A+parole%00++").q == "due parole"
    assert len(_parse("q=" + "x" * 5_000).q) == MAX_TEXT


def test_of_a_name_that_stands_for_one_value_the_last_counts():
    assert _parse("q=prima&q=dopo&sort=title&sort=newest").q == "dopo"
    assert _parse("sort=title&sort=newest").sort == "newest"


def test_a_page_is_at_most_a_hundred_long():
    assert _parse("page_size=1000").page_size == 100


def test_on_a_one_kind_page_the_kind_is_fixed():
    filters = _parse("kind=mission&q=x", kind="service")

    assert (filters.kind, filters.fixed_kind) == (("service",), "service")
    assert filters.ignored == (("kind", "mission"),)
    assert filters.urlencode() == "q=x"


def test_names_of_the_caller_are_let_pass():
    assert _parse("lang=en", also=("lang",)).ignored == ()
    assert _parse("lang=en").ignored == (("lang", "en"),)


def test_partners_added_meanwhile_are_known_at_once():
    partner = factories.partner(slug="sace")
    search.index_entry(partner)

    assert _parse("partner=sace").partner == ("sace",)


def test_a_change_goes_back_to_the_first_page():
    filters = SearchFilters(q="vino", page=3)

    assert filters.changed(sort="title").page == 1
    assert filters.urlencode(sort="title") == "q=vino&sort=title"
    assert filters.urlencode(page=4) == "q=vino&page=4"
    assert filters.urlencode() == "q=vino&page=3"


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(lambda text: " ".join(text.split()))


@given(
    q=words,
    country=st.lists(st.sampled_from(["JP", "DE", "all"]), unique=True),
    kind=st.lists(st.sampled_from(["service", "mission"]), unique=True),
    closes_before=st.none() | st.dates(min_value=date(1000, 1, 1)),
    sort=st.sampled_from(["", "relevance", "deadline", "newest", "title"]),
    page=st.integers(1, 1_000),
    page_size=st.integers(1, 100),
    exact=st.booleans(),
)
def test_a_query_string_means_the_search_it_was_made_of(q, country, kind, closes_before, sort, page, page_size, exact):
    filters = SearchFilters(
        q=q,
        country=tuple(country),
        kind=tuple(kind),
        closes_before=closes_before,
        sort=sort,
        page=page,
        page_size=page_size,
        exact=exact,
    )

    assert _parse(filters.urlencode()) == filters


@given(st.text(max_size=60))
def test_any_query_string_is_read(text):
    assert _parse(text).page >= 1
