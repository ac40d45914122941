"""Form fields for what people type in their own way: countries in a line, whole numbers, telephones, ATECO codes."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalog import countries
from catalog.models import Country
from missions.activities import normal_activity, validate_activity

_LONGEST_LIST = 3_000
_PHONE = re.compile(r"\+?[\d\s()/.-]+")
_PHONE_DIGITS = range(6, 16)  # ITU-T E.164: fifteen digits at most


class CountriesField(forms.CharField):
    """Countries written one after the other, in any order and spelling that can be understood."""

    widget = forms.Textarea(attrs={"rows": 3, "autocapitalize": "words"})

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=_LONGEST_LIST, **options)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        rows: Iterable[Country] = value
        return ", ".join(sorted(country.label for country in rows))

    def clean(self, value: Any) -> list[Country]:  # type: ignore[override]
        found = countries.named(super().clean(value))
        problems = [ValidationError(_area(area), code="area") for area in found.areas]
        problems += [ValidationError(_unknown(name, found.alike.get(name)), code="unknown") for name in found.unknown]
        if problems:
            raise ValidationError(problems[:3])
        return list(found.countries)


def _area(name: str) -> str:
    return _("“%(name)s” is an area: write the countries one by one.") % {"name": name[:60]}


def _unknown(name: str, alike: str | None) -> str:
    if alike:
        return _("We do not know “%(name)s”. Did you mean %(alike)s?") % {"name": name[:60], "alike": alike}
    return _("We do not know “%(name)s”: write the name of a country.") % {"name": name[:60]}


class WholeNumberField(forms.IntegerField):
    """A whole number, with the points or spaces of its thousands where somebody writes them."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {"invalid": _("Write a whole number, as in 12.")}

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str) and re.fullmatch(r"\s*\d{1,3}(?:[.\s’']\d{3})+\s*", value):
            value = re.sub(r"\D", "", value)
        return super().to_python(value)


class PhoneField(forms.CharField):
    """A telephone number, with the country's prefix where it is foreign."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})

    def clean(self, value: Any) -> str:
        number = " ".join((super().clean(value) or "").split())
        digits = sum(letter.isdigit() for letter in number)
        if number and not (_PHONE.fullmatch(number) and digits in _PHONE_DIGITS):
            raise ValidationError(_("Write a telephone number, as in 0341 123456 or +39 0341 123456."), code="phone")
        return number


class ActivityField(forms.CharField):
    """An ATECO code, kept with its points."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=200, **options)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        validate_activity(text)
        return normal_activity(text)
