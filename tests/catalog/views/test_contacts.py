"""Whom to turn to on a sheet: the nearest first, or everybody and a word that nothing is known of the reader."""

import pytest

from catalog.enums import EditorialStatus
from catalog.views.contacts import MOST
from tests import factories
from tests.portal.catalogues import addresses, clear, publish

pytestmark = pytest.mark.django_db

UNKNOWN = "Non sappiamo dove siete"


@pytest.fixture(autouse=True)
def _provinces():
    for position, (code, name) in enumerate({"BS": "Brescia", "MN": "Mantova", "VA": "Varese"}.items()):
        factories.province(code, name=name, position=position)


@pytest.fixture
def body():
    body = factories.partner(slug="ente", short_name="Ente")
    for name, province in {"Ufficio A": "VA", "Ufficio B": "MN", "Ufficio C": "BS", "Ufficio D": None}.items():
        factories.office(partner=body, name=name, province_id=province, city="Città", phone=f"0{len(name)} 1")
    factories.service(slug="s", partner=body, need=factories.need("fairs"))
    return body


def offices(client, address="/servizi/s/"):
    """The names of the offices in the order of the page, and what is said of where the reader is."""
    response = client.get(address)
    context = response.context
    shown = [office.name[-1] for office in [*context["offices"], *context["other_offices"]]]
    return "".join(shown), response.content.decode()


def test_without_a_province_all_are_listed_and_that_is_said(client, body):
    shown, page = offices(client)

    assert shown == "ABCD"
    assert UNKNOWN in page
    assert all(f"Ufficio {letter}" in page for letter in shown)


def test_the_nearest_come_first_then_those_next_door(client, body):
    shown, page = offices(client, "/servizi/s/?province=BS")

    assert shown == "CBAD"
    assert UNKNOWN not in page
    assert "Prima le sedi più vicine alla provincia di Brescia." in page
    assert 'href="/sportelli/brescia/"' in page
    assert offices(client)[0] == "CBAD"  # remembered
    assert offices(client, "/servizi/s/?province=")[0] == "ABCD"  # forgotten


def test_more_offices_than_fit_unfold(client, body):
    page = offices(client)[1]

    assert len(body.offices.all()) == MOST + 1
    assert page.index('<details class="pm-more-offices">') > page.index("Ufficio C")
    assert "Un’altra sede" in page


def test_where_the_body_has_no_office_near_others_that_help_with_the_same_are_named(client, body):
    body.offices.exclude(province="VA").delete()
    need = factories.need("fairs")
    near = factories.partner(slug="vicino", short_name="Ente vicino")
    factories.office(partner=near, name="Senza telefono", province_id="BS")
    factories.office(partner=near, name="Con telefono", province_id="BS", phone="030 1")
    factories.service(partner=near, need=need)
    other = factories.partner(short_name="Per altro")
    factories.office(partner=other, province_id="BS")
    factories.service(partner=other, need=factories.need("tenders"))
    hidden = factories.partner(short_name="Nascosto", editorial_status=EditorialStatus.DRAFT)
    factories.office(partner=hidden, province_id="BS")
    factories.service(partner=hidden, need=need)

    response = client.get("/servizi/s/?province=BS")

    assert [office.name for office in response.context["nearby"]] == ["Con telefono"]
    assert "Di Ente non conosciamo una sede in provincia di Brescia." in response.content.decode()
    assert "Ente vicino" in response.content.decode()


def test_in_english_too(client, body):
    page = client.get("/en/services/s/?province=BS").content.decode()

    assert "The offices nearest to the province of Brescia come first." in page


@pytest.mark.parametrize("name", ["catalog:service", "catalog:opportunity", "catalog:partner", "missions:mission"])
def test_what_is_near_costs_the_same_however_much_there_is(client, name, django_assert_max_num_queries):
    """Far from every office of the body, the costliest case."""
    counts = []
    for size in (1, 3):
        publish(size)
        client.get(addresses("it")[name] + "?province=BS")
        with django_assert_max_num_queries(8) as queries:
            assert client.get(addresses("it")[name]).context["province"] == "BS"
        counts.append(len(queries))
        clear()
    assert counts[0] == counts[1]
