"""The numbers that say which firm one is, written the one way the portal keeps them, however people write them."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as NumberError
from stdnum.it import codicefiscale, iva

VAT_NUMBER_LENGTH = 11


def normal_vat_number(text: str) -> str:
    """A Partita IVA without spaces, points and the country's letters: 'it 012.345.601-32' is '01234560132'."""
    return _bare(text).removeprefix("IT")


def normal_tax_code(text: str) -> str:
    """A codice fiscale in capitals without spaces; that of a body may come with the country's letters."""
    bare = _bare(text)
    return bare[2:] if bare[:2] == "IT" and bare[2:].isdigit() else bare


def validate_vat_number(text: str) -> None:
    """Refuses what is no Partita IVA: eleven digits, the last a check digit (art. 35 DPR 633/1972)."""
    number = normal_vat_number(text)
    strange = re.sub("[0-9]", "", number)
    if strange:
        raise ValidationError(
            _("A Partita IVA has digits only. You wrote “%(letters)s”."),
            code="digits",
            params={"letters": strange[:VAT_NUMBER_LENGTH]},
        )
    if len(number) != VAT_NUMBER_LENGTH:
        raise ValidationError(
            _("It is 11 digits long. You wrote %(count)d."), code="length", params={"count": len(number)}
        )
    if not iva.is_valid(number):
        raise ValidationError(_("One of the digits is wrong: please check them."), code="check-digit")


def validate_tax_code(text: str) -> None:
    """Refuses what is no codice fiscale, of a person (16 characters) or of a body (11 digits)."""
    try:
        codicefiscale.validate(normal_tax_code(text))
    except NumberError:
        raise ValidationError(
            _("It is no codice fiscale: 16 letters and digits for a person, 11 digits for a company."), code="tax-code"
        ) from None


def _bare(text: str) -> str:
    """Letters and digits alone, in capitals; digits of other alphabets and full-width ones as our own."""
    return re.sub(r"[^A-Z0-9]", "", unicodedata.normalize("NFKC", text).upper())
