"""What a browser would have posted: values written into the data of a form, to stand there when it is shown again."""

from typing import Any

from django import forms
from django.http import QueryDict


def write(data: QueryDict, key: str, field: forms.Field, value: Any) -> None:
    """Writes the value of one field, however its widget posts it."""
    value = field.prepare_value(value)
    if isinstance(field.widget, forms.MultiWidget):
        for number, piece in enumerate(field.widget.decompress(value) or ()):
            data[f"{key}_{number}"] = field.widget.widgets[number].format_value(piece) or ""  # type: ignore[attr-defined]
    elif isinstance(field.widget, forms.CheckboxInput):
        data.pop(key, None)
        if value:
            data[key] = "on"
    elif isinstance(value, list | tuple):
        data.setlist(key, [str(getattr(item, "pk", item)) for item in value])
    else:
        shown = field.widget.format_value(value)
        data[key] = str((shown[0] if shown else "") if isinstance(shown, list) else shown or "")


def changed(data: QueryDict, key: str, field: forms.Field, before: Any) -> bool:
    """Whether a field was posted with another value than ``before``; what cannot be compared was."""
    try:
        return field.has_changed(before, field.widget.value_from_datadict(data, {}, key))  # type: ignore[arg-type]
    except (TypeError, ValueError, AttributeError):
        return True
