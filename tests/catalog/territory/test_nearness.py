"""Who is near whom, and what the map of tiles counts."""

import pytest

from catalog.enums import EditorialStatus, PartnerKind
from catalog.loading import load
from catalog.models import Municipality, Office, Province
from catalog.territory.municipalities import key
from catalog.territory.nearness import Nearness, around, bordering, by_nearness, nearness
from catalog.territory.tiles import tiles
from tests import factories

ALL = ["BG", "BS", "CO", "CR", "LC", "LO", "MB", "MI", "MN", "PV", "SO", "VA"]


@pytest.fixture
def provinces(db):
    return {code: factories.province(code, name=code) for code in ALL}


def test_borders_go_both_ways():
    for code in ALL:
        assert bordering(code)
        assert all(code in bordering(other) for other in bordering(code))
    assert bordering("BS") == {"BG", "CR", "MN", "SO"}
    assert bordering("MI") == {"BG", "CR", "LO", "MB", "PV", "VA"}
    assert bordering("XX") == frozenset()


def test_the_same_town_then_the_province_then_next_door(provinces):
    body = factories.partner()
    far, next_door, same, town = (
        factories.office(partner=body, city=city, province=provinces[code])
        for city, code in (("Varese", "VA"), ("Cremona", "CR"), ("Lumezzane", "BS"), ("Villa d’Almè", "BS"))
    )

    assert by_nearness([far, next_door, same, town], "BS", "VILLA D'ALME") == [town, same, next_door, far]
    assert nearness(town, "BS") == Nearness.PROVINCE
    assert nearness(factories.office(city="Lugano"), "BS", "Lugano") == Nearness.FARTHER


def test_whom_the_firms_of_a_province_can_turn_to(provinces):
    town = factories.municipality("lumezzane", province=provinces["BS"])
    chamber = factories.partner(short_name="Camera", kind=PartnerKind.CHAMBERS, provinces=["BS", "CR", "VA"])
    unknown = factories.partner(short_name="Senza sede", provinces=["BS"])
    next_door = factories.partner(short_name="Accanto", provinces=["BS", "CR"])
    elsewhere = factories.partner(short_name="Lontana", provinces=["BS", "VA"])
    region = factories.partner(short_name="Regione", kind=PartnerKind.REGION)
    others = factories.partner(short_name="Altri", provinces=["CR"])
    hidden = factories.partner(short_name="Bozza", provinces=["BS"], editorial_status=EditorialStatus.DRAFT)
    for partner, city, code in (
        (chamber, "Lumezzane", "BS"),
        (chamber, "Brescia", "BS"),
        (chamber, "Cremona", "CR"),
        (chamber, "Varese", "VA"),
        (next_door, "Cremona", "CR"),
        (next_door, "Varese", "VA"),
        (elsewhere, "Varese", "VA"),
        (region, "Brescia", "BS"),
        (region, "Cremona", "CR"),
        (others, "Cremona", "CR"),
        (hidden, "Brescia", "BS"),
    ):
        factories.office(partner=partner, city=city, province=provinces[code])

    found = around(provinces["BS"], town)

    def at(offices):
        return [(office.partner.short_name, office.city) for office in offices]

    assert at(found.here) == [("Camera", "Lumezzane")]
    assert at(found.province) == [("Regione", "Brescia"), ("Camera", "Brescia")]
    assert at(found.bordering) == [("Accanto", "Cremona")]
    assert found.unplaced == [elsewhere, unknown]
    assert found.regional == [region]


def test_the_neighbourhood_asks_the_database_twice(provinces, django_assert_num_queries):
    for _number in range(3):
        factories.office(partner=factories.partner(provinces=["BS"]), city="Brescia", province=provinces["BS"])

    with django_assert_num_queries(2):
        [office.partner.short_name for office in around(provinces["BS"]).province]


def test_a_tile_counts_the_offices_of_public_bodies(provinces):
    body = factories.partner()
    for code, count in (("VA", 8), ("BS", 2), ("MN", 1)):
        for _number in range(count):
            factories.office(partner=body, province=provinces[code])
    factories.office(partner=factories.partner(editorial_status=EditorialStatus.DRAFT), province=provinces["BS"])

    found = {tile.province.code: (tile.count, tile.level) for tile in tiles()}

    assert sorted(found) == ALL
    assert found["VA"] == (8, 4)
    assert found["BS"] == (2, 1)
    assert found["SO"] == (0, 1)


def test_no_two_tiles_overlap(provinces):
    placed = tiles()
    for one in placed:
        assert one.x >= 0
        assert one.x + one.width <= 360
        assert one.y + one.height <= 334
        for other in placed:
            apart = (
                one.x + one.width <= other.x
                or other.x + other.width <= one.x
                or one.y + one.height <= other.y
                or other.y + other.height <= one.y
            )
            assert one == other or apart


def test_without_provinces_there_is_no_map(db):
    assert Province.objects.count() == 0
    assert tiles() == []


def test_every_office_of_the_catalogue_is_in_a_municipality_of_its_province(db):
    load()

    known = set(Municipality.objects.values_list("slug", "province_id"))
    offices = Office.objects.exclude(city="")
    assert [office.city for office in offices if (key(office.city), office.province_id) not in known] == []
