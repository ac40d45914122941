"""What to look out for, from what is known of an opportunity."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from catalog.enums import OpportunityType
from catalog.guidance.cautions import FEW, cautions
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
OPEN = {"closes": TODAY + timedelta(days=9)}


def said(language="it", **fields):
    links = {name: fields.pop(name) for name in ("sectors", "countries") if name in fields}
    type_ = fields.pop("type", OpportunityType.GRANT)
    entry = factories.opportunity(**{**OPEN, **fields}, **links)
    entry.type = type_
    with override(language):
        return cautions(entry, TODAY)


def test_an_open_grant_for_all_needs_no_caution():
    assert said() == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"rolling": True, "closes": None}, "I fondi possono finire prima della vostra domanda"),
        ({"closes": None}, "Le date non sono pubblicate"),
        ({"type": OpportunityType.LOAN}, "È un prestito: si restituisce."),
        ({"type": OpportunityType.GUARANTEE}, "È una garanzia: i soldi li dà una banca"),
    ],
)
def test_each_danger_has_its_sentence(fields, sentence):
    (only,) = said(**fields)

    assert only.startswith(sentence)


def test_a_fair_without_a_deadline_has_no_funds_to_run_out():
    assert said(type=OpportunityType.FAIR, rolling=True, closes=None) == []


def test_whom_it_is_only_for_is_said():
    factories.province("CO", name="Como")
    body = factories.partner(provinces=["CO"])
    sectors, countries = [factories.sector(label_it="Vino")], [factories.country(label_it="Giappone")]

    assert said(partner=body, sectors=sectors, countries=countries) == [
        "È solo per le imprese di queste province: Como.",
        "Riguarda solo questi Paesi: Giappone.",
        "È solo per questi settori: Vino.",
    ]


def test_many_countries_are_counted_and_many_sectors_left_to_the_list():
    countries = [factories.country(code) for code in ("JP", "DE", "FR", "ES", "AT", "CH")]
    sectors = [factories.sector(f"sector-{number}") for number in range(FEW + 1)]

    assert said(countries=countries, sectors=sectors, language="en") == [
        "It is only about 6 countries: check that yours is among them."
    ]


def test_a_page_shows_them_and_a_closed_call_none(client):
    factories.opportunity(slug="open", rolling=True)
    factories.opportunity(slug="closed", closes=date(2020, 1, 1))

    page = client.get("/opportunita/open/").content.decode()
    assert "A che cosa stare attenti" in page
    assert 'href="#attenzione"' in page
    assert "A che cosa stare attenti" not in client.get("/opportunita/closed/").content.decode()
