"""The admin in a browser: staff sign in and work without the policy being broken or anything logged."""

import json
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from portal.accounts.demo import PASSWORD
from tests.browser.conftest import DESK


@pytest.fixture
def desk(visit):
    """A page of somebody from the Region who has signed in."""
    page = visit("/admin/", viewport=DESK)
    page.fill("input[name=login]", "regione@example.org")
    page.fill("input[name=password]", PASSWORD)
    page.click("main [type=submit] >> nth=0")
    page.wait_for_url("**/admin/")
    return page


LISTS = ["catalog/service", "catalog/opportunity", "catalog/partner", "catalog/need", "missions/mission"]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_and_an_entry_open(desk, name):
    desk.goto(f"/admin/{name}/")
    expect(desk.locator("#result_list")).to_be_visible()
    desk.locator("#result_list tbody th a").first.click()
    expect(desk.locator("#content h1")).to_be_visible()
    desk.wait_for_timeout(300)


def test_an_edit_is_found_and_can_be_taken_back(desk, portal):
    desk.goto("/admin/catalog/service/")
    desk.locator("#result_list tbody th a").first.click()
    before = desk.locator("#id_title_it").input_value()

    desk.fill("#id_title_it", "Quintessenza trascendentale")
    desk.click("[name=_continue]")
    expect(desk.locator(".messagelist .success")).to_be_visible()
    with urlopen(f"{portal}/api/v1/search?q=quintessenza+trascendentale") as answer:
        assert json.load(answer)["results"][0]["title"] == "Quintessenza trascendentale"

    desk.fill("#id_title_it", before)
    desk.click("[name=_save]")
    with urlopen(f"{portal}/api/v1/search?q=quintessenza+trascendentale") as answer:
        assert json.load(answer)["count"] == 0
