"""A day on the spot: staff give support and let firms in by phone; a firm reads its day, also without a network."""

import pytest
from playwright.sync_api import expect

from portal.accounts.demo import PASSWORD
from tests.browser.barriers import barriers
from tests.browser.conftest import DESK, PHONE, TABLET

VIENNA = "dimostrazione-casa-vienna"
SPOT = f"/missioni/{VIENNA}/sul-posto/"
DAY = f"/area-impresa/missioni/{VIENNA}/oggi/"
KEPT = "caches.open('giornata').then(kept => kept.keys()).then(keys => keys.length)"


def _sign_in(page, email):
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.locator("main").get_by_role("button", name="Accedete", exact=True).click()
    page.wait_for_url(lambda address: "/accedi/" not in address)


def _fine(page):
    """No barrier that a machine finds, and nothing that scrolls sideways."""
    assert barriers(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    ("viewport", "javascript", "number"), [(PHONE, True, 1), (PHONE, False, 3)], ids=["phone", "phone-without-scripts"]
)
def test_a_day_of_those_who_run_the_mission(visit, viewport, javascript, number):
    page = visit(SPOT, viewport=viewport, javascript=javascript)
    _sign_in(page, "regione@example.org")
    firm = f"Impresa di esempio {number} srl (dimostrazione)"
    _check(page, javascript)

    page.get_by_role("link", name=firm).first.click()
    page.get_by_label("Chi", exact=True).select_option("Anna Dimostrativa")
    page.get_by_label("Dalle").fill("10:30")
    page.get_by_label("Alle", exact=True).fill("11:30")
    page.get_by_role("button", name="Assegnate").click()
    expect(page.get_by_role("alert")).to_contain_text("Anna Dimostrativa, dalle 10:15 alle 12:45: già con Torneria")
    _check(page, javascript)

    page.get_by_label("Dalle").fill(f"{15 + number}:00")
    page.get_by_label("Alle", exact=True).fill(f"{16 + number}:00")
    for box in page.get_by_role("checkbox").all()[1:]:
        box.uncheck()
    page.get_by_role("button", name="Assegnate").click()
    expect(page.get_by_role("status")).to_contain_text("Assegnato. L’impresa è stata avvisata.")
    _check(page, javascript)
    page.get_by_role("button", name="È fatto").click()
    expect(page.get_by_role("button", name="Non è ancora fatto")).to_be_visible()

    page.get_by_role("link", name="Persone e piani").click()
    expect(page.get_by_role("main")).to_contain_text(f"{15 + number}:00-{16 + number}:00 {firm}")
    _check(page, javascript)

    page.get_by_role("link", name="Arrivi").click()
    _check(page, javascript)
    row = page.get_by_role("row").filter(has_text=firm)
    page.get_by_label("Numero dell’iscrizione").fill(row.locator(".pm-note").inner_text())
    page.get_by_role("button", name="Cercate l’impresa").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(firm)
    _check(page, javascript)
    page.get_by_role("button", name="Sono arrivati").click()
    expect(page.get_by_role("heading", name="Arrivo registrato")).to_be_visible()
    _check(page, javascript)
    page.get_by_role("button", name="Non erano loro").click()
    expect(page.get_by_role("button", name="Sono arrivati")).to_be_visible()


def test_an_appointment_that_would_clash_is_refused_with_what_was_written(visit):
    page = visit(SPOT, viewport=DESK)
    _sign_in(page, "regione@example.org")
    page.get_by_role("link", name="Torneria Grigna").first.click()
    page.get_by_role("link", name="Guardate che cosa fa").click()
    _fine(page)

    page.get_by_label("Giorno").select_option(index=1)
    page.get_by_label("Dalle").fill("10:45")
    page.get_by_label("Alle", exact=True).fill("11:30")
    page.get_by_label("Con chi").fill("Prova")
    page.get_by_role("button", name="Salvate").click()

    expect(page.get_by_role("alert")).to_contain_text("dalle 10:30 alle 11:15: Holzer")
    expect(page.get_by_label("Con chi")).to_have_value("Prova")
    _fine(page)
    page.get_by_role("link", name="10:30 Holzer").click()
    _fine(page)


def test_a_firm_reads_its_day_at_every_width_and_changes_what_it_asked_for(visit):
    page = visit(DAY, viewport=PHONE)
    _sign_in(page, "impresa@example.org")
    expect(page.locator(".pm-now .time")).to_be_visible()
    for viewport in (PHONE, TABLET, DESK):
        page.set_viewport_size(viewport)
        _fine(page)
    page.goto(f"/en/your-firm/missions/{VIENNA}/today/")
    _fine(page)
    page.goto(DAY)
    assert page.locator("a[href^='tel:']").count() >= 4
    assert page.locator(".pm-square img").evaluate("image => image.complete && image.naturalWidth > 0")

    page.get_by_role("link", name="Supporto sul posto").click()
    page.set_viewport_size(PHONE)
    _fine(page)
    page.get_by_label("Qualcosa che dobbiamo sapere").fill("Contratto con un agente a Graz")
    page.get_by_role("button", name="Salvate").click()
    expect(page.get_by_role("status")).to_contain_text("Salvato.")


def test_the_day_is_read_without_a_network_and_by_nobody_after_signing_out(visit):
    page = visit(DAY, viewport=PHONE)
    _sign_in(page, "impresa@example.org")
    expect(page.get_by_text("Si legge anche senza rete.")).to_be_visible()
    page.reload()
    title = page.get_by_role("heading", level=1).inner_text()
    page.goto("/missioni/")
    assert page.evaluate(KEPT) == 1

    page.context.set_offline(True)
    page.goto(DAY)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("heading", name="Chi chiamare")).to_be_visible()
    visit.wrong.clear()  # a square and a stylesheet that no network brings are told by the browser
    page.context.set_offline(False)

    page.goto("/missioni/")
    page.locator(".pm-me summary").click()
    page.get_by_role("button", name="Uscite").click()
    page.wait_for_url("**/")
    page.wait_for_function("caches.has('giornata').then(kept => !kept)")
    page.goto(DAY)
    assert "/accedi/" in page.url


def _check(page, javascript):
    """Axe is a script of its own: without scripts only the width can be looked at."""
    if javascript:
        _fine(page)
