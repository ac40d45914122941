"""Results that follow filters and order at once: address, history, focus and what a screen reader hears go along."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.reading import count, focused, query

pytestmark = pytest.mark.xdist_group("browser")


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

    assert query(page) == {"kind": ["service"], "q": ["dogana"]}


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
    facet = page.locator("details:has(> .pm-values input[name=province])").first
    facet.locator("> summary").click()
    page.locator("details:has(> .pm-values input[name=kind]) > summary").click()

    facet.locator("input").nth(2).check()
    page.wait_for_url("**province=**")

    assert facet.evaluate("facet => facet.open")
    assert not page.locator("details:has(> .pm-values input[name=kind])").evaluate("facet => facet.open")


def test_a_value_that_moves_keeps_the_focus(visit):
    page = visit("/cerca/")
    page.locator("details:has(> .pm-values input[name=country]) > summary").first.click()
    page.locator("details:has(> .pm-values input[name=country]) .pm-rest > summary").click()
    box = page.locator(".pm-rest input[name=country]").last
    value = box.get_attribute("value")

    box.click()  # check() looks again once it has clicked, and by then another one is the last
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
    found = count(portal, "q=fiere&kind=service&kind=opportunity&kind=partner")
    expect(page.locator("#quanti")).to_have_text(f"{found} risultati")


def test_the_filters_button_leads_to_the_results(visit):
    page = visit("/cerca/?q=fiere")

    page.locator(".pm-check[name=kind][value=service]").check()
    page.locator(".pm-filters button[type=submit]").click()

    expect(page.locator("#quanti")).to_be_focused()
    assert query(page) == {"q": ["fiere"], "kind": ["service"]}


def test_a_deadline_is_asked_for_at_once(visit, portal):
    page = visit("/opportunita/")

    page.locator("#closes_before").fill("2026-06-30")
    page.wait_for_url("**/opportunita/?closes_before=2026-06-30")

    expect(page.locator("#quanti")).to_have_text(
        f"{count(portal, 'kind=opportunity&closes_before=2026-06-30')} risultati"
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
    assert focused(page, "hash") == "#filtri"
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
