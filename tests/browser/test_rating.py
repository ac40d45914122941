"""Rating a page as people do: with scripts and without, by keyboard, on a phone; and telling what does not work."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, TABLET

PAGE = "/note-legali/"


def _focused(page, attribute):
    return page.evaluate(f"document.activeElement.{attribute}")


@pytest.mark.parametrize("javascript", [True, False], ids=["with-scripts", "without"])
@pytest.mark.parametrize(
    ("stars", "shown", "hidden"),
    [(2, "negative", "positive"), (3, "negative", "positive"), (4, "positive", "negative")],
)
def test_the_question_goes_with_the_stars(visit, javascript, stars, shown, hidden):
    page = visit(PAGE, javascript=javascript)
    for part in ("positive", "negative"):
        expect(page.locator(f"[data-element=feedback-rating-{part}]")).to_be_hidden()

    page.locator(f"label[for=stars-{stars}]").click()

    expect(page.locator(f"[data-element=feedback-rating-{shown}]")).to_be_visible()
    expect(page.locator(f"[data-element=feedback-rating-{hidden}]")).to_be_hidden()
    expect(page.locator("[data-element=feedback-input-text]")).to_be_visible()


def test_with_scripts_one_stays_on_the_page_and_is_told_each_step(visit):
    page = visit(PAGE)

    page.locator("label[for=stars-5]").click()
    page.locator(".pm-rate button").click()
    expect(page.locator(".pm-rate-said")).to_have_text("Grazie: abbiamo segnato 5 stelle su 5.")
    assert "pm-rate-said" in _focused(page, "className")
    page.locator(".pm-rate input[value=complete]").check()
    page.locator(".pm-rate button").click()
    page.locator(".pm-rate input[name=comment]").fill("Chiaro e breve")
    page.locator(".pm-rate button").click()

    expect(page.locator(".pm-rate")).to_contain_text("È tutto.")
    assert page.url.endswith(PAGE)


def test_without_scripts_each_step_is_a_page(visit):
    page = visit(PAGE, javascript=False)

    page.locator("label[for=stars-1]").click()
    page.locator(".pm-rate button").click()
    expect(page.locator("h1")).to_have_text("Grazie della valutazione")
    page.locator("input[value=unclear]").check()
    page.locator(".pm-rate button").click()
    page.locator("input[name=comment]").fill("Troppe sigle")
    page.locator(".pm-rate button").click()
    expect(page.locator(".pm-rate")).to_contain_text("È tutto.")
    page.locator("main .pm-more").click()

    assert page.url.endswith(PAGE)


def test_by_keyboard_alone(visit):
    page = visit(PAGE)

    page.locator("#stars-1").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert _focused(page, "value") == "4"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert _focused(page, "name") == "answer"
    page.keyboard.press("Tab")
    page.keyboard.type("Si capisce")
    page.keyboard.press("Enter")

    expect(page.locator(".pm-rate")).to_contain_text("È tutto.")


def test_as_the_national_validator_presses_them(visit):
    """It clicks the marked elements one after the other and looks which question is shown."""
    page = visit(PAGE)

    for stars in range(1, 6):
        page.evaluate(f"document.querySelector('[data-element=feedback-rate-{stars}]').click()")
        shown = "positive" if stars > 3 else "negative"
        expect(page.locator(f"[data-element=feedback-rating-{shown}]")).to_be_visible()
        assert page.locator("[data-element^=feedback-rating-]:visible > legend").count() == 1


@pytest.mark.parametrize("viewport", [PHONE, TABLET, DESK], ids=["320", "768", "1280"])
@pytest.mark.parametrize("javascript", [True, False], ids=["with-scripts", "without"])
def test_a_fault_is_reported_from_the_page_it_is_on(visit, javascript, viewport):
    page = visit("/privacy/", javascript=javascript, viewport=viewport)

    page.locator("footer [data-element=report-inefficiency]").click()
    expect(page.locator("#id_page")).to_have_value("/privacy/")
    page.locator("button", has_text="Inviate la segnalazione").click()
    expect(page.locator("[role=alert]")).to_contain_text("Scegliete di che cosa si tratta.")
    page.locator("[role=alert] a").first.click()
    page.locator("label", has_text="Qualcosa non funziona").click()
    page.locator("#id_text").fill("La mappa non si apre.")
    page.locator("button", has_text="Inviate la segnalazione").click()

    expect(page.locator("h1")).to_have_text("Abbiamo ricevuto la segnalazione")


def test_a_contact_that_is_followed_is_counted_and_opens_all_the_same(visit):
    page = visit("/note-legali/")
    page.route("**://creativecommons.org/**", lambda route: route.fulfill(body="elsewhere"))

    with page.expect_request("**/numeri/contatti/") as told:
        page.locator("main a[href^='https://creativecommons.org']").click()

    assert told.value.method == "POST"
    assert re.search("way=website&page=%2Fnote-legali%2F", told.value.post_data)
    visit.wrong.clear()  # another host was asked: the reader followed a link to it


def test_in_a_fresh_browser_no_page_leaves_a_cookie(visit):
    for path in ("/", "/cerca/", "/sportelli/", "/privacy/", PAGE, "/segnalazione-disservizio/", "/numeri/", "/en/"):
        assert visit(path).context.cookies() == []


def test_the_page_for_the_time_of_works_stands_alone(visit):
    """A proxy shows it while nothing of the portal answers."""
    page = visit("/static/portal/maintenance.html", viewport=PHONE)

    assert page.evaluate("performance.getEntriesByType('resource').length") == 0
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 54, 46)"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
