"""The service sheet as the national model has it: criterion C.SI.1.3 of the validator, read from the pages."""

import json
from urllib.request import urlopen

import pytest

#: The entries of the index, in their order; the model allows others between and after them.
INDEX = [
    "A chi è rivolto",
    "Come fare",
    "Cosa serve",
    "Cosa si ottiene",
    "Tempi e scadenze",
    "Accedi al servizio",
    "Condizioni di servizio",
    "Contatti",
]
#: What must be there and say something.
FILLED = [
    "service-title",
    "service-description",
    "service-status",
    "service-topic",
    "service-addressed",
    "service-how-to",
    "service-needed",
    "service-achieved",
    "service-calendar-text",
    "service-generic-access",
    "service-file",
    "service-area",
]
SHEETS = 12


@pytest.fixture(scope="module")
def sheets(portal):
    """Addresses of services of as many bodies as sheets are looked at."""
    with urlopen(f"{portal}/api/v1/services?page_size=100") as answer:
        results = json.load(answer)["results"]
    by_body = {result["partner"]["slug"]: result["url"] for result in results}
    return list(by_body.values())[:SHEETS]


def test_ten_sheets_and_more_have_the_parts_of_the_model_in_their_order(visit, sheets):
    assert len(sheets) == SHEETS
    for address in sheets:
        page = visit(address)
        entries = page.locator("[data-element=page-index] > li > a").all_inner_texts()
        assert [entry for entry in entries if entry in INDEX] == INDEX, address
        for name in FILLED:
            texts = page.locator(f"[data-element={name}]").all_inner_texts()
            assert len(texts) == 1, (address, name)
            assert len(texts[0].strip()) >= 3, (address, name)
        crumbs = [crumb.strip().lower() for crumb in page.locator("[data-element=breadcrumb] li").all_inner_texts()]
        assert crumbs[1].endswith("servizi"), address
        assert len(crumbs) == 4, address
        data = json.loads(page.locator("script[data-element=metatag]").text_content())
        assert data["@type"] == "GovernmentService", address
        assert page.locator("[data-element=feedback]").count() == 1, address
