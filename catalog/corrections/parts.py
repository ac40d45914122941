"""The parts of an entry's page whose words a reader may suggest, and their words as columns keep them."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.enums import CorrectionSubject
from catalog.models.publishing import PublishableModel
from catalog.translation import translated

#: What readers see and can know better; lists, names of bodies and what search reads stay with staff.
_NAMES = {
    "title": _("Title"),
    "summary": _("Short text"),
    "description": _("Description"),
    "beneficiaries": _("Who may ask"),
    "amount": _("Amount"),
    "how_to_access": _("How to get it"),
    "role": _("What the body does"),
    "opens": _("Opening day"),
    "closes": _("Last day"),
    "url": _("Official page"),
}

#: What is wrong with a part, as the queue sorts reports; of any other part, something else.
_SUBJECTS = {
    "opens": CorrectionSubject.DATES,
    "closes": CorrectionSubject.DATES,
    "amount": CorrectionSubject.TERMS,
    "beneficiaries": CorrectionSubject.TERMS,
    "url": CorrectionSubject.LINK,
}


@dataclass(frozen=True)
class Part:
    """One part of an entry: its ``column``, what it is called, and what it says now."""

    column: str
    label: str
    value: Any

    @property
    def subject(self) -> CorrectionSubject:
        """What a suggestion for it is about."""
        return _SUBJECTS.get(_name(self.column), CorrectionSubject.OTHER)


def parts(entry: PublishableModel) -> list[Part]:
    """Those an entry has, in the order of its page. A text is the one the reader sees: in their language, if it is
    there.
    """
    columns = {field.name for field in entry._meta.concrete_fields}
    found = []
    for name, label in _NAMES.items():
        if f"{name}_it" in columns:
            text, language = translated(entry, name)
            found.append(Part(f"{name}_{language}", str(label), text))
        elif name in columns:
            found.append(Part(name, str(label), getattr(entry, name)))
    return found


def part_of(entry: PublishableModel, column: str) -> Part | None:
    """The part kept in a column, in either language; None where readers may suggest nothing."""
    name = _name(column)
    columns = {field.name for field in entry._meta.concrete_fields}
    if name not in _NAMES or column not in columns:
        return None
    return Part(column, str(_NAMES[name]), getattr(entry, column))


def as_text(value: Any) -> str:
    """A value as it is kept in a report; a missing day is ''."""
    return "" if value is None else str(value)


def as_value(entry: PublishableModel, column: str, text: str) -> Any:
    """The value that a text means for a column. Raises ``django.core.exceptions.ValidationError`` when it is none."""
    field: Any = entry._meta.get_field(column)
    return field.clean(text.strip() or (None if field.null else ""), entry)


def form_field(entry: PublishableModel, part: Part, **options: Any) -> forms.Field:
    """The form field in which a part's words are suggested: a day, an address, or a text as long as its column."""
    column: Any = entry._meta.get_field(part.column)
    if isinstance(column, models.DateField):
        options["widget"] = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    elif isinstance(column, models.TextField):
        options["widget"] = forms.Textarea(attrs={"rows": 12})
    elif isinstance(column, models.URLField):
        options["assume_scheme"] = "https"
    elif column.max_length and column.max_length > 200:
        options["widget"] = forms.Textarea(attrs={"rows": 4})
    return column.formfield(label=part.label, initial=part.value, **{"help_text": "", **options})


def _name(column: str) -> str:
    """What a column and its twin in the other language hold."""
    return column.removesuffix("_it").removesuffix("_en")
