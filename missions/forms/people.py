"""Who may act for a firm: an invitation, and a mandate as it shall be."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from missions.enums import MandateRole, Scope
from missions.firms.grants import Grant, problems
from missions.identifiers import normal_vat_number
from missions.time import today


class GrantForm(forms.Form):
    """A role, what it covers and until when."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=MandateRole.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a role.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may this person do?"),
        choices=Scope.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A legal representative may do everything."),
    )
    ends = forms.DateField(
        label=_("Last day of the mandate"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Needed for a consultant. From the day after, this person sees nothing of your firm."),
        error_messages={"invalid": _("Write a day, as in 31/12/2027.")},
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name in ("scopes", "ends"):
            self.fields[name].depends = True  # type: ignore[attr-defined]  # on the role: not simply optional

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if "role" in self.cleaned_data and "ends" in self.cleaned_data and "scopes" in self.cleaned_data:
            for name, problem in problems(self.grant, today()).items():
                self.add_error(name, problem)
        return cleaned

    @property
    def grant(self) -> Grant:
        """What the form gives; for a legal representative the scopes ticked do not count."""
        role = MandateRole(self.cleaned_data["role"])
        scopes = [] if role == MandateRole.LEGAL_REPRESENTATIVE else self.cleaned_data["scopes"]
        return Grant.of(role, scopes, self.cleaned_data["ends"])


class InvitationForm(GrantForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("The person signs in with this address."),
        error_messages={
            "required": _("Write the e-mail address of the person."),
            "invalid": _("Write a whole e-mail address, as in anna@example.org."),
        },
    )

    field_order = ("email", "role", "scopes", "ends")


class ErasureForm(forms.Form):
    """A firm is erased by whoever writes its number: nobody does it by mistake."""

    vat_number = forms.CharField(
        label=_("Write the firm’s Partita IVA to confirm"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Write the Partita IVA: it is 11 digits long.")},
    )

    def __init__(self, *arguments: Any, number: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.number = number

    def clean_vat_number(self) -> str:
        number = normal_vat_number(self.cleaned_data["vat_number"])
        if number != self.number:
            raise forms.ValidationError(_("It is not the Partita IVA of this firm."))
        return number
