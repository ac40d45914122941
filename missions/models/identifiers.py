"""Columns that hold a firm's numbers: what is written to them, or looked for in them, is brought to its one form first.

So one firm is one row whoever writes it down, in a form, in the admin or in a program.
"""

from collections.abc import Callable
from typing import Any

from django.db import models

from missions import identifiers

#: What people may type for one number: digits with spaces, points and prefixes.
_TYPED = 40


class _NumberField(models.CharField):
    normal: Callable[[str], str]

    def to_python(self, value: Any) -> Any:
        return self.normal(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **options: Any) -> Any:
        """Takes the number as it is typed; the model brings it to its form and checks it."""
        return super().formfield(**{"max_length": _TYPED, **options})


class VatNumberField(_NumberField):
    """An Italian Partita IVA: eleven digits."""

    default_validators = [identifiers.validate_vat_number]
    normal = staticmethod(identifiers.normal_vat_number)


class TaxCodeField(_NumberField):
    """An Italian codice fiscale: sixteen letters and digits, or eleven digits."""

    default_validators = [identifiers.validate_tax_code]
    normal = staticmethod(identifiers.normal_tax_code)
