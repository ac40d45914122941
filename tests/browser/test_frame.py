"""What all pages share in the browser: the national kit's marks, the menu, the index of a sheet."""

import json
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE

PAGES = ["/", "/cerca/?q=fiere", "/enti/", "/en/"]
#: A page with all it needs, in bytes as they travel.
HEAVIEST = 150_000


def _first_service(portal):
    with urlopen(f"{portal}/api/v1/services?page_size=1") as answer:
        return json.load(answer)["results"][0]["url"]


@pytest.mark.parametrize("path", PAGES)
def test_titles_and_texts_are_in_the_national_typeface(visit, path):
    families = visit(path).evaluate(
        "[...new Set([...document.querySelectorAll('h1,h2,h3,h4,h5,h6,p')]"
        ".map(element => getComputedStyle(element).fontFamily.split(',')[0].replaceAll('\"', '')))]"
    )

    assert set(families) <= {"Titillium Web", "Lora", "Roboto Mono"}


def test_the_kit_says_its_version(visit):
    version = visit("/").evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--bootstrap-italia-version') || '0'"
    )

    assert int(version.strip(" \"'").split(".")[0]) >= 2


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light(visit, path):
    page = visit(path)

    travelled = page.evaluate(
        "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
        ".reduce((sum, entry) => sum + entry.transferSize, 0)"
    )

    assert 0 < travelled < HEAVIEST


@pytest.mark.parametrize("javascript", [True, False], ids=["with-scripts", "without"])
def test_on_a_phone_the_menu_opens_and_leads_on(visit, javascript):
    page = visit("/", viewport=PHONE, javascript=javascript)
    link = page.locator(".pm-menu nav a").first
    expect(link).to_be_hidden()

    page.locator(".pm-menu summary").click()
    link.click()

    page.wait_for_url("**/servizi/")


def test_on_a_phone_the_menu_closes_with_escape_and_keeps_the_focus(visit):
    page = visit("/", viewport=PHONE)

    page.locator(".pm-menu summary").click()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")

    expect(page.locator(".pm-menu nav")).to_be_hidden()
    expect(page.locator(".pm-menu summary")).to_be_focused()


def test_the_index_of_a_sheet_shows_where_one_is(visit, portal):
    page = visit(_first_service(portal))

    page.locator(".pm-index a[href='#contatti']").click()

    expect(page.locator("#contatti")).to_be_in_viewport()


@pytest.mark.parametrize("javascript", [True, False], ids=["with-scripts", "without"])
def test_beside_a_wide_page_the_index_is_not_folded(visit, portal, javascript):
    page = visit(_first_service(portal), javascript=javascript)

    expect(page.locator(".pm-index a").last).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["with-scripts", "without"])
def test_on_a_phone_the_index_is_folded_and_opens(visit, portal, javascript):
    page = visit(_first_service(portal), viewport=PHONE, javascript=javascript)
    expect(page.locator(".pm-index a").first).to_be_hidden()

    page.locator(".pm-index summary").click()

    expect(page.locator(".pm-index a").first).to_be_visible()


def test_before_signing_in_no_cookie_is_kept(visit):
    page = visit("/cerca/?q=fiere")

    assert page.context.cookies() == []


@pytest.mark.parametrize("path", ["/", "/cerca/?q=fiere"])
def test_text_at_double_size_still_fits(visit, path):
    page = visit(path, viewport={"width": 640, "height": 800})  # 1280 pixels at 200 %

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
