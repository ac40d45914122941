"""Who does what: the table as what it is, the others by kind, and the provinces."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from catalog.enums import EditorialStatus, PartnerKind
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_table_comes_first_and_the_others_under_their_kinds(client):
    como, lecco = factories.province("CO", name="Como", position=1), factories.province("LC", name="Lecco", position=2)
    region = factories.partner(short_name="Regione", kind=PartnerKind.REGION, table_member=True)
    chamber = factories.partner(short_name="Camera", kind=PartnerKind.CHAMBERS, provinces=["LC", "CO"])
    bank = factories.partner(short_name="Banca", kind=PartnerKind.FINANCE)
    factories.partner(kind=PartnerKind.FINANCE, table_member=True, editorial_status=EditorialStatus.DRAFT)

    context = client.get("/chi-fa-che-cosa/").context

    assert [body.partner for body in context["table"]] == [region]
    assert [(kind, [body.partner for body in bodies]) for kind, _label, bodies in context["others"]] == [
        ("chambers", [chamber]),
        ("finance", [bank]),
    ]
    served = [(province, [body.partner for body in bodies]) for province, bodies in context["provinces"]]
    assert served == [(como, [chamber]), (lecco, [chamber])]
    assert {body.partner: body.territory for _kind, _label, bodies in context["others"] for body in bodies} == {
        chamber: "Como e Lecco",
        bank: "Tutta la Lombardia",
    }
    assert context["count"] == 3


def test_a_body_counts_its_services_and_the_calls_one_can_still_use(client):
    body, today = factories.partner(), localdate()
    factories.service(partner=body)
    factories.service(partner=body, editorial_status=EditorialStatus.DRAFT)
    factories.opportunity(partner=body, closes=today)
    factories.opportunity(partner=body, rolling=True)
    factories.opportunity(partner=body, opens=today + timedelta(days=1))
    factories.opportunity(partner=body, closes=today - timedelta(days=1))
    factories.opportunity(partner=body)

    (shown,) = [body for _kind, _label, bodies in client.get("/chi-fa-che-cosa/").context["others"] for body in bodies]

    assert (shown.services, shown.open) == (1, 3)


def test_the_search_among_bodies_leads_there_and_keeps_its_filters(client):
    text = client.get("/enti/?province=CO").content.decode()

    assert 'href="/chi-fa-che-cosa/"' in text
    assert 'href="/chi-fa-che-cosa/"' not in client.get("/servizi/").content.decode()


def test_with_nobody_in_it_the_page_says_so(client):
    assert "Qui non c’è ancora nessuno." in client.get("/chi-fa-che-cosa/").content.decode()
