"""A clerk brings two hundred rows in, understands the seven bad ones from the page, and has the others written."""

import csv
import io

import pytest
from playwright.sync_api import expect

from portal.accounts.demo import PASSWORD
from tests.browser.barriers import barriers
from tests.browser.conftest import DESK, PHONE

HEAD = ["Ente", "Titolo", "Sommario", "Descrizione", "Bisogno", "Tipologia", "Apertura", "Scadenza", "Link"]
#: By their number in a spreadsheet: the column that is wrong, what stands there, and what to write as the page tells.
BAD = {
    5: ("Scadenza", "12/31/2026", "31/12/2026"),
    22: ("Tipologia", "contributto", "Contributo"),
    43: ("Bisogno", "", "Finanza e contributi"),
    68: ("Link", "non un indirizzo", "https://www.example.org"),
    101: ("Titolo", "", "al massimo 200 caratteri"),
    142: ("Apertura", "1 gennaio 2027", "Forse le due date sono scambiate"),
    201: ("Sommario", "x" * 340, "Accorciate di 40 caratteri"),
}


def _table():
    rows = [
        ["", f"Prova {number} di {number * 7919}", "In breve", "Per intero", "Finanza e contributi", "CONTRIBUTO", "",
         "31/12/2026", ""]
        for number in range(2, 202)
    ]  # fmt: skip
    for number, (column, value, _told) in BAD.items():
        rows[number - 2][HEAD.index(column)] = value
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";").writerows([HEAD, *rows])
    return written.getvalue().encode("cp1252")


@pytest.fixture
def desk(visit):
    def sign_in(**how):
        page = visit("/admin/", **how)
        page.fill("input[name=login]", "promos@example.org")
        page.fill("input[name=password]", PASSWORD)
        page.click("main [type=submit] >> nth=0")
        page.wait_for_url("**/admin/")
        return page

    return sign_in


def test_two_hundred_rows_with_seven_bad_ones_without_javascript(desk):
    page = desk(viewport=DESK, javascript=False)
    page.goto("/admin/catalog/import/add/?kind=opportunity")
    page.set_input_files("input[name=file]", files=[{"name": "bandi.csv", "mimeType": "text/csv", "buffer": _table()}])
    page.click("form [type=submit] >> text=Provate")

    tallies = page.locator(".tallies")
    expect(tallies).to_contain_text("7 Rifiutate")
    expect(tallies).to_contain_text("193 Nuove")
    for number, (_column, _value, told) in BAD.items():
        expect(page.locator("tbody").filter(has=page.locator(f"th:text-is('{number}')"))).to_contain_text(told)

    page.click("text=Scrivete le 193 righe buone")
    expect(page.locator(".state-applied")).to_be_visible()  # the page asks again by itself
    page.click("text=193 Nuove")
    expect(page.locator("summary >> nth=1")).to_contain_text("bozza creata")


@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_the_pages_hold_no_barrier(desk, viewport):
    page = desk(viewport=viewport)
    page.goto("/admin/catalog/import/add/?kind=opportunity")
    assert barriers(page) == {}
    page.set_input_files("input[name=file]", files=[{"name": "bandi.csv", "mimeType": "text/csv", "buffer": _table()}])
    page.click("form [type=submit] >> text=Provate")
    expect(page.locator(".tallies")).to_be_visible()
    assert barriers(page) == {}
    page.locator(".tallies a").last.click()
    page.wait_for_url("**verdict=**")
    assert barriers(page) == {}
