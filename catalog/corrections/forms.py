"""The form with which a reader says what is wrong. It needs no script and no account."""

from typing import Any

from django import forms
from django.core.validators import MinLengthValidator
from django.utils.translation import gettext_lazy as _

from catalog.corrections.parts import Part, as_text, form_field
from catalog.enums import CorrectionSubject
from catalog.models.publishing import PublishableModel

SHORTEST, LONGEST = 10, 2000


class CorrectionForm(forms.Form):
    """``website`` is a trap: readers do not see it, programs fill it in.

    With a ``part`` of an entry the reader writes its right words in ``suggested``, and need say no more.
    """

    subject = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=CorrectionSubject.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong."), "invalid_choice": _("Choose what is wrong.")},
    )
    message = forms.CharField(
        label=_("What should it say?"),
        help_text=_("If you can, tell us where you read it too."),
        max_length=LONGEST,
        validators=[MinLengthValidator(SHORTEST, _("Write a few words more: we need to understand what is wrong."))],
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write what is wrong.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("Only if you want an answer. We use it for nothing else."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("This is not an e-mail address: name@example.it is.")},
    )
    website = forms.CharField(required=False)

    def __init__(self, *args: Any, entry: PublishableModel | None = None, part: Part | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.part = part
        if entry is not None and part is not None:
            del self.fields["subject"]  # the part says it
            self.fields["suggested"] = form_field(
                entry, part, required=True, help_text=_("This is what it says now: put it right.")
            )
            self.fields["message"] = forms.CharField(
                label=_("Where did you read it?"),
                help_text=_("An address or a document: it saves whoever checks it some time."),
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean_suggested(self) -> Any:
        suggested = self.cleaned_data["suggested"]
        if self.part and as_text(suggested).split() == as_text(self.part.value).split():
            raise forms.ValidationError(_("This is what the page says already: change what is wrong."))
        return suggested

    @property
    def is_from_a_program(self) -> bool:
        """Whether the trap was filled in. For a form that is valid."""
        return bool(self.cleaned_data["website"])

    @property
    def seen(self) -> list[forms.BoundField]:
        """The fields a reader fills in."""
        return [self[name] for name in ("subject", "suggested", "message", "email") if name in self.fields]

    def given(self) -> dict[str, str]:
        """What the queue keeps of it. For a form that is valid."""
        kept = [name for name in ("subject", "message", "email") if name in self.fields]
        given: dict[str, str] = {name: self.cleaned_data[name] for name in kept}
        if self.part:
            given |= {
                "subject": self.part.subject,
                "part": self.part.column,
                "present": as_text(self.part.value),
                "suggested": as_text(self.cleaned_data["suggested"]),
            }
        return given
