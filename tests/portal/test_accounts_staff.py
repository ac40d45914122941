"""Staff: a second factor that no way in leaves out, sessions that end, and demonstrations that stay demonstrations."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client

from portal.accounts.demo import ACCOUNTS, create_accounts
from portal.accounts.demo import PASSWORD as PUBLIC
from portal.accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db

PASSWORD = "quattro mele verdi"


@pytest.fixture(autouse=True)
def _production(settings):
    settings.STAFF_SECOND_FACTOR = True
    cache.clear()


@pytest.fixture
def officer():
    person = factories.person(email="ufficio@example.org", password=PASSWORD, is_staff=True, is_superuser=True)
    person.confirm_address()
    return person


@pytest.fixture
def secret(officer):
    secret = generate_totp_secret()
    TOTP.activate(officer, secret)
    RecoveryCodes.activate(officer)
    return secret


def _code(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def _sign_in(client, email="ufficio@example.org", password=PASSWORD):
    return client.post("/accedi/", {"login": email, "password": password, "next": "/admin/"}, follow=True)


def test_staff_without_a_second_factor_are_led_to_it_and_nowhere_else(client, officer):
    answer = _sign_in(client)
    assert answer.redirect_chain[-1][0] == "/account/secondo-fattore/"
    assert "chiede un secondo fattore" in answer.text

    for path in ("/admin/", "/admin/catalog/service/", "/account/", "/", "/account/elimina/", "/en/"):
        answer = client.get(path)
        assert (answer.status_code, "second" in answer.headers["Location"]) == (302, True)
    assert client.post("/admin/accounts/user/add/", {"email": "x@y.it"}).status_code == 302
    assert not User.objects.filter(email="x@y.it").exists()
    assert client.get("/account/secondo-fattore/app/").headers["Location"].startswith("/account/sono-io/")
    assert client.get("/account/sono-io/").status_code == 200  # what they need is open


def test_a_session_forced_from_elsewhere_does_not_pass_either(client, officer, secret):
    client.force_login(officer)

    answer = client.get("/admin/")

    assert answer.headers["Location"].startswith("/account/sono-io/codice/?next=")


@pytest.mark.django_db(transaction=True)
def test_setting_up_the_app_opens_the_admin(client, officer):
    _sign_in(client)
    client.post("/account/sono-io/", {"password": PASSWORD})
    secret = client.get("/account/secondo-fattore/app/").context["form"].secret

    answer = client.post("/account/secondo-fattore/app/", {"code": _code(secret)}, follow=True)

    assert answer.redirect_chain[-1][0] == "/account/secondo-fattore/codici/"
    assert client.get("/admin/").status_code == 200


def test_password_and_code_let_staff_in(client, officer, secret):
    answer = _sign_in(client)
    assert answer.redirect_chain[-1][0].startswith("/accedi/secondo-fattore/")
    assert "_auth_user_id" not in client.session  # the password alone opens nothing

    answer = client.post("/accedi/secondo-fattore/", {"code": _code(secret)}, follow=True)

    assert answer.redirect_chain[-1][0] == "/admin/"
    assert answer.status_code == 200


def test_a_wrong_code_does_not(client, officer, secret):
    _sign_in(client)

    answer = client.post("/accedi/secondo-fattore/", {"code": "000000"})

    assert "Questo codice non è giusto" in answer.text
    assert client.get("/admin/").status_code == 302


def test_a_code_works_once(officer, secret):
    code = _code(secret)
    for expected in ("/admin/", None):
        client = Client()
        _sign_in(client)
        answer = client.post("/accedi/secondo-fattore/", {"code": code}, follow=True)
        assert (answer.redirect_chain[-1][0] if answer.redirect_chain else None) == expected


def test_a_spare_code_works_once(officer, secret):
    spare = Authenticator.objects.get(user=officer, type="recovery_codes").wrap().get_unused_codes()[0]
    for expected in (200, 302):
        client = Client()
        _sign_in(client)
        client.post("/accedi/secondo-fattore/", {"code": spare})
        assert client.get("/admin/").status_code == expected


def test_wrong_codes_are_slowed_down(client, officer, secret):
    _sign_in(client)

    answers = [client.post("/accedi/secondo-fattore/", {"code": "000000"}).text for _try in range(6)]

    assert "Troppi tentativi" in answers[-1]


def test_a_new_password_by_mail_does_not_get_past_it(client, officer, secret, mailoutbox):
    client.post("/password-dimenticata/", {"email": officer.email})
    link = next(line for line in mailoutbox[0].body.splitlines() if line.startswith("http"))
    page = client.get(link.partition("8000")[2], follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "cinque pere mature"})

    answer = _sign_in(client, password="cinque pere mature")

    assert answer.redirect_chain[-1][0].startswith("/accedi/secondo-fattore/")


def test_staff_cannot_give_up_their_last_factor(client, officer, secret):
    _sign_in(client)
    client.post("/accedi/secondo-fattore/", {"code": _code(secret)})
    client.post("/account/sono-io/?next=/account/", {"password": PASSWORD})

    answer = client.post("/account/secondo-fattore/app/togli/")

    assert "prima di togliere questo" in answer.text
    assert Authenticator.objects.filter(user=officer, type="totp").exists()


def test_the_admins_own_form_signs_nobody_in(client, officer):
    answer = client.post("/admin/login/", {"username": officer.email, "password": PASSWORD})

    assert answer.headers["Location"].startswith("/accedi/")
    assert "_auth_user_id" not in client.session


def test_a_new_password_ends_the_sessions_of_staff_elsewhere(officer, settings):
    """Whoever changes it: the person on the admin's own page, or an administrator for somebody."""
    settings.STAFF_SECOND_FACTOR = False
    colleague = factories.person(email="collega@example.org", password=PASSWORD, is_staff=True)
    colleague.confirm_address()
    here, elsewhere, theirs = Client(), Client(), Client()
    for one, person in ((here, officer), (elsewhere, officer), (theirs, colleague)):
        _sign_in(one, email=person.email)
        assert one.get("/account/").status_code == 200
    new = "cinque pere mature"

    here.post("/admin/password_change/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    here.post(f"/admin/accounts/user/{colleague.pk}/password/", {"password1": new, "password2": new})

    assert here.get("/admin/").status_code == 200
    for ended in (elsewhere, theirs):
        assert ended.get("/admin/").headers["Location"].startswith("/admin/login/?next=")
        assert ended.get("/account/").headers["Location"].startswith("/accedi/?next=")


def test_in_a_demonstration_a_password_is_enough(client, officer, settings):
    settings.STAFF_SECOND_FACTOR = False

    assert _sign_in(client).redirect_chain[-1][0] == "/admin/"


@pytest.mark.parametrize(("rest", "over"), [(29 * 60, False), (31 * 60, True)])
def test_a_session_of_staff_ends_when_it_is_left_alone(client, officer, settings, time_machine, rest, over):
    settings.STAFF_SECOND_FACTOR = False
    start = time.time()
    time_machine.move_to(start, tick=False)
    client.force_login(officer)
    client.get("/admin/")

    time_machine.move_to(start + rest, tick=False)

    assert (client.get("/admin/").status_code == 302) == over


def test_a_session_of_staff_ends_after_a_working_day(client, officer, settings, time_machine):
    settings.STAFF_SECOND_FACTOR = False
    start = time.time()
    time_machine.move_to(start, tick=False)
    client.force_login(officer)
    for minutes in range(0, 12 * 60, 25):
        time_machine.move_to(start + minutes * 60, tick=False)
        assert client.get("/admin/").status_code == 200

    time_machine.move_to(start + 12 * 3600 + 60, tick=False)

    assert client.get("/admin/").status_code == 302
    assert "sessione è finita" in client.get("/accedi/").text


def test_a_firm_is_not_signed_out_over_lunch(client, time_machine):
    start = time.time()
    time_machine.move_to(start, tick=False)
    client.force_login(factories.person())

    time_machine.move_to(start + 5 * 3600, tick=False)

    assert client.get("/account/").status_code == 200


@pytest.fixture
def demo_rows(settings):
    settings.DEMO = True
    create_accounts()
    settings.DEMO = False


@pytest.mark.usefixtures("demo_rows")
@pytest.mark.parametrize("email", ACCOUNTS)
def test_production_refuses_the_demonstrations_accounts_even_if_they_are_there(client, email):
    answer = client.post("/accedi/", {"login": email, "password": PUBLIC}, follow=True)

    assert "_auth_user_id" not in client.session
    assert client.get("/account/").status_code == 302
    assert not client.login(username=email, password=PUBLIC)
    assert answer.status_code == 200


@pytest.mark.usefixtures("demo_rows")
def test_a_session_from_a_demonstration_ends_in_production(client):
    client.force_login(User.objects.get(email="impresa@example.org"))

    assert client.get("/account/").status_code == 302


def test_somebody_who_is_closed_out_is_out_at_once(client):
    person = factories.person()
    client.force_login(person)
    assert client.get("/account/").status_code == 200

    User.objects.filter(pk=person.pk).update(is_active=False)

    assert client.get("/account/").status_code == 302
