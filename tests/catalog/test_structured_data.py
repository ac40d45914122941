"""What pages tell programs: as the national model and schema.org have it, for every entry of the catalogue."""

import json
import re
from datetime import date
from pathlib import Path

import jsonschema_rs
import pytest
from django.utils.translation import override

from catalog import structured_data
from catalog.enums import EditorialStatus, OpportunityType, PartnerKind
from catalog.loading import load
from catalog.models import Opportunity, Partner, Service
from missions.models import Mission
from missions.structured_data import mission as mission_data
from tests import factories
from tests.portal.catalogues import addresses, publish

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
SCHEMA = json.loads((Path(__file__).parent / "schemas" / "structured_data.json").read_text())
SCRIPT = re.compile(r'<script type="application/ld\+json"( data-element="metatag")?>(.*?)</script>', re.DOTALL)


def absolute(path):
    return f"https://portal.example{path}"


def faults(name, data):
    """What a schema finds wrong with some data."""
    validator = jsonschema_rs.Draft202012Validator({**SCHEMA, "$ref": f"#/$defs/{name}"})
    return [f"{'/'.join(map(str, fault.instance_path))}: {fault.message}" for fault in validator.iter_errors(data)]


def test_every_entry_of_the_catalogue_is_described_as_the_schema_asks():
    load()
    wrong, located, addressed = {}, 0, 0
    for language in ("it", "en"):
        with override(language):
            for entry in Service.objects.select_related("partner", "need").order_by("pk"):
                offices = list(entry.partner.offices.all())
                data = structured_data.service(entry, offices, absolute)
                wrong[language, entry.slug] = faults("service", data)
                located += "serviceLocation" in data["availableChannel"]
                addressed += any(office.address and office.city for office in offices)
            for entry in Opportunity.objects.select_related("partner", "need").order_by("pk"):
                wrong[language, entry.slug] = faults("opportunity", structured_data.opportunity(entry, TODAY, absolute))
            for entry in Partner.objects.all():
                data = structured_data.partner(entry, entry.offices.all(), absolute)
                wrong[language, entry.slug] = faults("partner", data)
            for entry in Mission.objects.select_related("partner"):
                wrong[language, entry.slug] = faults("mission", mission_data(entry, absolute))

    assert {key: found for key, found in wrong.items() if found} == {}
    assert len(wrong) > 500
    assert located == addressed > 0


def test_the_schema_would_find_a_fault():
    data = structured_data.service(factories.service(), [], absolute)

    assert faults("service", data) == []
    for name in data:
        assert faults("service", {key: value for key, value in data.items() if key != name})
    assert faults("service", {**data, "serviceOperator": {"@type": "Organization"}})
    assert faults("service", {**data, "price": "1"})


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_page_of_an_entry_carries_its_data_and_the_way_to_it(client, language):
    publish(1)
    names = {"catalog:service": "service", "catalog:opportunity": "opportunity", "catalog:partner": "partner"}
    for view, name in {**names, "missions:mission": "mission"}.items():
        page = client.get(addresses(language)[view]).content.decode()

        (mark, data), (other, way) = SCRIPT.findall(page)

        assert (bool(mark), bool(other)) == (True, False)
        assert faults(name, json.loads(data)) == []
        assert faults("breadcrumbs", json.loads(way)) == []
        assert json.loads(way)["itemListElement"][-1]["item"] == f"http://testserver{addresses(language)[view]}"


def test_a_text_cannot_end_the_script_it_stands_in(client):
    factories.service(slug="s", title_it="</script><script>alert(1)</script>", summary_it="<!-- & -->")

    page = client.get("/servizi/s/").content.decode()

    assert "</script><script>alert" not in page
    assert json.loads(SCRIPT.search(page)[2])["name"] == "</script><script>alert(1)</script>"
    assert json.loads(SCRIPT.search(page)[2])["description"] == "<!-- & -->"


@pytest.mark.parametrize(
    ("type_", "dates", "expected"),
    [
        (
            OpportunityType.GRANT,
            {"opens": date(2026, 9, 1), "closes": date(2026, 12, 31)},
            {"@type": "FinancialIncentive", "validThrough": "2026-12-31", "incentiveStatus": "Active"},
        ),
        (OpportunityType.LOAN, {"rolling": True}, {"@type": "FinancialIncentive", "incentiveStatus": "Active"}),
        (OpportunityType.GRANT, {"closes": date(2026, 1, 1)}, {"incentiveStatus": "Retired"}),
        (OpportunityType.GRANT, {"opens": date(2027, 1, 1)}, {"incentiveStatus": "InDevelopment"}),
        (
            OpportunityType.GUARANTEE,
            {},
            {"@type": "FinancialIncentive", "incentiveStatus": None, "incentiveType": None},
        ),
        (
            OpportunityType.FAIR,
            {"opens": date(2026, 9, 1), "closes": date(2026, 9, 4)},
            {"@type": "ExhibitionEvent", "startDate": "2026-09-01", "endDate": "2026-09-04", "validFrom": None},
        ),
        (OpportunityType.TENDER, {"closes": date(2027, 1, 1)}, {"@type": "Demand", "validThrough": "2027-01-01"}),
    ],
)
def test_an_opportunity_is_what_its_kind_and_dates_make_it(type_, dates, expected):
    entry = factories.opportunity(**dates)
    entry.type = type_

    data = structured_data.opportunity(entry, TODAY, absolute)

    assert faults("opportunity", data) == []
    for name, value in expected.items():
        found = data.get(name)
        assert (found.rpartition("IncentiveStatus")[2] if name == "incentiveStatus" and found else found) == value


def test_a_body_that_is_not_public_has_no_page_and_one_of_the_state_is_of_the_government():
    body = factories.partner(kind=PartnerKind.CHAMBERS, editorial_status=EditorialStatus.DRAFT)

    assert structured_data.organisation(body, absolute) == {"@type": "GovernmentOrganization", "name": body.name}


def test_an_address_that_nobody_published_is_no_address():
    office = factories.office(city="Como")
    service = factories.service(partner=office.partner)

    assert "serviceLocation" not in structured_data.service(service, [office], absolute)["availableChannel"]
    assert structured_data.place(office)["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Como",
        "addressCountry": "IT",
    }
