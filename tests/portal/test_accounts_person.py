"""The account's own pages: what one changes, where one is signed in, one's data out and one's data gone."""

import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.core.cache import cache
from django.core.mail import EmailMessage, get_connection
from django.db import models
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from missions.enums import MandateRole, Verb
from missions.models import Invitation, Mandate, RegistrationEvent
from missions.time import today
from portal.accounts.browsers import browser_name
from portal.accounts.erasure import ErasureRefusedError, erase
from portal.accounts.export import personal_data
from portal.accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db

PASSWORD = "quattro mele verdi"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0"
PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36"

#: Columns in which a name or an address may stand.
TEXTS = (models.CharField, models.TextField, models.JSONField)


@pytest.fixture
def anna():
    cache.clear()
    person = factories.person(email="anna@example.org", password=PASSWORD, first_name="Anna", last_name="Canarino")
    person.confirm_address()
    return person


def _signed_in(person, user_agent=FIREFOX):
    client = Client(headers={"user-agent": user_agent})
    client.post("/accedi/", {"login": person.email, "password": PASSWORD})
    return client


def _prove(client):
    client.post("/account/sono-io/", {"password": PASSWORD})


def test_the_page_says_who_one_is_and_keeps_what_is_typed(anna):
    client = _signed_in(anna)
    assert "anna@example.org" in client.get("/account/").text

    answer = client.post("/account/", {"first_name": "", "last_name": "Neri", "language": "en"})
    assert "Scrivete il vostro nome." in answer.text
    assert 'value="Neri"' in answer.text

    client.post("/account/", {"first_name": "Anna Maria", "last_name": "Neri", "language": "en"})
    anna.refresh_from_db()
    assert (anna.first_name, anna.last_name, anna.language) == ("Anna Maria", "Neri", "en")
    assert "Your changes are saved." in client.get("/account/").text


def test_mails_come_in_the_language_chosen(anna, mailoutbox):
    User.objects.filter(pk=anna.pk).update(language="en")

    Client().post("/password-dimenticata/", {"email": anna.email})

    assert mailoutbox[0].subject == "Choose a new password"


def test_sessions_are_listed_and_ended(anna):
    here, phone = _signed_in(anna), _signed_in(anna, PHONE)

    page = here.get("/account/").text
    assert "Firefox, Windows" in page
    assert "Chrome, Android" in page

    other = UserSession.objects.exclude(session_key=here.session.session_key).get()
    here.post("/account/sessioni/", {"session": other.pk})
    assert phone.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_all_other_sessions_are_ended_at_once(anna):
    here, *others = (_signed_in(anna) for _number in range(3))

    here.post("/account/sessioni/", {"session": "others"})

    assert [client.get("/account/").status_code for client in (here, *others)] == [200, 302, 302]


def test_nobody_ends_the_sessions_of_others(anna):
    client = _signed_in(anna)
    stranger = factories.person(password=PASSWORD)
    stranger.confirm_address()

    for chosen in (UserSession.objects.get().pk, "others", "", "x", "9" * 30, "²"):
        _signed_in(stranger).post("/account/sessioni/", {"session": chosen})

    assert client.get("/account/").status_code == 200


def test_a_new_password_ends_the_sessions_elsewhere(anna, mailoutbox):
    here, elsewhere = _signed_in(anna), _signed_in(anna)

    here.post("/account/password/", {"oldpassword": PASSWORD, "password1": "cinque pere mature"})

    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert [message.subject for message in mailoutbox] == ["La vostra password è cambiata"]


def test_a_new_address_needs_the_password_again_and_a_link(anna, mailoutbox):
    here, elsewhere = _signed_in(anna), _signed_in(anna)
    change = {"email": "nuova@example.org", "action_add": "1"}

    answer = here.post("/account/indirizzo/", change)
    assert answer.headers["Location"].startswith("/account/sono-io/")
    assert not mailoutbox
    _prove(here)
    here.post("/account/indirizzo/", change)

    anna.refresh_from_db()
    assert anna.email == "anna@example.org"
    assert mailoutbox[-1].to == ["nuova@example.org"]
    link = next(line for line in mailoutbox[-1].body.splitlines() if line.startswith("http"))
    here.post(link.partition("8000")[2])

    anna.refresh_from_db()
    assert anna.email == "nuova@example.org"
    assert EmailAddress.objects.get(user=anna).email == "nuova@example.org"
    assert (mailoutbox[-1].to, mailoutbox[-1].subject) == (["anna@example.org"], "Il vostro indirizzo è cambiato")
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_an_address_of_somebody_else_is_not_told_from_a_free_one(anna):
    other = factories.person(email="presa@example.org")
    other.confirm_address()
    seen = []
    for email in ("presa@example.org", "vuota@example.org"):
        client = _signed_in(anna)
        _prove(client)
        answer = client.post("/account/indirizzo/", {"email": email, "action_add": "1"})
        seen.append((answer.status_code, answer.headers.get("Location"), len(answer.content)))

    assert seen[0] == seen[1]


def test_no_cache_keeps_what_somebody_signed_in_has_seen(anna):
    client = _signed_in(anna)

    for path in ("/", "/servizi/", "/account/", "/account/scarica/"):
        assert client.get(path).headers["Cache-Control"] == "private, no-store"
    assert "Anna" not in Client().get("/servizi/").text


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [(FIREFOX, "Firefox, Windows"), (PHONE, "Chrome, Android"), ("", ""), ("curl/8.0 (Linux)", "Linux")],
)
def test_browsers_have_names(user_agent, name):
    assert browser_name(user_agent) == name


@pytest.fixture
def traces(anna):
    """Something of Anna in every place that holds people."""
    firm = factories.firm(by=factories.person())
    factories.mandate(user=anna, firm=firm, role=MandateRole.EXPORT_MANAGER)
    mission = factories.open_mission(timezone.now())
    registration = factories.draft(mission, firm)
    RegistrationEvent.objects.create(
        registration=registration, at=timezone.now(), verb=Verb.APPLY, from_status="draft", to_status="seated", by=anna
    )
    invitation = {"firm": firm, "role": MandateRole.EXPORT_MANAGER, "expires_at": timezone.now()}
    Invitation.objects.create(**invitation, email="ANNA@example.org", token_hash="a")
    Invitation.objects.create(**invitation, email="altri@example.org", token_hash="b", invited_by=anna)
    SocialAccount.objects.create(user=anna, provider="gateway", uid="CNRNNA", extra_data={"name": "Anna Canarino"})
    TOTP.activate(anna, generate_totp_secret())
    outbox = get_connection("portal.outbox.backend.OutboxBackend")
    EmailMessage("Per Anna", "Gentile Anna Canarino", to=[anna.email], connection=outbox).send()
    EmailMessage("Per altri", "Gentili altri", to=["altri@example.org"], connection=outbox).send()
    return registration


def test_one_takes_out_all_that_is_held_and_nothing_of_others(anna, traces):
    answer = _signed_in_with_code(anna).get("/account/scarica/")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="porte-del-mondo.json"'
    data = json.loads(answer.content)
    assert data["person"]["email"] == "anna@example.org"
    assert data["addresses"] == [{"email": "anna@example.org", "verified": True, "primary": True}]
    assert [factor["type"] for factor in data["second_factors"]] == ["totp"]
    assert [identity["uid"] for identity in data["digital_identities"]] == ["CNRNNA"]
    assert [mandate["firm"] for mandate in data["mandates"]] == [traces.firm.name]
    assert [len(data[name]) for name in ("invitations_received", "invitations_sent", "mails_we_sent_you")] == [1, 1, 1]
    assert [event["what"] for event in data["what_you_did_with_registrations"]] == ["apply"]
    assert "Gentili altri" not in answer.text
    secret = Authenticator.objects.get(user=anna).data["secret"]
    assert secret not in answer.text
    assert anna.password not in answer.text


def _signed_in_with_code(person):
    client = Client()
    client.force_login(person)
    return client


def test_erasing_needs_the_password_and_leaves_nothing_that_says_who_it_was(anna, traces, mailoutbox):
    Authenticator.objects.filter(user=anna).delete()  # the code has tests of its own
    client, elsewhere = _signed_in(anna), _signed_in(anna)
    assert "Non si può tornare indietro" in client.get("/account/elimina/").text
    assert client.post("/account/elimina/").headers["Location"].startswith("/account/sono-io/")
    _prove(client)

    answer = client.post("/account/elimina/", follow=True)

    assert "Il vostro account è cancellato." in answer.text
    assert elsewhere.get("/account/").status_code == 302
    assert mailoutbox[-1].to == ["anna@example.org"]
    assert _places_with("anna@example.org", "canarino", "cnrnna") == []
    assert RegistrationEvent.objects.get().by_id == anna.pk  # what was done stays, without a name
    assert Mandate.objects.get(user=anna).revoked_at
    assert not Mandate.objects.active(today()).filter(user=anna).exists()
    assert Email.objects.get().subject == "Per altri"
    assert not Client().login(username="anna@example.org", password=PASSWORD)


def _places_with(*words):
    """Columns of any table that hold one of some words."""
    found = []
    for model in apps.get_models():
        names = [field.attname for field in model._meta.concrete_fields if isinstance(field, TEXTS)]
        for row in model._base_manager.order_by("pk").values(*names):
            found += [(model.__name__, name) for name in names if any(word in str(row[name]).lower() for word in words)]
    return found


def test_the_last_representative_of_a_firm_names_another_first(anna):
    firm = factories.firm(by=anna)
    with pytest.raises(ErasureRefusedError) as refusal:
        erase(anna)
    assert firm.name in str(refusal.value)

    factories.mandate(user=factories.person(), firm=firm)
    erase(anna)
    assert not User.objects.get(pk=anna.pk).is_active


def test_staff_is_not_erased_by_itself(anna):
    User.objects.filter(pk=anna.pk).update(is_staff=True)
    anna.refresh_from_db()

    with pytest.raises(ErasureRefusedError):
        erase(anna)


def test_what_is_taken_out_is_the_same_for_nobody_in_particular(anna):
    assert personal_data(anna)["mandates"] == []
