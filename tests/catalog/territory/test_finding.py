"""Finding a place by what a reader writes of its name."""

import pytest

from catalog.territory.finding import alike, places, rank
from catalog.territory.municipalities import key, listed, spelt
from tests import factories

NAMES = {
    "LO": ["Lodi", "Lodi Vecchio", "Sant’Angelo Lodigiano"],
    "MI": ["San Donato Milanese", "Trezzo sull’Adda", "Cernusco sul Naviglio"],
    "BS": ["Brescia", "Desenzano del Garda", "Salò"],
    "MB": ["Muggiò"],
}


@pytest.fixture
def lombardy(db):
    for code, names in NAMES.items():
        province = factories.province(code, name={"MB": "Monza e Brianza", "BS": "Brescia"}.get(code, code))
        for name in names:
            factories.municipality(key(name), name=name, province=province)


def named(text):
    return [str(place.municipality or place.province) for place in places(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Desenzano", ["Desenzano del Garda"]),
        ("desenzano d garda", ["Desenzano del Garda"]),
        ("SALO'", ["Salò"]),
        ("muggio", ["Muggiò"]),
        ("Sant'Angelo", ["Sant’Angelo Lodigiano"]),
        ("santangelo lod", ["Sant’Angelo Lodigiano"]),
        ("s. donato", ["San Donato Milanese"]),
        ("trezzo adda", ["Trezzo sull’Adda"]),
        ("cernusco s/n", ["Cernusco sul Naviglio"]),
        ("  naviglio ", ["Cernusco sul Naviglio"]),
        ("lod", ["Lodi", "Lodi Vecchio"]),
        ("lodi", ["Lodi"]),
        ("Lodi V", ["Lodi Vecchio"]),
        ("Monza e Brianza", ["Monza e Brianza"]),
        ("mb", ["Monza e Brianza"]),
        ("Napoli", []),
        ("", []),
        ("'’.-", []),
        ("日本 \ud800", []),
        ("a" * 5_000, []),
    ],
)
def test_a_place_is_found_by_what_is_written_of_its_name(lombardy, text, names):
    assert named(text)[: len(names) or None] == names


def test_a_municipality_comes_before_the_province_of_its_name(lombardy):
    (place,) = places("brescia")

    assert (place.municipality.name, place.province.code) == ("Brescia", "BS")


def test_the_closest_name_comes_first(lombardy):
    assert named("lod") == ["Lodi", "Lodi Vecchio", "Sant’Angelo Lodigiano"]


@pytest.mark.parametrize(
    ("asked", "slug", "expected"),
    [
        ("lodi", "lodi", 0),
        ("lod", "lodi-vecchio", 1),
        ("santang", "sant-angelo-lodigiano", 2),
        ("s-lod", "sant-angelo-lodigiano", 3),
        ("vecchio", "lodi-vecchio", 4),
        ("vecchio-lodi", "lodi-vecchio", None),
        ("odi", "lodi", None),
    ],
)
def test_how_well_a_name_answers(asked, slug, expected):
    assert rank(asked, slug) == expected


def test_a_misspelt_name_has_near_ones(lombardy):
    assert [place.municipality.name for place in alike("Bresica")] == ["Brescia"]
    assert alike("xyzzy") == []
    assert alike("") == []


def test_finding_asks_the_database_a_fixed_number_of_times(lombardy, django_assert_num_queries):
    for text, count in (("lod", 3), ("lodi", 2), ("", 0)):
        with django_assert_num_queries(count):
            places(text)


def test_the_list_is_all_of_lombardy():
    found = list(listed(frozenset(["BG", "BS", "CO", "CR", "LC", "LO", "MB", "MI", "MN", "PV", "SO", "VA"])))

    assert 1_480 < len(found) < 1_520
    assert len({place.slug for place in found}) == len({place.code for place in found}) == len(found)
    names = {place.slug: (place.name, place.province_id) for place in found}
    assert names["villa-d-alme"] == ("Villa d’Almè", "BG")
    assert names["campione-d-italia"] == ("Campione d’Italia", "CO")
    assert len({province for _name, province in names.values()}) == 12


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Trezzo Sull'Adda", "Trezzo sull’Adda"),
        ("Corte De' Frati", "Corte de’ Frati"),
        ("Castello Dell'Acqua", "Castello dell’Acqua"),
        ("Bardello Con Malgesso E Bregano", "Bardello con Malgesso e Bregano"),
        ("Sotto Il Monte Giovanni Xxiii", "Sotto il Monte Giovanni XXIII"),
        ("Sant'Alessio Con Vialone", "Sant’Alessio con Vialone"),
        ("La Valletta Brianza", "La Valletta Brianza"),
    ],
)
def test_names_are_spelt_as_in_italian(given, name):
    assert spelt(given) == name
