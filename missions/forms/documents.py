"""Files for the documents a mission asks for."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from missions.enums import DocumentFormat
from missions.models import DocumentRequest


class DocumentsForm(forms.Form):
    """A file for each document that may be handed in now. What a file is, is checked when it is kept."""

    def __init__(self, requests: Iterable[DocumentRequest], data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.requests = {f"d{request.pk}": request for request in requests}
        for name, request in self.requests.items():
            self.fields[name] = forms.FileField(
                label=request.title,
                help_text=" ".join(part for part in (request.help, _accepted(request)) if part),
                required=False,
                max_length=None,
                widget=forms.FileInput(attrs={"accept": _types(request)}),
                error_messages={"empty": _("This file is empty: choose another.")},
            )

    @property
    def given(self) -> Iterator[tuple[str, DocumentRequest, Any]]:
        """(field, document asked for, file) of those that were chosen."""
        for name, request in self.requests.items():
            upload = self.cleaned_data.get(name)
            if upload:
                yield name, request, upload


def _accepted(request: DocumentRequest) -> str:
    formats = set(request.allowed_formats)
    if formats == {DocumentFormat.PDF}:
        return _("A PDF of at most 10 MB.")
    if formats == {DocumentFormat.IMAGE}:
        return _("A JPEG or PNG picture of at most 10 MB.")
    return _("A PDF, or a JPEG or PNG picture, of at most 10 MB.")


def _types(request: DocumentRequest) -> str:
    """What the browser's file chooser shows first; the portal looks at the content itself."""
    types = {DocumentFormat.PDF: ".pdf,application/pdf", DocumentFormat.IMAGE: ".jpg,.jpeg,.png,image/jpeg,image/png"}
    return ",".join(types[kind] for kind in DocumentFormat if kind in request.allowed_formats)
