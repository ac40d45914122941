"""Suggestions while one types: a combobox that works by keyboard, leaves the focus alone and shows nothing stale."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE

pytestmark = pytest.mark.xdist_group("browser")


def _typed(page, text):
    """The options shown once some text is typed in the box."""
    page.locator("#q").press_sequentially(text)
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "true")
    return page.get_by_role("option")


def _active(page):
    """The text of the option that a screen reader is on; '' when it is in the box."""
    option = page.locator("#q").get_attribute("aria-activedescendant")
    return page.locator(f"#{option}").inner_text() if option else ""


def test_the_box_is_a_combobox_with_its_list(visit):
    box = visit("/").get_by_role("combobox", name="Che cosa vi serve?")

    assert {name: box.get_attribute(f"aria-{name}") for name in ("autocomplete", "expanded", "controls")} == {
        "autocomplete": "list",
        "expanded": "false",
        "controls": "q-suggestions",
    }


def test_without_scripts_the_box_is_a_plain_form(visit):
    page = visit("/", javascript=False)
    assert page.locator("#q").get_attribute("role") is None

    page.locator("#q").fill("voucher fiere")
    page.locator("#q").press("Enter")

    page.wait_for_url("**/cerca/?q=voucher+fiere")


@pytest.mark.parametrize("path", ["/", "/cerca/?q=", "/servizi/", "/non-esiste/"])
def test_every_search_box_suggests_as_one_types(visit, path):
    page = visit(path, status=404 if path == "/non-esiste/" else 200)

    _typed(page, "giap")

    expect(page.get_by_role("option").first).to_have_text(re.compile("Giappone"))
    expect(page.get_by_role("listbox", name="Suggerimenti")).to_be_visible()
    expect(page.locator(".pm-search [role=status]")).to_have_text(re.compile(r"^\d+ suggeriment[io]\. .* frecce\.$"))
    assert page.evaluate("document.activeElement.id") == "q"


def test_arrows_go_round_and_the_focus_stays_in_the_box(visit):
    page = visit("/")
    options = _typed(page, "fier")
    texts = options.all_inner_texts()
    heard = []

    for _step in range(len(texts) + 2):
        page.keyboard.press("ArrowDown")
        heard.append(_active(page))
    page.keyboard.press("ArrowUp")
    heard.append(_active(page))
    page.keyboard.press("ArrowUp")

    assert heard == [*texts, "", texts[0], ""]
    assert _active(page) == texts[-1]
    expect(options.last).to_have_attribute("aria-selected", "true")
    assert options.evaluate_all("found => found.filter(one => one.ariaSelected === 'true').length") == 1
    assert page.evaluate("document.activeElement.id") == "q"
    assert page.locator("#q").input_value() == "fier"


def test_enter_goes_to_the_chosen_entry(visit):
    page = visit("/")
    _typed(page, "simest fiere ed ev")

    page.keyboard.press("ArrowDown")
    title = page.locator("[aria-selected=true] b").inner_text()
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text(title)


def test_enter_goes_on_with_the_chosen_words_and_keeps_the_filters(visit):
    page = visit("/cerca/?kind=opportunity")
    _typed(page, "contributi fiere germ")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url("**/cerca/?kind=opportunity&q=contributi+fiere+Germania")


def test_enter_without_a_choice_searches_what_was_typed(visit):
    page = visit("/")
    _typed(page, "germ")

    page.keyboard.press("Enter")

    page.wait_for_url("**/cerca/?q=germ")


def test_escape_closes_the_list_and_keeps_the_text(visit):
    page = visit("/")
    options = _typed(page, "fier")
    page.keyboard.press("ArrowDown")

    page.keyboard.press("Escape")

    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "false")
    assert page.locator("#q").input_value() == "fier"
    assert _active(page) == ""

    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    assert _active(page) == ""


def test_tab_leaves_and_closes_the_list(visit):
    page = visit("/")
    _typed(page, "fier")

    page.keyboard.press("Tab")

    expect(page.get_by_role("listbox")).to_be_hidden()
    assert page.evaluate("document.activeElement.type") == "submit"


@pytest.mark.parametrize("key", ["Tab", "Escape", "x"])
def test_a_question_that_no_longer_stands_is_given_up(visit, key):
    page = visit("/")
    asked = []
    page.route("**/suggerimenti/?q=fier", lambda route: asked.append(route.request))  # never answered
    page.locator("#q").press_sequentially("fier")
    page.wait_for_timeout(300)

    page.keyboard.press(key)
    page.wait_for_timeout(300)

    assert [request.failure for request in asked] == ["net::ERR_ABORTED"]
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_a_fast_typist_asks_once(visit):
    page = visit("/")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "suggerimenti" in request.url else None)

    _typed(page, "giappone")

    assert [url.rpartition("=")[2] for url in asked] == ["giappone"]


def test_going_back_to_a_text_asks_nothing_again(visit):
    page = visit("/")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "suggerimenti" in request.url else None)

    _typed(page, "giap")
    page.locator("#q").press("Backspace")
    page.wait_for_timeout(400)
    page.locator("#q").press_sequentially("p")
    page.wait_for_timeout(400)

    assert [url.rpartition("=")[2] for url in asked] == ["giap", "gia"]


def test_nothing_to_suggest_is_no_list(visit):
    page = visit("/")
    _typed(page, "fier")

    page.locator("#q").press_sequentially("zzxq")

    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator(".pm-search [role=status]")).to_have_text("")


def test_without_an_answer_the_box_still_searches(visit):
    page = visit("/")
    page.route("**/suggerimenti/**", lambda route: route.fulfill(status=503, body=""))

    page.locator("#q").press_sequentially("voucher")
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")

    page.wait_for_url("**/cerca/?q=voucher")
    visit.wrong.clear()  # the browser notes the 503


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_an_option_is_pressed(visit, viewport):
    page = visit("/", viewport=viewport)
    _typed(page, "sace")

    page.get_by_role("option").first.click()

    page.wait_for_url("**/enti/sace/")


def test_in_english_too(visit):
    page = visit("/en/")
    _typed(page, "germ")

    expect(page.get_by_role("option").first).to_have_text(re.compile("Germany.*Country", re.DOTALL))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url("**/en/search/?q=Germany")
