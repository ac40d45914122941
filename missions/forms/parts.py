"""A part of a firm's profile as a form: it notices when somebody else has saved the same part in the meantime."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from missions.models import Firm


class PartForm(forms.ModelForm):
    """Fields of a firm, saved by themselves.

    ``seen`` is a digest of what the form showed. When the row says something else by now nothing is overwritten: the
    form says what is there, keeps what was typed, and a second sending saves it.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    instance: Firm

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.state = _digest(self.initial)
        self.initial["seen"] = self.state

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.pop("seen", "") != self.state:
            self._tell_what_changed()
        return cleaned

    def _tell_what_changed(self) -> None:
        self.add_error(
            None,
            _("Somebody else has changed this part meanwhile. Read what it says now; save again to keep yours."),
        )
        for name in self._meta.fields or ():
            if name in self.cleaned_data and _plain(self.cleaned_data[name]) != _plain(self.initial.get(name)):
                self.add_error(name, _("It says now: %(value)s.") % {"value": self._shown(name)})
        shown: Any = self.data.copy()  # type: ignore[attr-defined]
        shown[self.add_prefix("seen")] = self.state
        self.data = shown

    def _shown(self, name: str) -> str:
        """A value of the row in words."""
        if Firm._meta.get_field(name).many_to_many:
            rows = getattr(self.instance, name).all()
            return ", ".join(str(row) for row in rows) or _("nothing")
        display = getattr(self.instance, f"get_{name}_display", None)
        return str(display() if display else getattr(self.instance, name) or "") or _("nothing")


def _digest(initial: Mapping[str, Any]) -> str:
    values = {name: _plain(value) for name, value in initial.items() if name != "seen"}
    return hashlib.sha256(repr(sorted(values.items())).encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    """A value that compares alike from the row and from the form: rows by their keys, in any order."""
    if isinstance(value, str | int | None):
        return str(value or "")
    return sorted(str(row.pk) for row in value)
