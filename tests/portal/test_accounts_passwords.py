"""Passwords: long, not to be guessed, the same however a keyboard spells them, kept with known parameters."""

import unicodedata

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

import portal.settings
from portal.accounts.models import User

ANNA = User(email="anna.bianchi@example.org", first_name="Anna", last_name="Bianchi")


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "elevenchars",
        "a" * 129,
        "aaaaaaaaaaaa",
        "aaaaaaaaaaaa1",
        "abababababab",
        "abcdabcdabcdabcd",
        "123456789012",
        "210987654321",
        "qwertyuiopasdf",
        "password1234",
        "Password2026!!",
        "!!!iloveyou!!!",
        "1234princess1234",
        "porte-del-mondo",
        "Regione Lombardia 2026",
        "anna.bianchi@example.org",
    ],
)
def test_what_programs_try_first_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, ANNA)


@pytest.mark.parametrize(
    "password",
    [
        "sette porte verdi",
        "settanta volte sette",
        "🚪🌍🚢🧀🍷🎻⛰️🌾🚲☕🎿🏛️",
        "correct horse battery staple",
        "x7#kL!pQ2@vN",
        "tuttominuscolo senza cifre",
        "perché no? è così",
        " spazi ai lati di qua e di là ",
        "".join(chr(97 + number % 26) * (1 + number % 3) for number in range(60))[:128],
    ],
)
def test_what_is_long_enough_may_be_made_of_anything(password):
    validate_password(password, ANNA)


def test_accents_are_the_same_in_one_piece_or_two():
    composed, decomposed = (unicodedata.normalize(form, "perché no? è così") for form in ("NFC", "NFD"))
    assert composed != decomposed
    person = User(email="a@example.org")

    person.set_password(decomposed)

    assert person.check_password(composed)
    assert person.check_password(decomposed)
    assert not person.check_password("perche no? e cosi")


def test_spaces_at_the_ends_count():
    person = User(email="a@example.org")
    person.set_password(" quattro mele verdi ")

    assert not person.check_password("quattro mele verdi")


def test_production_keeps_them_with_argon2id(settings):
    settings.PASSWORD_HASHERS = portal.settings.PASSWORD_HASHERS

    kept = make_password("quattro mele verdi")

    assert identify_hasher(kept).algorithm == "argon2"
    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_somebody_without_a_password_cannot_be_signed_in_by_one():
    person = User(email="a@example.org")
    person.set_password(None)

    assert not person.has_usable_password()
    assert not person.check_password("")
    assert not person.check_password(None)
