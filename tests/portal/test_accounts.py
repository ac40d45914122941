"""People sign in by e-mail address; the demonstration's accounts exist in a demonstration alone."""

from pathlib import Path

import allauth
import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import override

from portal.accounts.adapters import AccountAdapter
from portal.accounts.demo import ACCOUNTS, PASSWORD, create_accounts
from portal.accounts.models import User

pytestmark = pytest.mark.django_db


def test_an_address_is_one_person_however_it_is_written():
    user = User.objects.create_user(" Anna@Example.ORG ", "correct horse battery")

    assert user.email == "anna@example.org"
    assert User.objects.get_by_natural_key("ANNA@example.org") == user
    with pytest.raises(IntegrityError):
        User.objects.create(email="Anna@example.org")


def test_somebody_without_an_address_is_nobody():
    with pytest.raises(User.DoesNotExist):
        User.objects.get_by_natural_key(None)


def test_signing_in_by_address(client):
    User.objects.create_superuser("anna@example.org", "correct horse battery")

    assert client.login(username="ANNA@example.org", password="correct horse battery")
    assert not client.login(username="anna@example.org", password="wrong")


def test_the_demonstration_creates_its_accounts_once(settings):
    settings.DEMO = True

    create_accounts()
    create_accounts()

    assert sorted(User.objects.values_list("email", flat=True)) == sorted(ACCOUNTS)
    staff = User.objects.get(email="regione@example.org")
    assert staff.check_password(PASSWORD)
    assert (staff.is_staff, staff.is_superuser) == (True, False)
    assert staff.has_perm("catalog.change_service")
    assert staff.has_perm("missions.change_mission")
    assert not staff.has_perm("accounts.change_user")


def test_production_refuses_them():
    with pytest.raises(ImproperlyConfigured):
        create_accounts()

    assert not User.objects.exists()


def test_passwords_are_long_and_uncommon():
    for weak in ("short", "password1234", "anna@example.org"):
        with pytest.raises(ValidationError):
            validate_password(weak, User(email="anna@example.org"))
    validate_password("sette porte verdi 🚪", User(email="anna@example.org"))


#: What others are built on, codes by mail, which are not in use, and one that is never sent.
UNUSED = {"base", "base_notification", "login_code", "password_reset_code", "email_confirm"}


def _mails_of_allauth():
    folder = Path(allauth.__file__).parent / "templates"
    names = [str(path.relative_to(folder)).removesuffix("_message.txt") for path in folder.rglob("*_message.txt")]
    return sorted(name for name in names if Path(name).name not in UNUSED)


@pytest.mark.parametrize("name", _mails_of_allauth())
def test_every_mail_is_ours_in_both_languages(settings, name):
    values = ("activate_url", "password_reset_url", "signup_url", "to_email", "from_email", "deleted_email", "ip")
    context = {value: f"https://x.example/{value}" for value in values} | {"timestamp": timezone.now()}
    written = []
    for language in ("it", "en"):
        with override(language):
            message = AccountAdapter().render_mail(name, "anna@example.org", context)
        assert "\n" not in message.subject
        assert message.body.endswith(f"Porte del Mondo\n{settings.SITE_URL}")
        assert message.alternatives[0].mimetype == "text/html"
        written.append((message.subject, message.body.partition("\n")[0]))

    assert all(written[0])
    assert not set(written[0]) & set(written[1])


def test_an_address_is_counted_as_the_proxies_in_front_say(rf, settings):
    adapter = AccountAdapter()
    request = rf.get("/", headers={"x-forwarded-for": "203.0.113.9, 198.51.100.7"}, REMOTE_ADDR="127.0.0.1")

    found = []
    for proxies in (0, 1, 2, 3):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        found.append(adapter.get_client_ip(request))

    assert found == ["127.0.0.1", "198.51.100.7", "203.0.113.9", "127.0.0.1"]
