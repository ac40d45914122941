"""The steps of a registration as forms: who travels, the mission's questions, the declaration.

``later`` saves what is there and asks for nothing: the firm goes on another day.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.translation import translated
from missions.enums import MandateRole, QuestionKind
from missions.forms.fields import PhoneField
from missions.models import Mandate, Question, Registration

#: Characters of a longer text.
LONG = 2_000
_AREA = {"rows": 4}


class ParticipantForm(forms.Form):
    first_name = forms.CharField(
        label=gettext_lazy("First name"),
        max_length=80,
        error_messages={"required": gettext_lazy("Write the first name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    last_name = forms.CharField(
        label=gettext_lazy("Last name"),
        max_length=80,
        error_messages={"required": gettext_lazy("Write the last name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    job = forms.CharField(label=gettext_lazy("Role in the firm"), max_length=80, required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        error_messages={"invalid": gettext_lazy("Write a whole e-mail address, as in anna@example.org.")},
    )
    phone = PhoneField(
        label=gettext_lazy("Telephone when travelling"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("A mobile that works abroad: we call it if something changes."),
    )
    languages = forms.CharField(
        label=gettext_lazy("Languages spoken"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("So that we know where an interpreter helps."),
    )

    def has_changed(self) -> bool:
        """Whether anything is written in it: a person whose fields were emptied does not travel any more."""
        return any(str(self.data.get(self.add_prefix(name), "")).strip() for name in self.fields)


class _Participants(forms.BaseFormSet):
    """As many people as may travel; a form left empty is nobody."""

    #: Whether nobody at all is an answer too.
    later = False

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        empty = self.later or index != 0
        return {**super().get_form_kwargs(index), "empty_permitted": empty, "use_required_attribute": False}

    @property
    def people(self) -> list[dict[str, Any]]:
        return [form.cleaned_data for form in self.forms if form.cleaned_data]


def participants_form(registration: Registration, mandate: Mandate | None, data: Any, *, later: bool = False) -> Any:
    """The people of a registration, each a form; the first one filled in with what the portal knows of the reader."""
    fields = tuple(ParticipantForm.base_fields)
    known = [{name: getattr(person, name) for name in fields} for person in registration.participants.all()]
    if not known and mandate is not None:
        known = [_person(mandate)]
    most = registration.mission.people_per_firm
    formset = forms.formset_factory(
        ParticipantForm, formset=_Participants, extra=0, min_num=most, max_num=most, absolute_max=most
    )
    made: Any = formset(data, initial=known[:most], prefix="p")
    made.later = later
    return made


def _person(mandate: Mandate) -> dict[str, str]:
    user: Any = mandate.user
    return {
        "first_name": user.first_name,
        "last_name": user.last_name,
        "email": user.email,
        "job": MandateRole(mandate.role).label,
        "phone": mandate.firm.phone,
    }


class QuestionsForm(forms.Form):
    """What the firm offers, whom it looks for, and the mission's own questions."""

    offers = forms.CharField(
        label=gettext_lazy("What you offer"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs=_AREA),
        help_text=gettext_lazy("As you would say it to a buyer: what you make, for whom, what you do better."),
    )
    looks_for = forms.CharField(
        label=gettext_lazy("Whom you would like to meet"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs=_AREA),
        help_text=gettext_lazy("Importers, purchasing departments, an agent for a region: we look for them."),
    )

    def __init__(self, registration: Registration, data: Any = None, *, later: bool = False) -> None:
        self.questions: list[Question] = list(registration.mission.questions.all())
        given = {answer.question_id: answer.text for answer in registration.answers.all()}
        initial = {"offers": registration.offers, "looks_for": registration.looks_for}
        super().__init__(data, initial={**initial, **{f"q{pk}": text for pk, text in given.items()}})
        self.use_required_attribute = False
        for question in self.questions:
            self.fields[f"q{question.pk}"] = _answer_field(question, required=question.required and not later)

    @property
    def answers(self) -> dict[int, str]:
        return {question.pk: self.cleaned_data[f"q{question.pk}"] for question in self.questions}


def _answer_field(question: Question, *, required: bool) -> forms.Field:
    kind = QuestionKind(question.kind)
    if kind in (QuestionKind.YES_NO, QuestionKind.CHOICE):
        texts = [("yes", _("Yes")), ("no", _("No"))]
        if kind == QuestionKind.CHOICE:  # the Italian text is the value: it means the same in both languages
            labels = _choices(question)
            texts = list(zip(question.choices_it, labels, strict=True))
        return forms.ChoiceField(
            label=question.text,
            help_text=question.help,
            choices=texts,
            required=required,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose an answer.")},
        )
    long = kind == QuestionKind.LONG_TEXT
    return forms.CharField(
        label=question.text,
        help_text=question.help,
        max_length=LONG if long else 200,
        required=required,
        widget=forms.Textarea(attrs=_AREA) if long else forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write an answer.")},
    )


def _choices(question: Question) -> list[str]:
    labels = translated(question, "choices").text
    return labels if len(labels) == len(question.choices_it) else question.choices_it


def shown_answer(question: Question, text: str) -> str:
    """An answer as it is read: the words of a choice in the reader's language."""
    if question.kind == QuestionKind.YES_NO:
        return {"yes": _("Yes"), "no": _("No")}.get(text, text)
    if question.kind == QuestionKind.CHOICE and text in question.choices_it:
        return _choices(question)[question.choices_it.index(text)]
    return text


class DeclarationForm(forms.Form):
    """What a firm declares with its registration. ``seen`` marks what it has read (``registering.version``)."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    rules = forms.BooleanField(
        label=gettext_lazy("We have read the rules of the mission"),
        error_messages={"required": gettext_lazy("Tick the box when you have read the rules.")},
    )
    privacy = forms.BooleanField(
        label=gettext_lazy("We have read the privacy notice"),
        error_messages={"required": gettext_lazy("Tick the box when you have read the privacy notice.")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, version: str = "", rules: str = "") -> None:
        super().__init__(data, initial={"seen": version})
        self.use_required_attribute = False
        self.fields["rules"].help_text = rules
