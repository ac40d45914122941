"""A list of countries as people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import countries
from catalog.models import MacroArea
from tests import factories

pytestmark = pytest.mark.django_db

NAMES = {
    "DE": ("Germania", "Germany"),
    "CH": ("Svizzera", "Switzerland"),
    "US": ("Stati Uniti", "United States"),
    "BA": ("Bosnia ed Erzegovina", "Bosnia and Herzegovina"),
    "FR": ("Francia", "France"),
}


@pytest.fixture(autouse=True)
def _countries():
    for code, (italian, english) in NAMES.items():
        factories.country(code, label_it=italian, label_en=english)
    MacroArea.objects.create(slug="golfo", label_it="Golfo", label_en="Gulf")


def _codes(text):
    return [country.pk for country in countries.named(text).countries]


@pytest.mark.parametrize(
    "text",
    [
        "Germania, Svizzera, Stati Uniti",
        "germania; SVIZZERA / usa",
        "Germany, Switzerland and the United States".replace("the ", ""),
        "Germania\nSvizzera\nU.S.A.",
        "Germania, Svizzera e Stati Uniti.",
        "Germania, Germania, Svizzera, America",
    ],
)
def test_countries_are_found_each_once_in_any_spelling(text):
    assert _codes(text) == ["DE", "CH", "US"]


def test_a_name_that_holds_an_and_is_one_country():
    assert _codes("Bosnia ed Erzegovina e Francia") == ["BA", "FR"]


def test_what_is_no_country_is_told_with_the_name_spelt_most_nearly():
    found = countries.named("Girmania, Atlantide, Golfo")

    assert (found.countries, found.areas, found.unknown) == ((), ("Golfo",), ("Girmania", "Atlantide"))
    assert dict(found.alike) == {"Girmania": "Germania"}


def test_a_no_is_not_norway():
    factories.country("NO", label_it="Norvegia", label_en="Norway")

    assert countries.named("no").unknown == ("no",)


@given(st.text(max_size=80))
def test_any_text_is_read(text):
    countries.named(text)
