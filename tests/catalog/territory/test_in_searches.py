"""Municipalities in the words of a search: each is of its province; one that is also a word needs its capital."""

from datetime import date

import pytest

from catalog.search import search
from catalog.search.query import SearchFilters

pytestmark = pytest.mark.django_db


def provinces(text):
    reading = search(SearchFilters(q=text), language="it", today=date(2026, 11, 24)).reading
    return {known.value for known in reading.recognised if known.name == "province"}


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("voucher fiere Concorezzo", "MB"),
        ("sede a paullo", "MI"),
        ("Villa d'Almè", "BG"),
        ("villa d’alme", "BG"),
        ("azienda di Cernusco sul Naviglio", "MI"),
        ("Sotto il Monte Giovanni XXIII", "BG"),
        ("Nave", "BS"),
        ("Crema", "CR"),
    ],
)
def test_a_municipality_says_its_province(text, province):
    assert provinces(text) == {province}


@pytest.mark.parametrize("text", ["nave per la Cina", "primo mese", "crema viso", "opera in metallo", "gorgonzola dop"])
def test_a_word_of_every_day_is_no_place(text):
    assert provinces(text) == set()


@pytest.mark.parametrize(("text", "country"), [("fiere a San Paolo", "BR"), ("Cologne", "DE")])
def test_the_greater_town_abroad_is_meant(text, country):
    reading = search(SearchFilters(q=text), language="it", today=date(2026, 11, 24)).reading

    assert provinces(text) == set()
    assert country in {known.value for known in reading.recognised}
