"""One firm whatever the spelling of its number: in what is checked, kept and looked for."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from missions.identifiers import normal_tax_code, normal_vat_number, validate_tax_code, validate_vat_number
from missions.models import Firm
from tests import factories

NUMBER = factories.vat_number(4321)
SPELLINGS = (
    NUMBER,
    f" {NUMBER} ",
    f"IT{NUMBER}",
    f"it {NUMBER}",
    " ".join(NUMBER),
    f"{NUMBER[:3]}.{NUMBER[3:6]}.{NUMBER[6:]}",
    f"IT-{NUMBER[:7]}-{NUMBER[7:]}",
    NUMBER.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}),
)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_number_has_one_form_however_it_is_written(spelling):
    assert normal_vat_number(spelling) == NUMBER
    validate_vat_number(spelling)


@pytest.mark.django_db
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_number_is_found_and_kept_in_its_one_form(spelling):
    firm = Firm.objects.create(vat_number=spelling, name="Torneria")

    assert firm.vat_number == NUMBER
    assert Firm.objects.get(vat_number=spelling) == firm
    assert Firm.objects.filter(vat_number=f"IT {NUMBER}").exists()


@pytest.mark.django_db
def test_a_second_row_with_the_same_number_is_refused_whoever_writes_it():
    Firm.objects.create(vat_number=NUMBER, name="Torneria")

    twin = Firm(vat_number=f"it {NUMBER}", name="Torneria bis")

    with pytest.raises(ValidationError) as refusal:
        twin.full_clean()
    assert set(refusal.value.message_dict) == {"vat_number"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (NUMBER[:-1], "length"),
        (NUMBER + "1", "length"),
        ("", "length"),
        (NUMBER[:-1] + str((int(NUMBER[-1]) + 1) % 10), "check-digit"),
        (NUMBER[:-1] + "O", "digits"),
        (f"DE{NUMBER}", "digits"),
        ("²" * 11, "check-digit"),
    ],
)
def test_what_is_no_number_says_why(text, code):
    with pytest.raises(ValidationError) as refusal:
        validate_vat_number(text)
    assert refusal.value.code == code


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_is_refused(text):
    try:
        validate_vat_number(text)
    except ValidationError:
        return
    assert len(normal_vat_number(text)) == 11


@pytest.mark.parametrize("spelling", ["RSSMRA80A01F205X", "rss mra 80a01 f205x", " Rssmra80a01F205x"])
def test_a_persons_tax_code_in_capitals(spelling):
    validate_tax_code(spelling)
    assert normal_tax_code(spelling) == "RSSMRA80A01F205X"


def test_a_bodys_tax_code_may_carry_the_country_and_a_persons_begins_as_it_begins():
    assert normal_tax_code(f"IT{NUMBER}") == NUMBER
    assert normal_tax_code("itamra80a01f205x") == "ITAMRA80A01F205X"


@pytest.mark.parametrize("text", ["RSSMRA80A01F205Z", "12345", "nessuno"])
def test_what_is_no_tax_code_is_refused(text):
    with pytest.raises(ValidationError):
        validate_tax_code(text)
