"""The officer's desk in a browser, together with the firm: a selection from application to ranking, and no barriers."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from missions.time import ROME
from portal.accounts.demo import PASSWORD
from tests.browser.barriers import barriers, faults
from tests.browser.conftest import DESK, PHONE

OFFICER = "regione@example.org"
DESK_OF = "/missioni/gestione/"
VIENNA = "dimostrazione-casa-vienna"
LYON = "dimostrazione-subfornitura-lione"
TOKYO = "dimostrazione-abitare-vino-tokyo"


def _sign_in(page, email):
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.locator("main").get_by_role("button", name="Accedete", exact=True).click()
    page.wait_for_url(lambda address: "/accedi/" not in address)


def _press(page, name):
    """A press leads to the next page, which may be long in coming: without waiting, the old one would be looked at."""
    with page.expect_navigation():
        page.locator("#main, #content").get_by_role("button", name=name, exact=True).click()


def _follow(page, name):
    page.locator("#main, #content").get_by_role("link", name=name, exact=True).first.click()


@pytest.fixture
def selection(run):
    """A selection whose registration is open, and the people of two firms that may apply."""
    made = run(
        "from missions.models import Firm\n"
        "from catalog.models import Partner\n"
        "now = timezone.now()\n"
        "factories._numbers = __import__('itertools').count(40_000 + Firm.objects.count() * 50)\n"
        "sector = Sector.objects.get(slug='wine')\n"
        "mission = factories.open_mission(now, partner=Partner.objects.get(slug='regione-lombardia'), capacity=1,\n"
        "    fill_method='selection', title_it='Vini a Osaka')\n"
        "mission.criteria.create(kind='stage', title_it='Già affermate', points=20, values=['established'])\n"
        "mission.criteria.create(kind='manual', title_it='Il prodotto', points=30, position=1)\n"
        "people = []\n"
        "for stage in ('established', 'first-time'):\n"
        f"    user = factories.person(first_name='Ada', last_name='Bianchi', password={PASSWORD!r})\n"
        "    user.confirm_address()\n"
        "    firm = factories.firm(by=user, stage=stage, sectors=[sector], province=Province.objects.get(code='LC'))\n"
        "    people.append(user.email)\n"
        "print(mission.slug, *people)"
    )
    slug, *people = made.split()
    return slug, people


def _apply(page):
    _press(page, "È tutto giusto, avanti")
    page.fill("[name=p-0-first_name]", "Ada")
    page.fill("[name=p-0-last_name]", "Bianchi")
    if page.locator("[name=p-0-email]").count():
        page.fill("[name=p-0-email]", "ada@example.org")
    while not page.get_by_role("button", name="Inviate la candidatura").count():
        for area in page.locator("main textarea").all():
            area.fill("Vini di montagna")
        page.locator("main form button[value=on], main form .pm-formnav .btn-primary").first.click()
    for box in page.locator("main form input[type=checkbox]").all():
        box.check()
    _press(page, "Inviate la candidatura")
    expect(page.locator(".pm-done h2")).to_have_text("Abbiamo ricevuto la vostra candidatura.")


def _judge(page, firm_number, points, reason):
    page.get_by_role("link", name=re.compile("^Valutate")).nth(firm_number).click()
    page.get_by_label("Punti").fill(points)
    page.get_by_label("Motivo").fill(reason)
    _press(page, "Salvate i punti")


def _has_no_barrier(page):
    assert barriers(page) == {}


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_selection_from_application_to_ranking(visit, selection, javascript):
    slug, people = selection
    has_no_barrier = _has_no_barrier if javascript else lambda page: None  # axe is a script itself
    firms = []
    for email in people:
        page = visit(f"/accedi/?next=/missioni/{slug}/iscrizione/", viewport=PHONE, javascript=javascript)
        _sign_in(page, email)
        _apply(page)
        firms.append(page)

    desk = visit(f"/accedi/?next={DESK_OF}{slug}/", viewport=DESK, javascript=javascript)
    _sign_in(desk, OFFICER)
    _follow(desk, "Valutazione e graduatoria")
    expect(desk.locator(".dk-note")).to_contain_text("La graduatoria si pubblica a iscrizioni chiuse")

    desk.goto(f"{DESK_OF}{slug}/impostazioni/")
    closed = (timezone.now() - timedelta(minutes=2)).astimezone(ROME)
    desk.fill("[name=registration_closes]", f"{closed:%Y-%m-%dT%H:%M}")
    _press(desk, "Salvate")
    expect(desk.locator(".messagelist")).to_contain_text("Salvato")

    desk.goto(f"{DESK_OF}{slug}/graduatoria/")
    expect(desk.locator(".dk-note")).to_contain_text("Ancora da valutare")
    desk.get_by_role("link", name=re.compile("^Valutate")).last.click()
    _press(desk, "Salvate i punti")
    expect(desk.locator(".pm-errors")).to_be_visible()
    has_no_barrier(desk)
    desk.go_back()
    desk.goto(f"{DESK_OF}{slug}/graduatoria/")
    _judge(desk, 1, "30", "Un vino che a Osaka manca.")
    _judge(desk, 0, "5", "Prodotto già presente sul mercato.")
    expect(desk.locator("tbody tr").first).to_contain_text("30")

    _follow(desk, "Pubblicate la graduatoria")
    expect(desk.locator(".dk-consequences")).to_contain_text("1 impresa ottiene un posto.")
    has_no_barrier(desk)
    _press(desk, "Pubblicate la graduatoria")
    expect(desk.locator(".messagelist")).to_contain_text("La graduatoria è pubblicata")

    first, second = firms[1], firms[0]  # thirty points against twenty-five
    for page, state, reason in (
        (first, "Il posto è vostro", "Un vino che a Osaka manca."),
        (second, "lista d’attesa", "Prodotto già presente sul mercato."),
    ):
        page.get_by_role("link", name="La vostra iscrizione").click()
        expect(page.locator(".pm-done h2, main h2").first).to_contain_text(state)
        expect(page.get_by_text(reason)).to_be_visible()
        has_no_barrier(page)
    _follow(first, "La graduatoria")
    expect(first.locator("tbody tr")).to_have_count(2)
    has_no_barrier(first)


MISSION_PAGES = (
    "",
    "posti/",
    "annulla/",
    "messaggi/",
    "messaggi/scrivi/",
    "chi-parte/",
    "tesserini/",
    "presenze/",
    "cifre/",
)
SET_UP = ("", "stops/", "programme/", "reserves/", "documents/", "questions/", "criteria/")
PAGES = (
    "",
    *(f"{VIENNA}/{page}" for page in MISSION_PAGES),
    *(f"{LYON}/impostazioni/{part}" for part in SET_UP),
    f"{LYON}/?status=waiting",
    f"{TOKYO}/graduatoria/",
)


@pytest.fixture
def officer(visit):
    page = visit(f"/accedi/?next={DESK_OF}", viewport=PHONE)
    _sign_in(page, OFFICER)
    return page


def test_no_page_of_the_desk_has_a_barrier(officer):
    for path in PAGES:
        officer.goto(DESK_OF + path)
        assert faults(officer) == {}


def test_no_file_of_a_registration_and_no_mistake_has_a_barrier(officer):
    officer.goto(f"{DESK_OF}{LYON}/?status=waiting")
    officer.locator("tbody th a").first.click()
    file = officer.url
    for path in ("", "posto/", "non-ammessa/"):
        officer.goto(file + path)
        assert (path, barriers(officer)) == (path, {})
        assert officer.evaluate("document.documentElement.scrollWidth <= innerWidth"), path

    for path, button in (
        (file + "non-ammessa/", None),
        (f"{DESK_OF}{LYON}/annulla/", None),
        (f"/en/missions/desk/{LYON}/messages/write/", "Read it before it goes"),
    ):
        officer.goto(path)
        (officer.get_by_role("button", name=button) if button else officer.locator("input.default")).click()
        expect(officer.locator(".pm-errors")).to_be_visible()
        assert (path, barriers(officer)) == (path, {})


def test_a_message_is_written_read_and_sent(officer, portal_folder):
    officer.goto(f"{DESK_OF}{VIENNA}/messaggi/scrivi/")
    officer.get_by_label("Imprese con un posto").check()
    officer.get_by_label("Oggetto", exact=True).fill("Ritrovo di domani")
    officer.get_by_label("Testo", exact=True).fill("Alle otto davanti all’albergo.")
    _press(officer, "Rileggete prima di inviare")
    expect(officer.get_by_role("heading", level=1)).to_have_text("Rileggete prima di inviare")
    assert barriers(officer) == {}
    _press(officer, "Modificatelo")
    expect(officer.get_by_label("Oggetto", exact=True)).to_have_value("Ritrovo di domani")
    _press(officer, "Rileggete prima di inviare")
    _press(officer, "Inviate il messaggio")
    expect(officer.locator("#content")).to_contain_text("Ritrovo di domani")
