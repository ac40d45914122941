"""Form fields for columns that hold a list: one item a line, or boxes to tick. Labels begin as Django's own do."""

from typing import Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

MAX_LINES = 100
#: What no reader sees, no table holds and a feed may not carry; tabs and line ends are text, NUL Django refuses.
refuse_unseen = RegexValidator(
    r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]",
    _("There are characters here that cannot be seen, perhaps pasted from elsewhere. Delete them and type them anew."),
    code="unseen",
    inverse_match=True,
)


class SeenTextAdmin(BaseModelAdmin):
    """Every text of a form, and of the rows within it, is one that can be seen."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **options)
        if isinstance(field, forms.CharField):
            field.validators.append(refuse_unseen)
        return field


class LinesField(forms.CharField):
    """A list of texts, one a line; blank lines are dropped."""

    widget = forms.Textarea

    def __init__(self, *, label: Any = None, max_line: int = 500, **options: Any) -> None:
        self.max_line = max_line
        options.setdefault("required", False)
        super().__init__(label=capfirst(label), **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        return [line.strip() for line in text.splitlines() if line.strip()]

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > MAX_LINES:
            raise ValidationError(_("At most %(count)d lines fit."), params={"count": MAX_LINES})
        for line in value:
            for check in (*self.validators, refuse_unseen):
                check(line)  # type: ignore[operator]
            if len(line) > self.max_line:
                raise ValidationError(
                    _("A line is too long: at most %(count)d characters fit."), params={"count": self.max_line}
                )

    def run_validators(self, value: Any) -> None:
        """Those of a text do not fit a list; ``validate`` has asked them of every line."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or []) != self.to_python(data)


class UrlLinesField(LinesField):
    """A list of web addresses, one a line."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        check = URLValidator(schemes=["http", "https"])
        for line in value:
            try:
                check(line)
            except ValidationError:
                raise ValidationError(_("“%(line)s” is not a web address."), params={"line": line[:80]}) from None


class BoxesField(forms.MultipleChoiceField):
    """A list of values of a closed list, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, choices: Any, label: Any = None, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(choices=choices, label=capfirst(label), **options)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return sorted(initial or []) != sorted(data or [])

    def clean(self, value: Any) -> list[str]:
        """In the order of the closed list, whatever order they come in."""
        chosen = super().clean(value)
        listed: Any = self.choices
        return [str(key) for key, _label in listed if str(key) in chosen]
