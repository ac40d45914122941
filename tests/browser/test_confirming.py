"""Forty entries confirmed in a browser, as a clerk does it: a tick each and one button, on a desk and on a phone."""

import sqlite3
import time
from contextlib import closing

import pytest
from playwright.sync_api import expect

from portal.accounts.demo import PASSWORD
from tests.browser.barriers import barriers
from tests.browser.conftest import DESK, PHONE

REVIEW = "/admin/catalog/confirmation/review/"
ENTRIES = 40
#: Seconds of clicking that forty entries may cost.
MOST = 120


@pytest.fixture
def forty(portal, portal_folder):
    """Forty entries of every kind whose check grew old overnight."""
    left = ENTRIES
    with closing(sqlite3.connect(portal_folder / "portal.sqlite3", timeout=30)) as database, database:
        for name, condition in (("service", "1"), ("partner", "1"), ("opportunity", "closes IS NULL")):
            rows = database.execute(f"SELECT id FROM catalog_{name} WHERE {condition} LIMIT ?", [left]).fetchall()
            database.executemany(f"UPDATE catalog_{name} SET checked = '2001-03-12' WHERE id = ?", rows)
            left -= len(rows)
    assert left == 0


def signed_in(visit, **options):
    page = visit("/admin/", **options)
    page.fill("input[name=login]", "regione@example.org")
    page.fill("input[name=password]", PASSWORD)
    page.click("main [type=submit] >> nth=0")
    page.wait_for_url("**/admin/")
    return page


@pytest.mark.parametrize(("viewport", "javascript"), [(DESK, True), (PHONE, False)])
def test_forty_entries_are_confirmed_in_under_two_minutes_of_clicking(visit, forty, viewport, javascript):
    page = signed_in(visit, viewport=viewport, javascript=javascript)
    page.goto(REVIEW)
    ticks = page.locator(".review-list > li", has_text="12 marzo 2001").locator("input")
    expect(ticks).to_have_count(ENTRIES)

    started = time.monotonic()
    for number in range(ENTRIES):
        ticks.nth(number).click()
    page.click("text=Confermate quelle spuntate")
    expect(page.locator(".messagelist .success")).to_have_text(f"{ENTRIES} schede confermate.")

    assert time.monotonic() - started < MOST
    expect(page.locator(".review-list > li", has_text="12 marzo 2001")).to_have_count(0)


@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_the_pages_have_no_barrier_and_fit(visit, forty, viewport):
    page = signed_in(visit, viewport=viewport)
    page.goto(REVIEW)
    keeping = page.locator("text=Chi la tiene aggiornata >> nth=0").get_attribute("href")
    for address in (REVIEW, keeping, "/admin/catalog/confirmation/"):
        page.goto(address)
        assert barriers(page, practice=False) == {}
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
