"""Sign-up, sign-in and the account in a browser: with and without scripts, by passkey, on a phone, without barriers."""

import re
import time
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from portal.accounts.demo import PASSWORD
from tests.browser.barriers import faults
from tests.browser.conftest import PHONE

NEW_PASSWORD = "quattro mele verdi"


def _sign_in(page, email="impresa@example.org", password=PASSWORD):
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.locator("main").get_by_role("button", name="Accedete", exact=True).click()


def _code(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def mails(portal_folder):
    """A function that waits for the mail to an address and gives its text."""

    def newest(address: str) -> str:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            for file in sorted(Path(portal_folder, "mail").glob("*.eml"), reverse=True):
                message = message_from_bytes(file.read_bytes(), policy=policy.default)
                if message["To"] == address:
                    return message.get_body(("plain",)).get_content()
            time.sleep(0.2)
        raise AssertionError(f"no mail to {address}")

    return newest


@pytest.mark.parametrize("javascript", [True, False], ids=["with-scripts", "without"])
def test_from_sign_up_to_sign_out(visit, mails, javascript):
    email = f"nuova-{javascript}@example.org".lower()
    page = visit("/registratevi/", viewport=PHONE, javascript=javascript)
    page.fill("[name=first_name]", "Anna")
    page.fill("[name=last_name]", "Bianchi")
    page.fill("[name=email]", email)
    page.fill("[name=password1]", "corta")
    page.get_by_role("button", name="Registratevi").click()
    expect(page.locator(".pm-errors")).to_contain_text("Password")
    expect(page.locator("[name=email]")).to_have_value(email)

    page.fill("[name=password1]", NEW_PASSWORD)
    page.get_by_role("button", name="Registratevi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Guardate la vostra posta")

    link = re.search(r"http://127\.0\.0\.1:\d+(/registratevi/conferma/\S+)", mails(email))[1]
    page.goto(link)
    page.get_by_role("button", name="Sì, è il mio indirizzo").click()
    _sign_in(page, email, NEW_PASSWORD)
    page.wait_for_url(lambda address: "/accedi/" not in address)

    page.locator(".pm-me summary").click()
    page.locator(".pm-me").get_by_role("button", name="Uscite").click()
    expect(page.locator(".pm-messages")).to_have_text("Siete usciti.")
    expect(page.locator("header").get_by_role("link", name="Accedete")).to_be_visible()


@contextmanager
def _authenticator(page):
    """A passkey of this browser, as a phone or a computer has one."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield
    session.detach()


def test_a_passkey_lets_one_in_without_a_password(visit, portal):
    page = visit("/accedi/?next=/account/secondo-fattore/passkey/nuova/")
    page.goto(f"{portal.replace('127.0.0.1', 'localhost')}/accedi/?next=/account/secondo-fattore/passkey/nuova/")
    visit.wrong.clear()  # a passkey needs a name, and has none for an address in figures
    with _authenticator(page):
        _sign_in(page, "impresa3@example.org")
        page.fill("[name=password]", PASSWORD)
        page.get_by_role("button", name="Continuate").click()
        page.fill("[name=name]", "Telefono di Giulia")
        page.check("[name=passwordless]")
        page.get_by_role("button", name="Aggiungete una passkey").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Codici di riserva")
        assert page.locator(".pm-codes li").count() == 10

        page.context.clear_cookies()
        page.goto(f"{portal.replace('127.0.0.1', 'localhost')}/accedi/")
        page.get_by_role("button", name="Accedete con una passkey").click()
        page.wait_for_url(lambda address: "/accedi/" not in address)
        expect(page.locator(".pm-me summary")).to_contain_text("Giulia")
    visit.wrong.clear()


def test_an_app_becomes_the_second_factor(visit):
    page = visit("/accedi/?next=/account/secondo-fattore/app/", viewport=PHONE)
    _sign_in(page, "ice@example.org")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Continuate").click()
    secret = page.locator("main code").first.inner_text()
    page.fill("[name=code]", _code(secret))
    page.get_by_role("button", name="Attivate").click()
    spare = page.locator(".pm-codes code").first.inner_text()

    page.context.clear_cookies()
    page.goto("/accedi/?next=/account/")
    _sign_in(page, "ice@example.org")
    expect(page.get_by_role("heading", level=1)).to_have_text("Secondo fattore")
    page.fill("[name=code]", spare)
    page.locator("main").get_by_role("button", name="Accedete", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Il vostro account")


STRANGERS = [
    "/accedi/",
    "/registratevi/",
    "/registratevi/guardate-la-posta/",
    "/registratevi/conferma/scaduto/",
    "/password-dimenticata/",
    "/password-dimenticata/guardate-la-posta/",
    "/password-dimenticata/1-scaduto/",
    "/password-dimenticata/fatto/",
    "/accedi/chiuso/",
    "/accedi/identita/annullato/",
    "/en/sign-in/",
    "/en/sign-up/",
]
OWNERS = [
    "/account/",
    "/account/indirizzo/",
    "/account/password/",
    "/account/identita/",
    "/account/secondo-fattore/",
    "/account/secondo-fattore/app/",
    "/account/secondo-fattore/passkey/",
    "/account/secondo-fattore/passkey/nuova/",
    "/account/sono-io/",
    "/account/elimina/",
    "/esci/",
    "/en/account/",
]


@pytest.mark.parametrize("path", STRANGERS)
def test_a_strangers_page_has_no_barrier(visit, path):
    assert faults(visit(path)) == {}


def test_the_accounts_pages_have_no_barrier(visit):
    page = visit("/accedi/?next=/account/secondo-fattore/app/")
    _sign_in(page, "impresa2@example.org")
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Continuate").click()
    for path in OWNERS:
        assert page.goto(path).status == 200
        assert faults(page) == {}
    page.locator(".pm-me summary").click()
    assert faults(page) == {}


@pytest.mark.parametrize("path", ["/accedi/", "/registratevi/", "/password-dimenticata/"])
def test_a_form_with_mistakes_has_no_barrier(visit, path):
    page = visit(path)
    page.locator("main form").first.locator("button[type=submit]").click()
    expect(page.locator(".pm-errors")).to_be_visible()
    assert faults(page) == {}


def test_one_signs_in_by_keyboard_alone(visit):
    page = visit("/accedi/?next=/account/")
    page.locator("[name=login]").focus()
    page.keyboard.type("impresa@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/")
