"""The owner who has never exported: from the first page through a door to a service and a number to call."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, TABLET
from tests.browser.reading import reach

every_width = pytest.mark.parametrize("viewport", [PHONE, TABLET, DESK], ids=["320", "768", "1280"])
either_way = pytest.mark.parametrize("javascript", [True, False], ids=["with-scripts", "without"])


@every_width
@either_way
def test_through_the_door_to_a_service_and_its_contacts_by_keyboard(visit, viewport, javascript):
    page = visit("/", viewport=viewport, javascript=javascript)

    reach(page, ".pm-stages a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/imprese/prima-volta/")
    expect(page.locator("h1")).to_have_text("Mai stati all’estero")

    steps = page.locator(".pm-path > li")
    assert steps.count() == 5
    for place in range(5):
        assert steps.nth(place).locator(".pm-picks .pm-reason").count() > 0
    assert all(reason.strip() for reason in page.locator(".pm-reason").all_inner_texts())

    reach(page, ".pm-path .pm-picks a")
    title = page.locator(":focus").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/servizi/**")
    expect(page.locator("h1")).to_have_text(title)

    if viewport != DESK:  # on a phone the index is folded
        reach(page, ".pm-index summary")
        page.keyboard.press("Enter")
    reach(page, ".pm-index a[href='#contatti']")
    page.keyboard.press("Enter")
    page.wait_for_url("**#contatti")
    expect(page.locator("#contatti h2")).to_be_in_viewport()
    reach(page, "#contatti .acts a")


@every_width
@either_way
def test_the_province_is_said_once_by_keyboard_and_counts_on_every_page(visit, viewport, javascript):
    page = visit("/imprese/prima-volta/", viewport=viewport, javascript=javascript)
    expect(page.locator("section:has(> .pm-wrap > #incontrare)")).to_contain_text("Non sappiamo dove siete")

    reach(page, "#provincia")
    page.keyboard.type("Bresc")
    reach(page, "form:has(#provincia) button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/imprese/prima-volta/?province=BS#incontrare")
    expect(page.locator("#incontrare")).to_be_in_viewport()
    expect(page.locator(".pm-offices > li .pm-reason").first).to_contain_text("Brescia")

    page.goto("/servizi/sace-bt-assicurazione/")
    expect(page.locator("#provincia")).to_have_value("BS")
    expect(page.locator(".pm-near")).to_contain_text("Di SACE non conosciamo una sede in provincia di Brescia")
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    assert cookies["provincia"] == "BS"

    page.locator("#provincia").select_option("")
    page.locator("form:has(#provincia) button").click()
    page.wait_for_url("**/servizi/sace-bt-assicurazione/?province=#contatti")
    assert "provincia" not in {cookie["name"] for cookie in page.context.cookies()}


@pytest.mark.parametrize("path", ["/imprese/prima-volta/", "/en/firms/established/"])
@pytest.mark.parametrize("width", [640, 320], ids=["200%", "400%"])
def test_a_door_of_any_size_still_fits(visit, path, width):
    page = visit(path, viewport={"width": width, "height": 512})  # 1280 pixels, enlarged

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@either_way
def test_an_error_is_reported_by_keyboard_after_a_first_try_that_fails(visit, javascript):
    page = visit("/servizi/sace-bt-assicurazione/", viewport=PHONE, javascript=javascript)

    reach(page, ".pm-checked a[href*='segnala-un-errore']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/segnala-un-errore/service/**")
    reach(page, "form.pm-form button")
    page.keyboard.press("Enter")

    errors = page.locator(".pm-errors")
    expect(errors.locator("li")).to_have_count(2)
    reach(page, ".pm-errors a")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "subject"
    page.keyboard.press("Space")
    reach(page, "textarea")
    page.keyboard.type("Il numero di telefono è cambiato.")
    reach(page, "form.pm-form button")
    page.keyboard.press("Enter")

    page.wait_for_url("**/ricevuta/**")
    expect(page.locator("h1")).to_have_text(re.compile("Grazie"))
