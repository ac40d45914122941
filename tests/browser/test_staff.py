"""Staff at work in a browser: an entry from its first word to the readers, and two people at one entry."""

import json
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from portal.accounts.demo import PASSWORD
from tests.browser.barriers import barriers
from tests.browser.conftest import DESK, TABLET


@pytest.fixture
def desk(visit):
    """A function that signs somebody of the staff in and shows their first page."""

    def sign_in(who, viewport=DESK):
        page = visit("/admin/", viewport=viewport)
        page.fill("input[name=login]", f"{who}@example.org")
        page.fill("input[name=password]", PASSWORD)
        page.click("main [type=submit] >> nth=0")
        page.wait_for_url("**/admin/")
        return page

    return sign_in


def _fill(page, title):
    page.fill("#id_title_it", title)
    page.fill("#id_summary_it", "Che cosa si ottiene, in breve.")
    page.fill("#id_description_it", "Che cosa si ottiene, per intero.")
    page.select_option("#id_need", index=1)


def _count(portal, words):
    with urlopen(f"{portal}/api/v1/search?q={words.replace(' ', '+')}") as answer:
        return json.load(answer)["count"]


def test_an_entry_is_written_previewed_sent_back_approved_and_found(desk, portal, run):
    editor, region = desk("promos"), desk("regione")

    # Paola writes; what is too long is said while she types.
    editor.goto("/admin/catalog/service/add/")
    expect(editor.locator("#id_partner option:checked")).to_have_text("Promos Italia")
    _fill(editor, "x" * 71)
    expect(editor.locator("#id_title_it_advice")).to_contain_text("71")
    editor.fill("#id_title_it", "Quintessenza trascendentale")
    expect(editor.locator("#id_title_it_advice")).to_be_empty()
    expect(editor.locator("#id_title_en_advice")).to_contain_text("inglese")
    editor.click("[name=_continue]")
    expect(editor.locator(".messagelist .success")).to_be_visible()
    form = editor.url

    # She looks at the real page, which nobody else sees, and sends it in.
    editor.click("[name=_preview]")
    expect(editor.locator(".pm-preview")).to_be_visible()
    expect(editor.locator("h1")).to_have_text("Quintessenza trascendentale")
    assert _count(portal, "quintessenza trascendentale") == 0
    editor.goto(form)
    editor.click("[name=_submit]")
    expect(editor.locator(".messagelist .success")).to_be_visible()

    # The Region finds it on its first page, compares and sends it back.
    region.goto("/admin/")
    region.get_by_role("link", name="Da rivedere: servizi").click()
    region.locator("#result_list tbody th a").first.click()
    region.get_by_role("link", name="Confrontate e decidete").click()
    expect(region.locator(".differences")).to_contain_text("Quintessenza trascendentale")
    region.fill("#decision-text", "Dite anche quanto costa.")
    region.get_by_role("button", name="Rimandate con il commento").click()
    expect(region.locator(".messagelist .success")).to_be_visible()

    # Paola reads why, mends it and sends it in again; the Region approves.
    editor.goto("/admin/")
    editor.get_by_role("link", name="Rimandate a voi: servizi").click()
    editor.locator("#result_list tbody th a").first.click()
    expect(editor.locator(".standing")).to_contain_text("Dite anche quanto costa.")
    editor.select_option("#id_cost", "free")
    editor.click("[name=_submit]")
    expect(editor.locator(".messagelist .success")).to_be_visible()
    region.goto(f"{form.split('/change/')[0]}/compare/")
    region.get_by_role("button", name="Approvate").click()
    expect(region.locator(".messagelist .success")).to_be_visible()
    for _asked in range(8):  # every worker, whichever answers
        assert _count(portal, "quintessenza trascendentale") == 2  # itself, and the body that offers it

    # Firms ask for it in a word of their own, in vain: from the searches without an answer one step makes it found.
    run("""
from portal.numbers.models import MissedText
MissedText.objects.create(mark="f" * 64, text="baracchino", language="it", found=0)
""")
    assert _count(portal, "baracchino") == 0
    region.goto("/admin/numbers/missedtext/")
    region.locator("tr", has_text="baracchino").get_by_role("link", name="Aggiungete un sinonimo").click()
    expect(region.locator("#id_sources")).to_have_value("baracchino")
    region.fill("#id_terms", "quintessenza")
    region.click("[name=_save]")
    expect(region.locator(".messagelist .success")).to_be_visible()
    assert _count(portal, "baracchino") == 2

    # A change of hers waits while readers see the text of before.
    editor.goto(form)
    editor.fill("#id_title_it", "Quintessenza sublime")
    editor.click("[name=_continue]")
    expect(editor.locator(".standing .state-draft")).to_be_visible()
    assert _count(portal, "quintessenza sublime trascendentale") >= 1
    editor.get_by_role("link", name="Come la vedono i lettori").click()
    expect(editor.locator("h1")).to_have_text("Quintessenza trascendentale")

    # Taken away again, for the tests after this one.
    region.goto(form)
    region.get_by_role("button", name="Ritirate").click()
    expect(region.locator(".messagelist .success")).to_be_visible()
    assert _count(portal, "quintessenza trascendentale") == 0


def test_two_people_at_one_entry_lose_nothing(desk):
    one, other = desk("promos"), desk("regione")
    one.goto("/admin/catalog/service/?q=promos")
    one.locator("#result_list tbody th a").first.click()
    other.goto(one.url)
    title = one.locator("#id_title_it").input_value()

    one.fill("#id_summary_en", "What Paola writes.")
    other.fill("#id_title_it", f"{title} bis")
    other.fill("#id_summary_en", "What the Region writes.")
    other.click("[name=_continue]")
    expect(other.locator(".messagelist .success")).to_be_visible()
    one.click("[name=_save]")

    expect(one.locator("#collision-title")).to_contain_text("Regione Lombardia")
    expect(one.locator("#id_summary_en")).to_have_value("What Paola writes.")
    expect(one.locator("#id_title_it")).to_have_value(f"{title} bis")
    assert barriers(one, practice=False) == {}
    one.check("input[name=theirs][value=summary_en]")
    one.click("[name=_continue]")
    expect(one.locator("#id_summary_en")).to_have_value("What the Region writes.")

    other.reload()
    other.fill("#id_title_it", title)
    other.click("[name=_save]")


PAGES = [
    "/admin/",
    "/admin/catalog/service/",
    "/admin/catalog/service/add/",
    "/admin/catalog/service/{pk}/change/",
    "/admin/catalog/service/{pk}/compare/",
    "/admin/catalog/service/{pk}/history/",
    "/admin/catalog/opportunity/",
    "/admin/catalog/partner/{body}/change/",
    "/admin/missions/mission/",
]


@pytest.mark.parametrize("viewport", [DESK, TABLET], ids=["desk", "tablet"])
def test_the_pages_staff_use_most_have_no_barriers(desk, viewport):
    page = desk("promos", viewport)
    page.goto("/admin/catalog/service/")
    entry = page.locator("#result_list tbody th a").first.get_attribute("href").split("/")[-3]
    page.goto("/admin/catalog/partner/")
    body = page.locator("#result_list tbody th a").first.get_attribute("href").split("/")[-3]
    found = {}
    for address in PAGES:
        page.goto(address.format(pk=entry, body=body))
        page.wait_for_load_state("networkidle")
        if broken := barriers(page, practice=False):
            found[address] = broken
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            found[f"{address} is wider than the screen"] = wide
    assert found == {}
