"""Facets: exact counts, each facet without its own filter, in a stated order."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.enums import EditorialStatus
from catalog.models import Partner
from catalog.search import indexing, search
from catalog.search.query import SearchFilters
from tests import factories
from tests.factories import document
from tests.search.corpora import DAYS, TODAY, WORDS, catalogues, find, rebuild

pytestmark = pytest.mark.django_db

VALUES = {
    "kind": ["service", "opportunity", "partner", "mission"],
    "need": ["selling", "starting"],
    "country": ["JP", "DE", "all"],
    "province": ["CO", "MI", "all"],
    "partner": ["ice", "sace"],
    "status": ["open", "upcoming", "closed", "rolling"],
}
choices = st.fixed_dictionaries(
    {}, optional={name: st.lists(st.sampled_from(values), min_size=1, unique=True) for name, values in VALUES.items()}
)


@pytest.fixture
def vocabularies():
    """What gives facet values their labels: only a labelled value is listed."""
    for slug in VALUES["need"]:
        factories.need(slug)
    for code in ("JP", "DE"):
        factories.country(code)
    for code in ("CO", "MI"):
        factories.province(code)
    for slug in VALUES["partner"]:
        factories.partner(slug=slug, short_name=slug.upper())


@given(
    catalogue=catalogues,
    q=st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join),
    chosen=choices,
    closes_before=DAYS,
)
def test_a_count_is_that_of_the_search_it_leads_to(vocabularies, catalogue, q, chosen, closes_before):
    rebuild(catalogue)
    filters = SearchFilters(q=q, closes_before=closes_before, **{name: tuple(chosen[name]) for name in chosen})

    facets = {facet.name: facet.values for facet in search(filters, language="it", today=TODAY).facets}

    for name, values in VALUES.items():
        listed = {value.value: value for value in facets[name]}
        for value in values:
            leads_to = search(replace(filters, **{name: (value,)}), language="it", today=TODAY).count
            assert (listed[value].count if value in listed else 0) == leads_to
            assert (value in listed) == bool(leads_to or value in chosen.get(name, ()))
        assert {value for value in listed if listed[value].selected} == set(chosen.get(name, ()))


def test_the_long_facets_list_the_commonest_first_and_equals_by_name(vocabularies):
    factories.country("DE", label_it="Germania")
    rebuild(
        [
            document(facets={"country": ["JP"]}),
            document(facets={"country": ["JP", "DE"]}),
            document(),
        ]
    )

    countries = next(facet for facet in find().facets if facet.name == "country")

    assert [value.value for value in countries.values] == ["JP", "DE", "all"]
    assert [value.count for value in countries.values] == [2, 1, 1]


def test_needs_are_listed_in_their_own_order():
    factories.need("second", position=2)
    factories.need("first", position=1)
    rebuild([document(facets={"need": ["second"]}), document(facets={"need": ["second", "first"]})])

    needs = next(facet for facet in find().facets if facet.name == "need")

    assert [(value.value, value.count) for value in needs.values] == [("first", 1), ("second", 2)]


def test_labels_are_in_the_readers_language(vocabularies):
    rebuild([document(facets={"country": ["JP"]})])

    for language, name, label in (("it", "Paese", "Paese JP"), ("en", "Country", "Country JP")):
        country = next(facet for facet in find(language=language).facets if facet.name == "country")
        assert (country.label, country.values[0].label) == (name, label)


def test_a_partner_that_is_withdrawn_leaves_the_list(vocabularies):
    rebuild([document(partner_slug="ice")])
    assert [value.value for value in _partners()] == ["ice"]

    Partner.objects.filter(slug="ice").update(editorial_status=EditorialStatus.ARCHIVED)
    indexing.remove("partner", "ice")
    rebuild([document(partner_slug="ice")])

    assert _partners() == ()


def _partners():
    return next(facet for facet in find().facets if facet.name == "partner").values
