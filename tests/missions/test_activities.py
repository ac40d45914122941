"""ATECO codes: those of the list of 2025, however they are typed; those of the list before are pointed to today's."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from missions.activities import activity, normal_activity, validate_activity


@pytest.mark.parametrize(
    "typed", ["25.53.00", "255300", " 25 53 00 ", "25.53.00 - Lavori di meccanica generale dei metalli"]
)
def test_a_code_has_one_form(typed):
    assert normal_activity(typed) == "25.53.00"
    validate_activity(typed)


def test_a_code_says_what_it_stands_for():
    assert activity("25.53.00") == "Lavori di meccanica generale dei metalli"
    assert activity("25.53") != ""
    assert activity("") == activity("99.99.99") == ""


def test_a_code_of_the_list_before_is_pointed_to_todays():
    with override("it"), pytest.raises(ValidationError) as refusal:
        validate_activity("62.01.00")

    assert refusal.value.messages == ["62.01.00 è dell’elenco usato fino al 2025. Oggi è: 62.10.00."]


@pytest.mark.parametrize("typed", ["", "C", "25", "25.5", "99.98.97", "12345678", "meccanica", "²", "-"])
def test_what_says_too_little_or_nothing_is_refused(typed):
    with pytest.raises(ValidationError):
        validate_activity(typed)
