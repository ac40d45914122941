"""People sign in by e-mail address; the demonstration's accounts exist in a demonstration alone."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import IntegrityError

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
