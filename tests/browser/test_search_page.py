"""Searching as people do: by keyboard, on a phone, without scripts."""

import json
import re
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE

#: The focus is in the filters' sheet, or with the browser itself between two rounds.
FOCUS_IN_SHEET = "document.activeElement === document.body || !!document.activeElement.closest('#filtri')"


def _query(page):
    return parse_qs(urlsplit(page.url).query)


def _count(portal, query):
    with urlopen(f"{portal}/api/v1/search?{query}&page_size=1") as answer:
        return json.load(answer)["count"]


def _focused(page, attribute):
    return page.evaluate(f"document.activeElement.{attribute}")


def test_from_the_home_page_to_an_entry_by_keyboard_alone(visit):
    page = visit("/")

    page.keyboard.press("Tab")
    assert _focused(page, "hash") == "#main"
    expect(page.locator(":focus")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert _focused(page, "id") == "q"
    page.keyboard.type("voucher fiere")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cerca/?q=*")

    assert _query(page) == {"q": ["voucher fiere"]}
    first = page.locator(".pm-result a").first
    title, passed = first.inner_text(), 0
    while _focused(page, "textContent") != title:
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

    assert _query(page) == {"q": ["fiere"], "kind": ["service"]}
    assert page.locator(".pm-listhead h2").inner_text().split()[0] == str(said)
    expect(page.locator(".pm-check[name=kind][value=service]")).to_be_checked()


def test_the_filters_button_counts_along(visit, portal):
    page = visit("/cerca/?q=fiere")

    page.locator(".pm-check[name=kind][value=opportunity]").check()
    expect(page.locator(".pm-filters button[type=submit]")).to_contain_text(
        str(_count(portal, "q=fiere&kind=opportunity"))
    )
    page.locator(".pm-check[name=kind][value=service]").check()
    expect(page.locator(".pm-filters button[type=submit]")).to_contain_text(
        str(_count(portal, "q=fiere&kind=opportunity&kind=service"))
    )


def test_on_a_one_kind_page_the_button_counts_that_kind(visit, portal):
    page = visit("/opportunita/")

    page.locator(".pm-check[name=status][value=closed]").check()

    expect(page.locator(".pm-filters button[type=submit]")).to_contain_text(
        str(_count(portal, "kind=opportunity&status=closed"))
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
    assert _query(page) == {"q": ["fiere"]}


@pytest.mark.parametrize("javascript", [True, False], ids=["with-scripts", "without"])
def test_on_a_phone_a_filter_is_chosen_in_the_sheet(visit, javascript):
    page = visit("/cerca/?q=fiere", viewport=PHONE, javascript=javascript)

    page.locator(".pm-tools a[href='#filtri']").click()
    page.locator("#filtri input[name=kind][value=service]").check()
    page.locator("#filtri button[type=submit]").click()
    page.wait_for_url("**kind=service**")

    expect(page.locator("#filtri")).to_be_hidden()
    expect(page.locator(".pm-tools .pm-count")).to_contain_text("1")


def test_results_follow_a_filter_at_once_and_everything_goes_along(visit, portal):
    page = visit("/cerca/?q=fiere")
    page.evaluate("window.same = true")
    box = page.locator(".pm-check[name=kind][value=service]")
    said = page.locator("label", has=box).locator(".n").inner_text()

    box.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**/cerca/?q=fiere&kind=service")

    expect(page.locator("#quanti")).to_have_text(f"{said} risultati")
    expect(page.locator("#annuncio")).to_have_text(f"{said} risultati")
    expect(box).to_be_focused()
    expect(box).to_be_checked()
    assert page.title().startswith(f"fiere, Servizi: {said} risultati")
    assert {kind.split()[0] for kind in page.locator(".pm-result .pm-kind").all_inner_texts()} == {"Servizio"}
    assert page.locator(".pm-chosen .pm-chip").count() == 1
    assert page.locator(".pm-lang").get_attribute("href") == "/en/search/?q=fiere&kind=service"
    assert page.evaluate("window.same")  # the page was never left


def test_new_words_keep_the_filters_chosen_since(visit):
    page = visit("/cerca/?q=fiere&kind=partner")

    page.locator(".pm-check[name=kind][value=service]").check()
    page.wait_for_url("**kind=service**")
    page.locator(".pm-check[name=kind][value=partner]").uncheck()
    page.wait_for_url("**/cerca/?q=fiere&kind=service")
    expect(page.locator(".pm-check[name=kind][value=partner]")).to_be_focused()
    page.locator("#q").fill("dogana")
    page.locator("#q").press("Enter")
    page.wait_for_url("**q=dogana**")

    assert _query(page) == {"kind": ["service"], "q": ["dogana"]}


def test_going_back_takes_a_filter_away_again(visit):
    page = visit("/cerca/?q=fiere")
    before = page.locator("#quanti").inner_text()

    page.locator(".pm-check[name=kind][value=service]").check()
    page.wait_for_url("**kind=service")
    page.locator(".pm-check[name=stage][value=established]").check()
    page.wait_for_url("**stage=established")
    page.go_back()
    expect(page.locator(".pm-check[name=stage][value=established]")).not_to_be_checked()
    expect(page.locator(".pm-check[name=kind][value=service]")).to_be_checked()
    page.go_back()

    expect(page.locator("#quanti")).to_have_text(before)
    expect(page.locator(".pm-check[name=kind][value=service]")).not_to_be_checked()
    page.go_forward()
    expect(page.locator(".pm-check[name=kind][value=service]")).to_be_checked()


def test_what_was_opened_stays_open_when_the_filters_are_new(visit):
    page = visit("/cerca/?q=fiere")
    facet = page.locator("details:has(> ul input[name=province])").first
    facet.locator("> summary").click()
    page.locator("details:has(> ul input[name=kind]) > summary").click()

    facet.locator("input").nth(2).check()
    page.wait_for_url("**province=**")

    assert facet.evaluate("facet => facet.open")
    assert not page.locator("details:has(> ul input[name=kind])").evaluate("facet => facet.open")


def test_a_value_that_moves_keeps_the_focus(visit):
    page = visit("/cerca/")
    page.locator("details:has(> ul input[name=country]) > summary").first.click()
    page.locator("details:has(> ul input[name=country]) .pm-rest > summary").click()
    box = page.locator(".pm-rest input[name=country]").last
    value = box.get_attribute("value")

    box.check()
    page.wait_for_url(f"**country={value}")
    expect(page.locator(f".pm-check[name=country][value={value}]")).to_be_focused()
    page.keyboard.press("Space")
    page.wait_for_url("**/cerca/")

    expect(page.locator(f".pm-check[name=country][value={value}]")).to_be_focused()
    expect(page.locator(f".pm-check[name=country][value={value}]")).to_be_visible()


def test_the_last_of_quick_choices_counts(visit, portal):
    page = visit("/cerca/?q=fiere")

    for value in ("service", "opportunity", "partner"):
        page.locator(f".pm-check[name=kind][value={value}]").check()

    page.wait_for_url("**/cerca/?q=fiere&kind=service&kind=opportunity&kind=partner")
    count = _count(portal, "q=fiere&kind=service&kind=opportunity&kind=partner")
    expect(page.locator("#quanti")).to_have_text(f"{count} risultati")


def test_the_filters_button_leads_to_the_results(visit):
    page = visit("/cerca/?q=fiere")

    page.locator(".pm-check[name=kind][value=service]").check()
    page.locator(".pm-filters button[type=submit]").click()

    expect(page.locator("#quanti")).to_be_focused()
    assert _query(page) == {"q": ["fiere"], "kind": ["service"]}


def test_a_deadline_is_asked_for_at_once(visit, portal):
    page = visit("/opportunita/")

    page.locator("#closes_before").fill("2026-06-30")
    page.wait_for_url("**/opportunita/?closes_before=2026-06-30")

    expect(page.locator("#quanti")).to_have_text(
        f"{_count(portal, 'kind=opportunity&closes_before=2026-06-30')} risultati"
    )
    expect(page.locator("#closes_before")).to_be_focused()
    expect(page.locator(".pm-chosen .pm-chip")).to_contain_text("30 giugno 2026")


def test_when_results_cannot_be_fetched_the_page_is_gone_to(visit):
    page = visit("/cerca/?q=fiere")
    page.evaluate("window.same = true")
    page.route(
        "**/cerca/**", lambda route: route.fallback() if route.request.is_navigation_request() else route.abort()
    )

    page.locator(".pm-check[name=kind][value=service]").check()
    page.wait_for_url("**kind=service**")

    expect(page.locator(".pm-check[name=kind][value=service]")).to_be_checked()
    assert not page.evaluate("window.same")
    visit.wrong.clear()  # the browser notes what could not be fetched


def test_on_a_phone_the_sheet_counts_along_and_going_back_undoes_its_choice(visit):
    page = visit("/cerca/?q=fiere", viewport=PHONE)
    before = page.locator("#quanti").inner_text()

    page.locator(".pm-tools a[href='#filtri']").click()
    page.locator("#filtri input[name=kind][value=service]").check()
    page.wait_for_url("**/cerca/?q=fiere&kind=service#filtri")
    expect(page.locator("#filtri")).to_be_visible()
    said = page.locator("#filtri button[type=submit]").inner_text()
    page.locator("#filtri input[name=stage]").first.check()
    expect(page.locator("#filtri button[type=submit]")).not_to_have_text(said)
    said = page.locator("#filtri button[type=submit]").inner_text()
    page.locator("#filtri button[type=submit]").click()

    expect(page.locator("#filtri")).to_be_hidden()
    assert page.url.endswith("/cerca/?q=fiere&kind=service&stage=first-time")
    assert page.locator("#quanti").inner_text().split()[0] in said
    assert _focused(page, "hash") == "#filtri"
    page.go_back()
    expect(page.locator("#quanti")).to_have_text(before)
    expect(page.locator("#filtri")).to_be_hidden()


def test_an_order_applies_at_once_with_scripts(visit):
    page = visit("/cerca/?q=fiere")
    page.evaluate("window.same = true")
    expect(page.locator("[data-plain-only]")).to_be_hidden()

    page.select_option("#sort", "title")
    page.wait_for_url("**/cerca/?q=fiere&sort=title")

    expect(page.locator("[data-plain-only]")).to_be_hidden()
    titles = [title.lower() for title in page.locator("#elenco > ul .pm-result h3").all_inner_texts()]
    assert titles == sorted(titles)
    page.select_option("#sort", label="Più vicini")
    page.wait_for_url("**/cerca/?q=fiere")
    assert page.evaluate("window.same")


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

    assert _query(page) == {"q": ["fiere"], "kind": ["service"], "sort": ["title"]}
    titles = [title.lower() for title in page.locator(".pm-result h3").all_inner_texts()]
    assert titles == sorted(titles)


def test_what_was_understood_can_be_taken_away(visit):
    page = visit("/cerca/?q=fiere+giappone")

    page.locator(".pm-chip").first.click()

    assert "giappone" not in _query(page)["q"][0] or "fiere" not in _query(page)["q"][0]


def test_a_correction_can_be_refused(visit):
    page = visit("/cerca/?q=voucer")
    expect(page.locator(".pm-fix b")).to_have_text("voucher")

    page.locator(".pm-fix a").click()

    assert _query(page) == {"q": ["voucer"], "exact": ["1"]}
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
    assert _query(page) == {"q": ["fiere"], "kind": ["service"]}
    assert page.evaluate("document.documentElement.lang") == "en"
