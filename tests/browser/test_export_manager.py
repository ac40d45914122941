"""An export manager with twenty minutes: 'contributi per fiere in Germania', what is open, until when, from whom."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, TABLET

pytestmark = pytest.mark.xdist_group("browser")

WISH = "contributi per fiere in Germania"
viewports = pytest.mark.parametrize("viewport", [PHONE, TABLET, DESK], ids=["320", "768", "1280"])


def _on_to(page, selector, *, most=150):
    """Goes by Tab until what ``selector`` names has the focus and can be seen."""
    for _step in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({selector!r})"):
            expect(page.locator(":focus")).to_be_visible()
            return
    raise AssertionError(f"{selector} is out of the keyboard's reach")


def _is_the_answer(page):
    """What was understood is said, and the list is of calls with their dates, what closes next first."""
    understood = page.locator(".pm-understood .pm-chip b").all_inner_texts()
    assert {"Contributo", "Fiera", "Germania"} <= set(understood)
    query = parse_qs(urlsplit(page.url).query)
    assert (query["q"], query["kind"], query["sort"]) == ([WISH], ["opportunity"], ["deadline"])
    rows = page.locator("#elenco > ul .pm-result")
    assert rows.count() > 0
    for row in rows.all():
        assert row.locator(".pm-kind").inner_text().startswith("Opportunità · ")
        assert row.locator(".pm-status").inner_text() in ("Aperto", "Apre presto", "Chiuso", "Date non pubblicate")
    opened = [row.locator(".pm-status").inner_text() != "Chiuso" for row in rows.all()]
    assert opened == sorted(opened, reverse=True)  # what is over comes last


def _is_the_call(page, title):
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("main")).to_contain_text(re.compile("Aperto|Apre|Chiuso|Date non pubblicate"))
    expect(page.locator("#contatti")).to_be_attached()


@viewports
def test_by_keyboard_alone(visit, viewport):
    page = visit("/", viewport=viewport)
    _on_to(page, "#q")
    page.keyboard.type("contributi per fiere in germ")
    expect(page.get_by_role("option").first).to_have_text(re.compile(WISH))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cerca/?q=contributi+per+fiere+in+Germania")

    if viewport["width"] < 992:
        _on_to(page, "a[href='#filtri']")
        page.keyboard.press("Enter")
        expect(page.locator("#filtri")).to_be_visible()
    _on_to(page, "input[name=kind][value=opportunity]")
    page.keyboard.press("Space")
    page.wait_for_url("**kind=opportunity**")
    expect(page.locator("#annuncio")).to_have_text(re.compile(r"^\d+ risultat[io]$"))
    _on_to(page, "#filtri button[type=submit]")
    page.keyboard.press("Enter")
    if viewport["width"] < 992:  # until the sheet has closed, what is behind it takes no focus
        expect(page.locator("a[href='#filtri']")).to_be_focused()
        page.locator("#sort").focus()
    else:
        _on_to(page, "#sort")
    page.keyboard.press("s")  # 'Scadenza'
    page.wait_for_url("**sort=deadline**")

    _is_the_answer(page)
    _on_to(page, "#elenco h3 a")
    title = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    _is_the_call(page, title)


@viewports
def test_without_scripts(visit, viewport):
    page = visit("/", viewport=viewport, javascript=False)
    page.locator("#q").fill(WISH)
    page.locator("#q").press("Enter")
    page.wait_for_url("**/cerca/?q=contributi+per+fiere+in+Germania")

    if viewport["width"] < 992:
        page.locator("a[href='#filtri']").click()
    page.locator("input[name=kind][value=opportunity]").check()
    page.locator("#filtri button[type=submit]").click()
    page.wait_for_url("**kind=opportunity**")
    page.select_option("#sort", "deadline")
    page.locator("[data-plain-only]").click()
    page.wait_for_url("**sort=deadline**")

    _is_the_answer(page)
    link = page.locator("#elenco h3 a").first
    title = link.inner_text()
    link.click()
    _is_the_call(page, title)
