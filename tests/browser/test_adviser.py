"""The adviser's errand: 'chi segue il Giappone a Brescia', from the first page to a name and a number."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, TABLET
from tests.browser.reading import reach

pytestmark = pytest.mark.xdist_group("browser")

every_width = pytest.mark.parametrize("viewport", [PHONE, TABLET, DESK], ids=["320", "768", "1280"])
either_way = pytest.mark.parametrize("javascript", [True, False], ids=["with-scripts", "without"])


@every_width
@either_way
def test_asking_in_words_finds_who_is_there_and_what_was_understood(visit, viewport, javascript):
    page = visit("/", viewport=viewport, javascript=javascript)

    reach(page, "main input[name=q]")
    page.keyboard.type("chi segue il Giappone a Brescia")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cerca/?q=*")

    assert {"Giappone", "Brescia"} <= set(page.locator(".pm-chip b").all_inner_texts())
    found = " ".join(page.locator(".pm-result").all_inner_texts())
    assert "Brescia" in found
    assert "Giappone" in found


@every_width
@either_way
def test_from_the_first_page_to_the_offices_and_who_follows_the_country_by_keyboard(visit, viewport, javascript):
    page = visit("/", viewport=viewport, javascript=javascript)

    reach(page, "#municipality")
    page.keyboard.type("brescia")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sportelli/brescia/**")
    expect(page.locator("h1")).to_contain_text("Brescia")

    reach(page, "#country")
    page.keyboard.type("Giapp")
    reach(page, "form:has(#country) button")
    page.keyboard.press("Enter")
    page.wait_for_url("**country=JP**")

    assert parse_qs(urlsplit(page.url).query) == {"municipality": ["brescia"], "country": ["JP"]}
    follows = page.locator("#paese")
    expect(follows.locator("h2")).to_have_text("Giappone: a chi chiedere")
    names = follows.locator("h3").all_inner_texts()
    assert names
    assert all(follows.locator(".pm-follow > li").nth(place).locator("li a").count() for place in range(len(names)))
    here = page.locator("#comune")
    expect(here.locator("h2")).to_contain_text("Brescia")
    assert here.locator(".pm-offices li").count() > 0

    reach(page, "#comune .pm-offices .pm-of a")
    body = page.locator(":focus").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/enti/**")
    expect(page.locator("main")).to_contain_text(body)


@every_width
def test_the_municipality_is_suggested_while_one_types(visit, viewport):
    page = visit("/sportelli/", viewport=viewport)
    box = page.get_by_role("combobox", name="Il vostro comune")

    reach(page, "#municipality")
    page.keyboard.type("desenz", delay=20)
    option = page.get_by_role("option", name="Desenzano del Garda Brescia")
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url("**/sportelli/brescia/?municipality=desenzano-del-garda")


@every_width
def test_the_map_leads_to_a_province_by_keyboard(visit, viewport):
    page = visit("/sportelli/", viewport=viewport)

    tile = reach(page, ".pm-tiles a[href='/sportelli/brescia/']")
    assert re.fullmatch(r"Brescia \d+ sportelli", tile.get_attribute("aria-label"))
    page.keyboard.press("Enter")

    page.wait_for_url("**/sportelli/brescia/")
    expect(page.locator(".pm-tiles a[aria-current]")).to_have_attribute("href", "/sportelli/brescia/")


@either_way
def test_a_misspelt_municipality_is_found_all_the_same(visit, javascript):
    page = visit("/sportelli/?municipality=bresica", viewport=PHONE, javascript=javascript)

    expect(page.locator("#municipality-msg")).to_contain_text("bresica")
    expect(page.locator("#municipality")).to_have_attribute("aria-invalid", "true")
    page.locator(".pm-which a").first.click()

    page.wait_for_url("**/sportelli/brescia/?municipality=brescia")


@pytest.mark.parametrize("path", ["/sportelli/", "/sportelli/varese/", "/calendario/", "/chi-fa-che-cosa/"])
@pytest.mark.parametrize("width", [640, 320], ids=["200%", "400%"])
def test_text_of_any_size_still_fits(visit, path, width):
    page = visit(path, viewport={"width": width, "height": 512})  # 1280 pixels, enlarged

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_a_search_to_its_calendar(visit):
    page = visit("/cerca/?q=fiere&kind=opportunity")

    address = page.locator("a[type='text/calendar']").get_attribute("href")
    with page.expect_download() as download:
        page.evaluate("href => { const link = document.createElement('a'); link.href = href; link.click(); }", address)

    content = download.value.path().read_bytes()
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.count(b"BEGIN:VEVENT") > 0
