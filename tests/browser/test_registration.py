"""A firm registers for a mission in a browser: on a phone and at a desk, with and without scripts, without barriers."""

import re

import pytest
from playwright.sync_api import expect

from portal.accounts.demo import PASSWORD
from tests.browser.barriers import barriers, faults
from tests.browser.conftest import DESK, PHONE
from tests.missions.registering_pages import pdf

STUTTGART = "/missioni/dimostrazione-meccanica-stoccarda-monaco/"
LYON = "/missioni/dimostrazione-subfornitura-lione/"
TOKYO = "/missioni/dimostrazione-abitare-vino-tokyo/"
EVERYWHERE = pytest.mark.parametrize(
    ("viewport", "javascript"),
    [(PHONE, True), (PHONE, False), (DESK, True), (DESK, False)],
    ids=["phone", "phone-without-scripts", "desk", "desk-without-scripts"],
)


@pytest.fixture
def firm(run, request):
    """The address of a person who represents a firm of its own, the kind of firm given by the test's mark."""
    email = re.sub(r"\W+", "-", request.node.name).strip("-").lower() + "@example.org"
    stage = getattr(request, "param", "first-time")
    run(
        f"user = User.objects.create_user({email!r}, {PASSWORD!r}, first_name='Ada', last_name='Bianchi')\n"
        "user.confirm_address()\n"
        "sector = Sector.objects.get(slug='wine' if 'sel' in user.email else 'metal')\n"
        f"import zlib; number = 9000 + zlib.crc32({email!r}.encode()) % 900000\n"
        "factories.firm(by=user, vat_number=factories.vat_number(number), name='Officina Prova srl',\n"
        f"    province=Province.objects.get(code='LC'), sectors=[sector], stage={stage!r})"
    )
    return email


def _sign_in(page, email):
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.locator("main").get_by_role("button", name="Accedete", exact=True).click()
    page.wait_for_url(lambda address: "/accedi/" not in address)


def _press(page, name):
    """A press leads to the next page, which may be long in coming: without waiting, the old one would be looked at."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).click()


def _heading(page, text):
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def _pdf(name):
    return {"name": name, "mimeType": "application/pdf", "buffer": pdf()}


@EVERYWHERE
def test_a_firm_registers_with_a_document_and_an_interpreter(visit, firm, viewport, javascript):
    page = visit(f"/accedi/?next={STUTTGART}", viewport=viewport, javascript=javascript)
    _sign_in(page, firm)
    expect(page.locator("#voi")).to_contain_text("Sì, potete partecipare")
    page.locator("main").get_by_role("link", name="Iscrivetevi alla missione").first.click()

    _heading(page, "È giusto quello che sappiamo di voi?")
    _press(page, "È tutto giusto, avanti")
    expect(page.locator("[name=p-0-first_name]")).to_have_value("Ada")
    page.fill("[name=p-1-first_name]", "Luca")
    _press(page, "Continuate")
    expect(page.locator(".pm-errors")).to_contain_text("Scrivete il cognome.")
    page.locator(".pm-errors a").click()
    expect(page.locator("[name=p-1-last_name]")).to_be_focused()
    page.fill("[name=p-1-last_name]", "Neri")
    _press(page, "Continuate")

    _heading(page, "Che cosa offrite, e chi vorreste incontrare?")
    page.fill("[name=offers]", "Torniture di precisione")
    page.get_by_label("No", exact=True).check()
    page.get_by_label("Quali lavorazioni fate in casa?").fill("tornitura da barra")
    _press(page, "Continuate")

    page.locator("input[type=file]").first.set_input_files({**_pdf("visura.pdf"), "buffer": b"no PDF"})
    _press(page, "Continuate")
    expect(page.locator(".pm-errors")).to_contain_text("Non è un PDF")
    page.locator("input[type=file]").first.set_input_files(_pdf("presentazione.pdf"))
    _press(page, "Continuate")

    _heading(page, "Di che cosa avrete bisogno sul posto?")
    page.get_by_label("Interprete italiano-tedesco").check()
    page.locator(".pm-nested input[type=checkbox]").first.check()
    _press(page, "Avanti, al riepilogo")

    expect(page.locator("main")).to_contain_text("presentazione.pdf")
    _press(page, "Salvate e continuate dopo")
    expect(page.locator(".pm-messages")).to_contain_text("bozza")
    page.goto(STUTTGART)
    page.locator("main").get_by_role("link", name="Riprendete l’iscrizione").first.click()

    _heading(page, "Rileggete e inviate")
    page.get_by_label("Abbiamo letto le regole della missione").check()
    page.get_by_label("Abbiamo letto l’informativa privacy").check()
    _press(page, "Inviate l’iscrizione")
    _heading(page, "Abbiamo la vostra iscrizione")
    number = page.locator(".pm-done .num").inner_text()

    page.go_back()
    page.reload()
    _heading(page, "Abbiamo la vostra iscrizione")
    expect(page.locator(".pm-done .num")).to_have_text(number)
    page.get_by_role("link", name="Ricevuta da stampare").click()
    expect(page.locator(".pm-receipt")).to_contain_text(number)


@EVERYWHERE
def test_a_full_mission_queues_a_firm_and_an_offer_is_taken(visit, run, firm, viewport, javascript):
    run(
        "mission = Mission.objects.get(slug='dimostrazione-subfornitura-lione')\n"
        "taken = Registration.objects.filter(mission=mission).holding()\n"
        "seats.resize(mission, taken.count(), now=timezone.now())"
    )
    page = visit(f"/accedi/?next={LYON}", viewport=viewport, javascript=javascript)
    _sign_in(page, firm)
    page.locator("main").get_by_role("link", name="Mettetevi in lista d’attesa").first.click()
    _press(page, "È tutto giusto, avanti")
    _press(page, "Continuate")
    _press(page, "Continuate")
    _press(page, "Avanti, al riepilogo")
    page.get_by_label("Abbiamo letto le regole della missione").check()
    page.get_by_label("Abbiamo letto l’informativa privacy").check()
    _press(page, "Inviate l’iscrizione")
    expect(page.locator(".pm-done h2")).to_contain_text("Siete in lista d’attesa: numero")

    run(
        "mission = Mission.objects.get(slug='dimostrazione-subfornitura-lione')\n"
        "waiting = Registration.objects.filter(mission=mission).queue()\n"
        "seats.resize(mission, mission.capacity + waiting.count(), now=timezone.now())"
    )
    page.goto("/area-impresa/")
    page.get_by_role("link", name="Subfornitura a Lione (dimostrazione)").first.click()
    expect(page.locator(".pm-done h2")).to_have_text("C’è un posto per voi.")
    _press(page, "Prendete il posto")
    expect(page.locator(".pm-done h2")).to_contain_text("Il posto è vostro")

    page.get_by_role("link", name="Rinunciate alla missione").click()
    _press(page, "Sì, rinunciamo")
    expect(page.locator(".pm-done h2")).to_have_text("Ritirato.")


@pytest.mark.parametrize("firm", ["consolidating"], indirect=True, ids=["sel"])
def test_a_selection_from_application_to_outcome(visit, run, firm):
    page = visit(f"/accedi/?next={TOKYO}iscrizione/", viewport=PHONE)
    _sign_in(page, firm)
    _press(page, "È tutto giusto, avanti")
    _press(page, "Continuate")
    for area in page.locator("main textarea").all():
        area.fill("Vini di montagna")
    for box in page.locator("main input[type=text]").all():
        box.fill("Vini di montagna")
    for group in page.locator("main fieldset:has(input[type=radio])").all():
        group.locator("input").first.check()
    _press(page, "Continuate")
    for file in page.locator("input[type=file]").all():
        if "pdf" in (file.get_attribute("accept") or ""):
            file.set_input_files(_pdf("documento.pdf"))
    _press(page, "Continuate")
    page.set_viewport_size(DESK)
    assert barriers(page) == {}
    _press(page, "Avanti, al riepilogo")
    page.get_by_label("Abbiamo letto le regole della missione").check()
    page.get_by_label("Abbiamo letto l’informativa privacy").check()
    assert barriers(page) == {}
    _press(page, "Inviate la candidatura")
    expect(page.locator(".pm-done h2")).to_have_text("Abbiamo ricevuto la vostra candidatura.")

    run(
        "mission = Mission.objects.get(slug='dimostrazione-abitare-vino-tokyo')\n"
        "applied = list(Registration.objects.filter(mission=mission, status='applied').select_related('firm'))\n"
        f"applied.sort(key=lambda one: one.firm.mandates.filter(user__email={firm!r}).exists(), reverse=True)\n"
        "seats.seat_ranking(mission, applied, now=timezone.now(), by=None)"
    )
    page.get_by_role("link", name="La vostra iscrizione").click()
    expect(page.locator(".pm-done h2")).to_contain_text("Il posto è vostro")


def test_no_step_and_no_mistake_has_a_barrier(visit, firm):
    page = visit(f"/accedi/?next={STUTTGART}iscrizione/")
    _sign_in(page, firm)
    assert faults(page) == {}
    _press(page, "È tutto giusto, avanti")
    assert faults(page) == {}
    for name in ("first_name", "last_name"):
        page.fill(f"[name=p-0-{name}]", "")
    page.fill("[name=p-0-email]", "ada")
    _press(page, "Continuate")
    assert faults(page) == {}
    for name in ("first_name", "last_name"):
        page.fill(f"[name=p-0-{name}]", "Ada")
    page.fill("[name=p-0-email]", "ada@example.org")
    _press(page, "Continuate")
    assert faults(page) == {}
    _press(page, "Continuate")
    assert faults(page) == {}
    page.get_by_label("No", exact=True).check()
    page.get_by_label("Quali lavorazioni fate in casa?").fill("tornitura")
    _press(page, "Continuate")
    assert faults(page) == {}
    page.locator("input[type=file]").first.set_input_files({**_pdf("visura.pdf"), "buffer": b"no PDF"})
    _press(page, "Continuate")
    assert faults(page) == {}
    page.locator("input[type=file]").first.set_input_files(_pdf("presentazione.pdf"))
    _press(page, "Continuate")
    page.get_by_label("Interprete italiano-tedesco").check()
    _press(page, "Avanti, al riepilogo")
    expect(page.locator(".pm-errors")).to_contain_text("Dite in quali giorni.")
    assert faults(page) == {}
    page.locator(".pm-nested input[type=checkbox]").first.check()
    _press(page, "Avanti, al riepilogo")
    assert faults(page) == {}
    _press(page, "Inviate l’iscrizione")
    expect(page.locator(".pm-errors")).to_be_visible()
    assert faults(page) == {}
    page.get_by_label("Abbiamo letto le regole della missione").check()
    page.get_by_label("Abbiamo letto l’informativa privacy").check()
    _press(page, "Inviate l’iscrizione")
    _heading(page, "Abbiamo la vostra iscrizione")
    assert faults(page) == {}
    page.get_by_role("link", name="La vostra iscrizione").click()
    state = page.url
    for path in ("", "ricevuta/", "chi-parte/", "documenti/", "rinuncia/"):
        assert page.goto(f"{state}{path}").status == 200
        assert faults(page) == {}
    page.goto(f"{state}chi-parte/")
    page.fill("[name=p-0-last_name]", "")
    _press(page, "Salvate")
    assert faults(page) == {}
    page.goto(STUTTGART)
    assert faults(page) == {}


@pytest.mark.parametrize("path", [STUTTGART, LYON, TOKYO, STUTTGART.replace("missioni", "en/missions")])
def test_a_missions_page_has_no_barrier(visit, path):
    assert faults(visit(path)) == {}
