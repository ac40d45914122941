"""Searching as people do: by keyboard, on a phone, without scripts."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.reading import count, focused, query

#: The focus is in the filters' sheet, or with the browser itself between two rounds.
FOCUS_IN_SHEET = "document.activeElement === document.body || !!document.activeElement.closest('#filtri')"


def test_from_the_home_page_to_an_entry_by_keyboard_alone(visit):
    page = visit("/")

    page.keyboard.press("Tab")
    assert focused(page, "hash") == "#main"
    expect(page.locator(":focus")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page, "id") == "q"
    page.keyboard.type("voucher fiere")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cerca/?q=*")

    assert query(page) == {"q": ["voucher fiere"]}
    first = page.locator(".pm-result a").first
    title, passed = first.inner_text(), 0
    while focused(page, "textContent") != title:
        page.keyboard.press("Tab")
        passed += 1
        assert passed < 120
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(title)


@pytest.mark.parametrize("javascript", [True, False], ids=["with-scripts", "without"])
def test_a_filter_leaves_what_its_count_says(visit, javascript):
    page = visit("/cerca/?q=fiere", javascript=javascript)
    box = page.locator(".pm-check[name=kind][value=service]")
    said = int(page.locator("label", has=box).locator(".n").inner_text())

    box.check()
    page.locator(".pm-filters button[type=submit]").click()
    page.wait_for_url("**kind=service**")

    assert query(page) == {"q": ["fiere"], "kind": ["service"]}
    assert page.locator(".pm-listhead h2").inner_text().split()[0] == str(said)
    expect(page.locator(".pm-check[name=kind][value=service]")).to_be_checked()


def test_the_filters_button_counts_along(visit, portal):
    page = visit("/cerca/?q=fiere")

    page.locator(".pm-check[name=kind][value=opportunity]").check()
    expect(page.locator(".pm-filters button[type=submit]")).to_contain_text(
        str(count(portal, "q=fiere&kind=opportunity"))
    )
    page.locator(".pm-check[name=kind][value=service]").check()
    expect(page.locator(".pm-filters button[type=submit]")).to_contain_text(
        str(count(portal, "q=fiere&kind=opportunity&kind=service"))
    )


def test_on_a_one_kind_page_the_button_counts_that_kind(visit, portal):
    page = visit("/opportunita/")

    page.locator(".pm-check[name=status][value=closed]").check()

    expect(page.locator(".pm-filters button[type=submit]")).to_contain_text(
        str(count(portal, "kind=opportunity&status=closed"))
    )


def test_on_a_phone_the_filters_are_a_sheet_that_keeps_the_focus(visit):
    page = visit("/cerca/?q=fiere", viewport=PHONE)
    sheet, opener = page.locator("#filtri"), page.locator(".pm-tools a[href='#filtri']")
    expect(sheet).to_be_hidden()

    opener.click()
    expect(sheet).to_be_visible()
    page.wait_for_function(FOCUS_IN_SHEET)
    for _step in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_IN_SHEET)

    page.locator("#filtri input, #filtri summary").first.focus()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()


def test_on_a_phone_going_back_closes_the_sheet(visit):
    page = visit("/cerca/?q=fiere", viewport=PHONE)

    page.locator(".pm-tools a[href='#filtri']").click()
    page.go_back()

    expect(page.locator("#filtri")).to_be_hidden()
    assert query(page) == {"q": ["fiere"]}


@pytest.mark.parametrize("javascript", [True, False], ids=["with-scripts", "without"])
def test_on_a_phone_a_filter_is_chosen_in_the_sheet(visit, javascript):
    page = visit("/cerca/?q=fiere", viewport=PHONE, javascript=javascript)

    page.locator(".pm-tools a[href='#filtri']").click()
    page.locator("#filtri input[name=kind][value=service]").check()
    page.locator("#filtri button[type=submit]").click()
    page.wait_for_url("**kind=service**")

    expect(page.locator("#filtri")).to_be_hidden()
    expect(page.locator(".pm-tools .pm-count")).to_contain_text("1")


def test_results_are_taken_away_as_a_table(visit):
    page = visit("/cerca/?q=fiere&kind=service")

    with page.expect_download() as download:
        page.locator(".pm-take a[download]").click()

    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert download.value.suggested_filename.startswith("risultati-")
    assert lines[0].startswith('"Che cosa";"Titolo"')
    assert page.locator("#quanti").inner_text() == f"{len(lines) - 1} risultati"


def test_on_paper_there_are_results_and_their_address_and_nothing_to_press(visit):
    page = visit("/cerca/?q=fiere&kind=service")

    page.emulate_media(media="print")

    for selector in ("#filtri", ".pm-search", ".pm-take", ".pm-pages", "#sort", "header nav", "footer"):
        expect(page.locator(selector).first).to_be_hidden()
    expect(page.locator(".pm-result h3").first).to_be_visible()
    expect(page.locator(".pm-printed").first).to_have_text("«fiere»")
    expect(page.locator(".pm-printed").last).to_have_text(re.compile(r"/cerca/\?q=fiere&kind=service$"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_order_applies_by_its_button_without_scripts(visit):
    page = visit("/cerca/?q=fiere&kind=service", javascript=False)

    page.select_option("#sort", "title")
    page.locator("[data-plain-only]").click()

    assert query(page) == {"q": ["fiere"], "kind": ["service"], "sort": ["title"]}
    titles = [title.lower() for title in page.locator(".pm-result h3").all_inner_texts()]
    assert titles == sorted(titles)


def test_what_was_understood_can_be_taken_away(visit):
    page = visit("/cerca/?q=fiere+giappone")

    page.locator(".pm-chip").first.click()

    assert "giappone" not in query(page)["q"][0] or "fiere" not in query(page)["q"][0]


def test_a_correction_can_be_refused(visit):
    page = visit("/cerca/?q=voucer")
    expect(page.locator(".pm-fix b")).to_have_text("voucher")

    page.locator(".pm-fix a").click()

    assert query(page) == {"q": ["voucer"], "exact": ["1"]}
    expect(page.locator(".pm-fix")).to_have_count(0)


def test_pages_of_results_lead_on_and_back(visit):
    page = visit("/cerca/")
    first = page.locator(".pm-result h3").first.inner_text()

    page.locator(".pm-pages a[rel=next]").click()
    page.wait_for_url("**page=2**")
    assert page.locator(".pm-result h3").first.inner_text() != first
    page.locator(".pm-pages a[rel=prev]").click()

    expect(page.locator(".pm-result h3").first).to_have_text(first)


def test_without_an_answer_there_are_ways_on(visit):
    page = visit("/cerca/?q=xyzzy+fiere&kind=mission&type=loan")

    page.locator(".pm-options a").first.click()

    assert page.locator(".pm-result").count() > 0


def test_the_same_page_in_the_other_language(visit):
    page = visit("/cerca/?q=fiere&kind=service")

    page.locator(".pm-lang").click()
    page.wait_for_url("**/en/**")

    assert urlsplit(page.url).path == "/en/search/"
    assert query(page) == {"q": ["fiere"], "kind": ["service"]}
    assert page.evaluate("document.documentElement.lang") == "en"
