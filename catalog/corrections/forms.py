"""The form with which a reader says what is wrong. It needs no script and no account."""

from django import forms
from django.core.validators import MinLengthValidator
from django.utils.translation import gettext_lazy as _

from catalog.enums import CorrectionSubject

SHORTEST, LONGEST = 10, 2000


class CorrectionForm(forms.Form):
    """``website`` is a trap: readers do not see it, programs fill it in."""

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

    @property
    def is_from_a_program(self) -> bool:
        """Whether the trap was filled in. For a form that is valid."""
        return bool(self.cleaned_data["website"])

    @property
    def seen(self) -> list[forms.BoundField]:
        """The fields a reader fills in."""
        return [self[name] for name in ("subject", "message", "email")]
