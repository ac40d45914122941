"""No page of any kind has a barrier that can be found by machine, at any width, in either language."""

import json
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers, faults
from tests.browser.conftest import DESK, PHONE

#: Every kind of page with each of the states it can be in; a kind of entry stands for an address found through the API.
SEARCHES = {
    "it": {
        "home": "/",
        "door-first-time": "/imprese/prima-volta/",
        "door-first-time-near": "/imprese/prima-volta/?province=BS",
        "door-consolidating": "/imprese/qualche-paese/",
        "door-established": "/imprese/affermate/",
        "service-near": "/servizi/sace-bt-assicurazione/?province=BS",
        "service-many-offices": "/servizi/cna-lombardia-percorso/?province=VA",
        "report": "/segnala-un-errore/service/sace-bt-assicurazione/",
        "reported": "/segnala-un-errore/service/sace-bt-assicurazione/ricevuta/",
        "everything": "/cerca/",
        "results": "/cerca/?q=fiere+giappone",
        "corrected": "/cerca/?q=voucer+fiere+giapone",
        "filtered": "/cerca/?q=export&kind=service&country=JP&need=orientation&closes_before=2030-01-01&sort=deadline",
        "unsure": "/cerca/?q=bulloni+marziani+fiere",
        "nothing": "/cerca/?q=xyzzy",
        "nothing-filtered": "/cerca/?q=fiere&kind=mission&type=loan",
        "second-page": "/cerca/?page=2",
        "few": "/cerca/?q=fiere&kind=opportunity&type=loan",
        "ignored": "/cerca/?colour=red&country=XX",
        "services": "/servizi/",
        "opportunities": "/opportunita/",
        "partners": "/enti/",
        "missions": "/missioni/",
        "bodies": "/chi-fa-che-cosa/",
        "offices": "/sportelli/",
        "offices-which": "/sportelli/?municipality=cre",
        "offices-unknown": "/sportelli/?municipality=bresica",
        "province": "/sportelli/monza-e-brianza/",
        "province-town-country": "/sportelli/brescia/?municipality=lumezzane&country=JP",
        "calendar": "/calendario/",
        "month": "/calendario/2026/10/",
        "not-found": "/non-esiste/",
        "contacts": "/contatti/",
        "questions": "/domande-frequenti/",
        "privacy": "/privacy/",
        "legal-notes": "/note-legali/",
        "accessibility": "/accessibilita/",
        "credits": "/crediti/",
        "site-map": "/mappa-del-sito/",
        "numbers": "/numeri/",
        "fault": "/segnalazione-disservizio/",
        "fault-received": "/segnalazione-disservizio/ricevuta/",
        "maintenance": "/static/portal/maintenance.html",
    },
    "en": {
        "home": "/en/",
        "door-first-time": "/en/firms/first-time/?province=CO",
        "door-consolidating": "/en/firms/a-few-countries/",
        "door-established": "/en/firms/established/",
        "service-near": "/en/services/ahk-mercato-tedesco/?province=SO",
        "report": "/en/report-an-error/partner/sace/",
        "reported": "/en/report-an-error/partner/sace/received/",
        "everything": "/en/search/",
        "results": "/en/search/?q=trade+fairs+japan",
        "nothing": "/en/search/?q=xyzzy",
        "services": "/en/services/",
        "opportunities": "/en/opportunities/",
        "partners": "/en/partners/",
        "missions": "/en/missions/",
        "bodies": "/en/who-does-what/",
        "offices": "/en/offices/",
        "province": "/en/offices/varese/?country=US",
        "calendar": "/en/calendar/",
        "month": "/en/calendar/2025/10/",
        "not-found": "/en/not-there/",
        "contacts": "/en/contacts/",
        "questions": "/en/frequently-asked-questions/",
        "privacy": "/en/privacy/",
        "legal-notes": "/en/legal-notes/",
        "accessibility": "/en/accessibility/",
        "credits": "/en/credits/",
        "site-map": "/en/site-map/",
        "numbers": "/en/numbers/",
        "fault": "/en/fault-report/",
        "fault-received": "/en/fault-report/received/",
        "api": "/api/v1/docs",
    },
}
ENTRIES = {
    "service": "services?",
    "open-call": "opportunities?status=open&",
    "rolling-call": "opportunities?status=rolling&",
    "closed-call": "opportunities?status=closed&",
    "partner": "partners?",
    "mission": "missions?",
}
CASES = [(language, name) for language in SEARCHES for name in [*SEARCHES[language], *ENTRIES]]


def _address(portal, language, name):
    if name in SEARCHES[language]:
        return SEARCHES[language][name]
    with urlopen(f"{portal}/api/v1/{ENTRIES[name]}lang={language}&page_size=1") as answer:
        results = json.load(answer)["results"]
    return results[0]["url"] if results else None


@pytest.mark.parametrize(("language", "name"), CASES, ids=["-".join(case) for case in CASES])
def test_a_page_has_no_barrier(visit, portal, language, name):
    address = _address(portal, language, name)
    assert address, f"the catalogue has no {name}"
    page = visit(address, viewport=PHONE, status=404 if name == "not-found" else 200)
    assert faults(page) == {}


@pytest.mark.parametrize("path", ["/", "/en/search/?q=x"])
@pytest.mark.parametrize(("width", "viewport"), [("320", PHONE), ("1280", DESK)], ids=["320", "1280"])
def test_suggestions_have_no_barrier(visit, path, width, viewport):
    page = visit(path, viewport=viewport)

    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("germ")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")

    assert barriers(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", ["/cerca/?q=fiere&country=JP&closes_before=2030-01-01", "/en/search/?q=fairs"])
def test_open_filters_have_no_barrier(visit, path):
    page = visit(path, viewport=PHONE)

    page.locator("a[href='#filtri']").click()
    page.evaluate("document.querySelectorAll('#filtri details').forEach(facet => (facet.open = true))")
    page.locator("#filtri .pm-check").first.check()
    expect(page.locator("#annuncio")).not_to_be_empty()

    assert barriers(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_barrier_would_be_found(visit):
    page = visit("/", viewport=PHONE)

    page.evaluate(
        """() => {
            document.querySelector('label[for=q]').remove();
            document.querySelector('main').insertAdjacentHTML('afterbegin', '<a href="/x">a</a><a href="/y">b</a>');
            document.documentElement.removeAttribute('lang');
        }"""
    )

    assert {"label", "target-size", "html-has-lang"} <= set(barriers(page))


def test_a_page_that_asks_another_host_or_breaks_the_policy_would_be_found(visit):
    page = visit("/")

    page.evaluate(
        """() => {
            document.querySelector('main').insertAdjacentHTML('beforeend', '<p style="color:red">x</p>');
            document.querySelector('main').insertAdjacentHTML('beforeend', '<img alt="" src="http://192.0.2.1/x.png">');
        }"""
    )
    page.wait_for_timeout(200)

    assert any("CSP inline" in text for text in visit.wrong)
    assert any("192.0.2.1" in text for text in visit.wrong)
    visit.wrong.clear()


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("stars", [2, 5])
def test_the_steps_of_a_rating_have_no_barrier(visit, language, stars):
    page = visit("/note-legali/" if language == "it" else "/en/legal-notes/", viewport=PHONE)
    page.locator(f"label[for=stars-{stars}]").click()
    assert barriers(page) == {}

    page.locator(".pm-rate button").click()
    page.locator(".pm-rate input[type=radio]").first.check()
    assert barriers(page) == {}
    page.locator(".pm-rate button").click()
    page.locator(".pm-rate input[name=comment]").fill("Breve")
    assert barriers(page) == {}


@pytest.mark.parametrize(
    "address",
    [
        "/segnalazione-disservizio/",
        "/en/fault-report/",
        "/segnala-un-errore/service/sace-bt-assicurazione/",
        "/en/report-an-error/partner/sace/",
    ],
)
def test_a_form_with_errors_has_no_barrier(visit, address):
    page = visit(address, viewport=PHONE)

    with page.expect_navigation():
        page.locator("form.pm-form button").click()

    assert barriers(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("address", ["/", "/en/"])
def test_an_open_menu_has_no_barrier(visit, address):
    page = visit(address, viewport=PHONE)

    page.locator(".pm-menu summary").click()

    assert barriers(page) == {}
