"""A firm's profile: how it begins, then one form for each of its parts."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.enums import Stage
from catalog.models import Municipality
from catalog.territory import finding
from missions.enums import ExportShare, LegalForm, MandateRole, TurnoverClass
from missions.firms.profile import FOUNDERS, PARTS, confirm_stage, follow_suggestion
from missions.forms.fields import ActivityField, CountriesField, PhoneField, WholeNumberField
from missions.forms.parts import PartForm
from missions.identifiers import normal_vat_number, validate_vat_number
from missions.models import Firm

_NOT_SAID = ("", _("I would rather not say"))
#: A legal name that is a web address would make our own letters carry somebody's advertising.
_ADDRESS = re.compile(r"https?:|www\.|://", re.IGNORECASE)
_FEW = 5


def _legal_name(text: str) -> str:
    """A firm's name in one line. Raises ``ValidationError`` for a web address."""
    if _ADDRESS.search(text):
        raise ValidationError(_("Write the firm’s legal name, without a web address."), code="address")
    return " ".join(text.split())


class NewFirmForm(forms.Form):
    """The least to begin with: which firm, and why this person may act for it."""

    vat_number = forms.CharField(
        label=_("Partita IVA"),
        max_length=40,
        help_text=_("11 digits. Spaces and IT in front do not matter."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Write the Partita IVA: it is 11 digits long.")},
        validators=[validate_vat_number],
    )
    name = forms.CharField(
        label=_("Legal name"),
        max_length=200,
        help_text=_("As in the company register: Torneria Grigna srl."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Write the firm’s legal name.")},
    )
    role = forms.ChoiceField(
        label=_("What are you for this firm?"),
        choices=[(role.value, role.label) for role in FOUNDERS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you are for this firm.")},
    )
    declared = forms.BooleanField(
        label=_("I declare that I may act for this firm"),
        help_text=_("A false declaration is punished by law (article 76, DPR 445/2000)."),
        error_messages={"required": _("Without this declaration we cannot open the profile.")},
    )

    def clean_vat_number(self) -> str:
        return normal_vat_number(self.cleaned_data["vat_number"])

    def clean_name(self) -> str:
        return _legal_name(self.cleaned_data["name"])

    def clean_role(self) -> MandateRole:
        return MandateRole(self.cleaned_data["role"])


class CompanyForm(PartForm):
    ateco = ActivityField(
        label=_("Main activity: ATECO code"),
        required=False,
        help_text=_("It is in your company register entry: 25.53.00, for example. The list is that of 2025."),
    )
    employees = WholeNumberField(label=_("People who work there"), required=False, min_value=0)
    turnover = forms.ChoiceField(
        label=_("Yearly turnover"),
        required=False,
        widget=forms.RadioSelect,
        choices=[*TurnoverClass.choices, _NOT_SAID],
    )
    legal_form = forms.ChoiceField(
        label=_("Legal form"), required=False, choices=[("", _("Choose")), *LegalForm.choices]
    )

    class Meta:
        model = Firm
        fields = ("name", "legal_form", "tax_code", "ateco", "employees", "turnover")
        labels = {"name": _("Legal name"), "tax_code": _("Codice fiscale")}
        help_texts = {
            "tax_code": _("Only if it differs from the Partita IVA: a sole trader’s has 16 letters and digits.")
        }
        error_messages = {"name": {"required": _("Write the firm’s legal name.")}}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "organization"}),
            "tax_code": forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        }

    def clean_name(self) -> str:
        return _legal_name(self.cleaned_data["name"])


class SeatForm(PartForm):
    municipality = forms.CharField(
        label=_("Municipality"),
        max_length=finding.MAX_TEXT,
        help_text=_("In Lombardy, where your firm has its seat or where it works. We find the province ourselves."),
        widget=forms.TextInput(
            attrs={"autocomplete": "address-level2", "autocapitalize": "words", "spellcheck": "false"}
        ),
        error_messages={"required": _("Write the municipality of your seat.")},
    )

    class Meta:
        model = Firm
        fields = ("municipality", "address")
        labels = {"address": _("Street and number")}
        widgets = {"address": forms.TextInput(attrs={"autocomplete": "street-address"})}

    def clean_municipality(self) -> str:
        """The municipality as it is spelt; its province goes with it."""
        place = _municipality(self.cleaned_data["municipality"])
        self.province = place.province
        return place.name

    def save(self, commit: bool = True) -> Firm:
        self.instance.province = self.province
        return super().save(commit)


class SectorsForm(PartForm):
    class Meta:
        model = Firm
        fields = ("sectors",)
        labels = {"sectors": _("In which sectors do you work?")}
        help_texts = {"sectors": _("Choose all that fit: missions are often for some sectors.")}
        widgets = {"sectors": forms.CheckboxSelectMultiple}

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["sectors"].required = True
        self.fields["sectors"].error_messages["required"] = _("Choose at least one sector.")


class AbroadForm(PartForm):
    export_share = forms.ChoiceField(
        label=_("How much of your turnover comes from abroad?"),
        choices=ExportShare.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer: nothing yet is one too.")},
    )
    countries_now = CountriesField(
        label=_("Countries you sell to"),
        required=False,
        help_text=_("One after the other, with a comma between them: Germany, Switzerland."),
    )
    countries_wanted = CountriesField(label=_("Countries you would like to sell to"), required=False)

    class Meta:
        model = Firm
        fields = ("export_share", "countries_now", "countries_wanted")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("export_share") == ExportShare.NONE and self.cleaned_data.get("countries_now"):
            self.add_error(
                "export_share", _("You name countries you sell to: choose how much of your turnover they bring.")
            )
        return cleaned

    def save(self, commit: bool = True) -> Firm:
        firm = super().save(commit)
        follow_suggestion(firm)
        return firm


class StageForm(PartForm):
    stage = forms.ChoiceField(
        label=_("Which kind of firm are you?"),
        choices=[
            (Stage.FIRST_TIME.value, _("Never been abroad: we have not sold there yet, or only by chance")),
            (Stage.CONSOLIDATING.value, _("Already in some countries: we sell there, and want more of it")),
            (Stage.ESTABLISHED.value, _("Established abroad: it is a steady part of our business")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which kind of firm you are.")},
    )

    class Meta:
        model = Firm
        fields = ("stage",)

    def save(self, commit: bool = True) -> Firm:
        confirm_stage(self.instance, Stage(self.cleaned_data["stage"]), now=timezone.now())
        return self.instance


class ContactsForm(PartForm):
    phone = PhoneField(label=_("Telephone"), max_length=40, required=False)
    website = forms.URLField(
        label=_("Website"),
        max_length=300,
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"type": "url", "autocomplete": "url"}),
        error_messages={"invalid": _("Write a web address, as in www.example.org.")},
    )

    class Meta:
        model = Firm
        fields = ("email", "certified_email", "phone", "website")
        labels = {"email": _("E-mail"), "certified_email": _("Certified e-mail (PEC)")}
        error_messages = {
            name: {"invalid": _("Write a whole e-mail address, as in anna@example.org.")}
            for name in ("email", "certified_email")
        }
        widgets = {
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "certified_email": forms.EmailInput(attrs={"autocomplete": "off"}),
        }


#: The form of each part of a profile.
FORMS: dict[str, type[PartForm]] = dict(
    zip(PARTS, (CompanyForm, SeatForm, SectorsForm, AbroadForm, StageForm, ContactsForm), strict=True)
)


def _municipality(text: str) -> Municipality:
    """The one municipality of Lombardy that a text names. Raises ``ValidationError``, with those it may mean."""
    places = [place.municipality for place in finding.places(text) if place.municipality]
    if len(places) == 1:
        return places[0]
    near = places or [place.municipality for place in finding.alike(text) if place.municipality]
    if not near:
        raise ValidationError(
            _("We know no municipality of Lombardy by this name. The portal is for firms that work in Lombardy."),
            code="municipality",
        )
    names = ", ".join(place.name for place in near[:_FEW])
    raise ValidationError(_("Write the whole name. Did you mean: %(names)s?"), code="which", params={"names": names})
