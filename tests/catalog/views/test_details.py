"""What an entry's page says, and what it says when nobody published it."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from catalog.enums import Cost, Delivery, EditorialStatus, Stage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return localdate()


def _page(client, address):
    response = client.get(address)
    return response, response.content.decode()


def test_a_service_says_whom_it_is_for_and_how_to_get_it(client):
    factories.province("CO", name="Como")
    partner = factories.partner(slug="ente", short_name="Bergamotto", provinces=["CO"], url="https://ente.example/")
    factories.office(partner=partner, name="Sportello", city="Como", phone="031 256 111", email="a@ente.example")
    factories.service(
        slug="s",
        partner=partner,
        how_to_access_it="Si telefona.",
        cost=Cost.FREE,
        delivery=[Delivery.ONLINE, Delivery.IN_PERSON, "by-pigeon"],
        stages=[Stage.FIRST_TIME, Stage.CONSOLIDATING],
        sectors=[factories.sector(label_it="Vino")],
        countries=[factories.country(label_it="Giappone")],
        questions_it=["Come comincio?"],
        sources=["https://www.ente.example/servizio"],
        checked="2026-10-08",
        url="https://ente.example/servizio",
    )

    response, page = _page(client, "/servizi/s/")

    assert response.context["delivery"] == [Delivery.ONLINE.label, Delivery.IN_PERSON.label]
    for text in ("Si telefona.", "Vino", "Giappone", "Como", "Come comincio?", "Sportello", "ente.example", "l’8"):
        assert text in page
    assert 'href="tel:031256111"' in page
    assert 'href="https://ente.example/servizio"' in page
    assert response.context["partner_url"] == "/enti/ente/"


def test_what_is_not_known_of_a_service_is_said_not_to_be_known(client):
    factories.service(slug="s", partner=factories.partner(short_name="Bergamotto"))

    page = _page(client, "/servizi/s/")[1]

    assert page.count('class="pm-unknown') == 4  # steps, documents, cost, terms
    assert page.count("Bergamotto") > 4


def test_the_eight_parts_of_the_national_model_are_there_in_their_order(client):
    factories.service(slug="s")

    response, page = _page(client, "/servizi/s/")

    anchors = [anchor for anchor, _label in response.context["index"]]
    assert anchors == ["chi", "come", "serve", "ottiene", "tempi", "costi", "accedi", "condizioni", "contatti"]
    positions = [page.index(f'<section id="{anchor}"') for anchor in anchors]
    assert positions == sorted(positions)
    for element in ("addressed", "how-to", "needed", "achieved", "calendar-text", "generic-access", "area", "title"):
        assert f'data-element="service-{element}"' in page


def test_for_every_kind_of_firm_is_for_all(client):
    factories.service(slug="all", stages=Stage.values)
    factories.service(slug="none", stages=[])

    assert client.get("/servizi/all/").context["stages"] == client.get("/servizi/none/").context["stages"] == ""


def test_an_open_call_says_how_much_of_its_time_is_over(client, today):
    factories.opportunity(slug="o", opens=today - timedelta(days=9), closes=today + timedelta(days=10))

    response, page = _page(client, "/opportunita/o/")

    assert response.context["span"] == {"day": 10, "days": 20}
    assert '<progress class="pm-span" max="20" value="10"' in page


@pytest.mark.parametrize(
    "dates",
    [{}, {"closes": 5}, {"opens": -5}, {"opens": -9, "closes": -5}, {"opens": 5, "closes": 9}, {"rolling": True}],
)
def test_a_call_without_both_dates_or_not_open_shows_no_span(client, today, dates):
    days = {name: value if name == "rolling" else today + timedelta(days=value) for name, value in dates.items()}
    factories.opportunity(slug="o", **days)

    assert client.get("/opportunita/o/").context["span"] is None


def test_a_bodys_page_lists_what_it_does_what_can_be_used_first(client, today):
    body = factories.partner(slug="ente")
    for title, dates in {
        "Chiusa da tempo": {"closes": today - timedelta(days=300)},
        "Chiusa": {"closes": today - timedelta(days=3)},
        "Aperta a lungo": {"closes": today + timedelta(days=30)},
        "In apertura": {"opens": today + timedelta(days=3)},
        "Aperta ancora poco": {"closes": today + timedelta(days=3)},
        "Senza date": {},
    }.items():
        factories.opportunity(partner=body, title_it=title, **dates)
    factories.opportunity(partner=body, title_it="Bozza", editorial_status=EditorialStatus.DRAFT)
    factories.service(partner=body, title_it="Servizio")
    factories.service(title_it="Di un altro")

    response, page = _page(client, "/enti/ente/")

    expected = ["Aperta ancora poco", "Aperta a lungo", "In apertura", "Senza date", "Chiusa", "Chiusa da tempo"]
    positions = [page.index(f">{title}</a>") for title in expected]
    assert positions == sorted(positions)
    assert "Bozza" not in page
    assert "Di un altro" not in page
    assert response.context["counts"] == {"offices": 0, "services": 1, "open": 2}


def test_of_a_body_that_is_not_public_no_page_is_promised(client):
    factories.service(slug="s", partner=factories.partner(slug="ente", editorial_status=EditorialStatus.DRAFT))

    response, page = _page(client, "/servizi/s/")

    assert response.context["partner_url"] == ""
    assert "/enti/ente/" not in page


def test_texts_of_staff_are_text(client):
    evil = "<script>alert(1)</script>"
    factories.service(
        slug="s",
        title_it=evil,
        summary_it=evil,
        description_it=f"{evil}\n\n{evil}",
        questions_it=[evil],
        how_to_access_it=evil,
        partner=factories.partner(name=evil, short_name=evil),
    )

    assert evil not in _page(client, "/servizi/s/")[1]
