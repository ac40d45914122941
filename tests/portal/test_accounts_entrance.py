"""Sign-up, sign-in and forgotten passwords: what a stranger can learn, what an owner can do."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override

from portal.accounts import devices
from portal.accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db

PASSWORD = "quattro mele verdi"


@pytest.fixture(autouse=True)
def _no_attempts_before():
    cache.clear()


@pytest.fixture
def owner():
    person = factories.person(email="anna@example.org", password=PASSWORD)
    person.confirm_address()
    return person


def _sign_up(client, email, language="it", **fields):
    with override(language):
        address = reverse("account_signup")
    given = {"first_name": "Anna", "last_name": "Bianchi", "email": email, "password1": PASSWORD}
    return client.post(address, {**given, **fields})


def _sign_in(client, email, password=PASSWORD, **fields):
    return client.post("/accedi/", {"login": email, "password": password, **fields})


def _link(message, word):
    return re.search(rf"http\S+/{word}/\S+", message.body)[0].partition("127.0.0.1:8000")[2]


def test_from_sign_up_to_the_account(client):
    answer = _sign_up(client, "Nuova@Example.org")
    assert answer.headers["Location"] == "/registratevi/guardate-la-posta/"
    person = User.objects.get()
    assert (person.email, person.first_name, person.language) == ("nuova@example.org", "Anna", "it")
    assert person.check_password(PASSWORD)
    assert not EmailAddress.objects.get(user=person).verified

    link = _link(mail.outbox[0], "conferma")
    assert "Confermate" in client.get(link).text
    assert not EmailAddress.objects.get(user=person).verified  # a scanner that follows links confirms nothing
    client.post(link)
    assert EmailAddress.objects.get(user=person).verified

    answer = _sign_in(client, "NUOVA@example.org")
    assert answer.status_code == 302
    assert client.get("/account/").status_code == 200


def test_mail_is_in_the_language_of_the_page_one_signs_up_on(client):
    _sign_up(client, "new@example.org", language="en")

    assert User.objects.get().language == "en"
    assert mail.outbox[0].subject == "Welcome: confirm your address"
    assert "/en/sign-up/confirm/" in mail.outbox[0].body


def test_links_in_mails_have_the_portals_own_address(client, owner, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post("/password-dimenticata/", {"email": owner.email}, headers={"host": "evil.example"})

    assert "evil.example" not in mail.outbox[0].body
    assert f"{settings.SITE_URL}/password-dimenticata/" in mail.outbox[0].body


def test_without_a_confirmed_address_nobody_gets_in(client):
    factories.person(email="anna@example.org", password=PASSWORD)

    answer = _sign_in(client, "anna@example.org")

    assert answer.headers["Location"] == "/registratevi/guardate-la-posta/"
    assert len(mail.outbox) == 1
    assert client.get("/account/").status_code == 302


def _seen(answer):
    """All that a stranger gets: status, where to, how much of it, which cookies."""
    return answer.status_code, answer.headers.get("Location"), len(answer.content), sorted(answer.cookies)


@pytest.mark.parametrize(
    "act",
    [
        lambda client, email: _sign_up(client, email),
        lambda client, email: client.post("/password-dimenticata/", {"email": email}),
        lambda client, email: _sign_in(client, email, "sbagliata del tutto"),
    ],
    ids=["sign-up", "forgotten", "sign-in"],
)
def test_a_known_address_looks_like_an_unknown_one(client_class, owner, act):
    """The same also when one tries too often."""
    for _try in range(8):
        known = _seen(act(client_class(), owner.email))
        cache_of_known = _seen(act(client_class(), "nobody@example.org"))
        # the address typed is in the page, where there is one: the same number of letters
        assert known[:2] == cache_of_known[:2]
        assert known[3] == cache_of_known[3]
        assert abs(known[2] - cache_of_known[2]) <= len("nobody@example.org") - len(owner.email)


@pytest.fixture
def client_class():
    from django.test import Client

    return Client


def test_the_owner_hears_of_a_sign_up_with_their_address(client, owner):
    _sign_up(client, owner.email, password1="tutt'altra password qui")

    assert User.objects.count() == 1
    assert owner.check_password(PASSWORD)
    assert [message.subject for message in mail.outbox] == ["Avete già un account"]
    assert mail.outbox[0].to == [owner.email]


@pytest.mark.parametrize("what", ["sign-up", "forgotten", "sign-in"])
def test_known_and_unknown_addresses_take_the_same_time(client_class, owner, settings, what):
    """With the hash of production, and without limits: the least that each takes, taken in turns.

    What would tell them apart is a hash that only one of them makes, so the measure is a hash, made in the same turns:
    milliseconds mean something else on every machine, and while it is busy.
    """
    settings.PASSWORD_HASHERS = ["portal.accounts.passwords.PortalArgon2Hasher"]
    settings.ACCOUNT_RATE_LIMITS = False
    owner.set_password(PASSWORD)
    owner.save()
    acts = {
        "sign-up": _sign_up,
        "forgotten": lambda client, email: client.post("/password-dimenticata/", {"email": email}),
        "sign-in": lambda client, email: _sign_in(client, email, "sbagliata del tutto"),
    }
    times = {"known": [], "unknown": [], "hash": []}
    for number in range(20):
        for kind, email in (("known", owner.email), ("unknown", f"n{number:02}@example.org")):
            client = client_class()
            begun = time.process_time()
            acts[what](client, email)
            times[kind].append(time.process_time() - begun)
        begun = time.process_time()
        make_password(PASSWORD)
        times["hash"].append(time.process_time() - begun)

    known, unknown, one_hash = (min(values[5:]) for values in times.values())
    assert abs(known - unknown) < one_hash / 2


def test_wrong_passwords_are_slowed_down_for_an_account_but_its_owner_gets_in(client_class, owner):
    at_home, stranger = client_class(), client_class()
    assert _sign_in(at_home, owner.email).status_code == 302
    at_home.post("/esci/")

    answers = [_sign_in(stranger, owner.email, "sbagliata del tutto") for _try in range(6)]
    assert "Troppi tentativi" not in answers[4].text
    assert "Troppi tentativi" in answers[5].text
    assert "Troppi tentativi" in _sign_in(stranger, owner.email).text  # even with the right one

    assert _sign_in(at_home, owner.email).status_code == 302


def test_a_device_is_known_for_the_account_it_was_used_on_alone(client, owner, rf):
    _sign_in(client, owner.email)
    request = rf.get("/")
    request.COOKIES[devices.COOKIE] = client.cookies[devices.COOKIE].value

    assert devices.known(request, "ANNA@example.org ")
    assert not devices.known(request, "other@example.org")
    request.COOKIES[devices.COOKIE] += "x"
    assert not devices.known(request, owner.email)


def test_wrong_passwords_are_slowed_down_for_an_address_of_the_network(client):
    answers = [_sign_in(client, f"n{number}@example.org", "sbagliata del tutto") for number in range(11)]

    assert "Troppi tentativi" not in answers[9].text
    assert "Troppi tentativi" in answers[10].text


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
        "https://testserver@evil.example/",
        " //evil.example",
        "/%09/evil.example".replace("%09", "\t"),
    ],
)
def test_the_way_on_stays_on_this_host(client, owner, target):
    answer = client.post("/accedi/", {"login": owner.email, "password": PASSWORD, "next": target})

    assert answer.headers["Location"].startswith("/")
    assert "evil" not in answer.headers["Location"]


def test_the_way_on_leads_where_one_wanted_to_go(client, owner):
    answer = client.get("/account/")
    assert answer.headers["Location"] == "/accedi/?next=/account/"

    answer = _sign_in(client, owner.email, next="/account/")

    assert answer.headers["Location"] == "/account/"


def test_a_session_begins_anew_at_sign_in_and_ends_at_sign_out(client, owner):
    client.get("/accedi/")
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    client.cookies["__Host-sessionid"] = before

    _sign_in(client, owner.email)
    during = client.cookies["__Host-sessionid"].value
    assert during != before
    client.get("/esci/")  # by itself it does nothing
    assert client.get("/account/").status_code == 200

    client.post("/esci/")
    client.cookies["__Host-sessionid"] = during
    assert client.get("/account/").status_code == 302


def test_a_forgotten_password_is_replaced_once_and_others_are_signed_out(client_class, owner):
    elsewhere, here = client_class(), client_class()
    _sign_in(elsewhere, owner.email)
    here.post("/password-dimenticata/", {"email": owner.email})
    link = _link(mail.outbox[0], "password-dimenticata")

    page = here.get(link, follow=True)
    assert link.split("-")[-1].strip("/") not in page.redirect_chain[0][0]  # the secret leaves the address
    here.post(page.redirect_chain[0][0], {"password1": "cinque pere mature"})

    owner.refresh_from_db()
    assert owner.check_password("cinque pere mature")
    assert elsewhere.get("/account/").status_code == 302
    assert "già stato usato" in client_class().get(link, follow=True).text
    assert mail.outbox[-1].subject == "La vostra password è cambiata"


def test_a_link_for_a_new_password_is_void_after_a_change(client, owner):
    client.post("/password-dimenticata/", {"email": owner.email})
    owner.set_password("cinque pere mature")
    owner.save()

    assert "già stato usato" in client.get(_link(mail.outbox[0], "password-dimenticata"), follow=True).text


def test_a_link_for_a_new_password_is_good_for_an_hour(settings):
    assert settings.PASSWORD_RESET_TIMEOUT == 3600


@pytest.mark.parametrize("email", ["", "anna", "a" * 300 + "@example.org", "x@y.it\r\nBcc: z@y.it"])
def test_what_was_typed_is_kept_and_what_is_wrong_is_said(client, email):
    answer = _sign_up(client, email, password1="corta")

    assert answer.status_code == 200
    assert 'value="Bianchi"' in answer.text
    assert 'id="errors-title"' in answer.text
    assert not User.objects.exists()


@pytest.mark.parametrize("path", ["/accedi/", "/registratevi/", "/password-dimenticata/", "/esci/"])
def test_a_form_without_its_token_is_refused(path, client_class):
    assert client_class(enforce_csrf_checks=True).post(path, {"login": "a@b.it"}).status_code == 403
