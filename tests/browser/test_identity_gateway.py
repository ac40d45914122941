"""Sign-in through the identity gateway, end to end: browser, portal and gateway, each a process of its own."""

import shutil
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from portal.accounts.demo import PASSWORD as DEMO_PASSWORD
from tests.browser.conftest import PHONE
from tests.gateway import CLIENT, PASSWORD, SECRET, gateway
from tests.processes import free_port, serving


@pytest.fixture(scope="module")
def linked_portal(filled_folder, tmp_path_factory):
    """A portal that trusts a gateway."""
    port = free_port()
    with (
        gateway(tmp_path_factory.mktemp("gateway"), port) as issuer,
        serving(
            DEMO=1,
            PORT=port,
            VAR_DIR=shutil.copytree(filled_folder, tmp_path_factory.mktemp("linked") / "var"),
            OIDC_ISSUER=issuer,
            OIDC_CLIENT_ID=CLIENT,
            OIDC_SECRET=SECRET,
        ) as address,
    ):
        yield address


@pytest.fixture
def page(browser, linked_portal):
    context = browser.new_context(base_url=linked_portal, viewport=PHONE, locale="it-IT")
    context.set_default_timeout(15_000)
    broken = []
    page = context.new_page()
    page.add_init_script("addEventListener('securitypolicyviolation', e => console.error('CSP', e.blockedURI))")
    page.on("console", lambda message: broken.append(message.text) if message.text.startswith("CSP") else None)
    page.on("response", lambda answer: broken.append(answer.url) if answer.status >= 500 else None)
    yield page
    context.close()
    assert broken == []


def _at_the_gateway(page, email):
    page.wait_for_url("**/login/**")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.locator("form[action*=login] [type=submit]").first.click()


def test_somebody_new_comes_in_with_a_digital_identity_and_comes_back(page, linked_portal):
    page.goto("/accedi/?next=/account/")
    with page.expect_request("**/identity/o/authorize**") as asked:
        page.get_by_role("link", name="Accedete con SPID, CIE o CNS").click()
    query = parse_qs(urlsplit(asked.value.url).query)
    assert query["code_challenge_method"] == ["S256"]
    assert set(query["scope"][0].split()) == {"openid", "profile", "email"}
    assert {"state", "code_challenge"} <= set(query)

    _at_the_gateway(page, "elena.spid@example.org")

    page.wait_for_url(f"{linked_portal}/account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Il vostro account")
    expect(page.locator("main")).to_contain_text("elena.spid@example.org")
    expect(page.locator("main [name=last_name]")).to_have_value("Rusconi")

    page.locator(".pm-me summary").click()
    page.get_by_role("button", name="Uscite").first.click()
    page.goto("/en/sign-in/?next=/en/account/")
    page.get_by_role("link", name="Sign in with SPID, CIE or CNS").click()  # the gateway still knows the browser
    page.wait_for_url(f"{linked_portal}/en/account/")
    expect(page.locator("main")).to_contain_text("elena.spid@example.org")


def test_the_owner_of_an_account_links_an_identity_and_signs_in_with_it(page, linked_portal):
    page.goto("/accedi/?next=/account/identita/")
    page.fill("[name=login]", "impresa2@example.org")
    page.fill("[name=password]", DEMO_PASSWORD)
    page.get_by_role("button", name="Accedete", exact=True).click()
    page.wait_for_url("**/account/sono-io/**")
    page.fill("[name=password]", DEMO_PASSWORD)
    page.get_by_role("button", name="Continuate").click()
    page.get_by_role("link", name="Collegate la vostra identità digitale").click()
    _at_the_gateway(page, "marco.spid@example.org")
    page.wait_for_url(f"{linked_portal}/account/identita/")
    expect(page.locator("main")).to_contain_text("La vostra identità digitale è collegata.")

    page.context.clear_cookies(name="sessionid")
    page.goto("/accedi/?next=/account/")
    page.get_by_role("link", name="Accedete con SPID, CIE o CNS").click()
    page.wait_for_url(f"{linked_portal}/account/")
    expect(page.locator("main")).to_contain_text("Accedete con impresa2@example.org.")


def test_an_answer_that_nobody_asked_for_is_explained(page):
    answer = page.goto("/accedi/identita/ritorno/?code=x&state=y")

    assert answer.status == 401
    expect(page.get_by_role("heading", level=1)).to_have_text("L’identità digitale non ha funzionato")
    expect(page.locator("main").get_by_role("link", name="Accedete")).to_be_visible()
