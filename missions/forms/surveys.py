"""A firm's answers about a mission."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from missions.models import Survey
from missions.surveys import QUESTIONS

_RATINGS = [
    (5, _("Very useful")),
    (4, _("Useful")),
    (3, _("So so")),
    (2, _("Of little use")),
    (1, _("A waste of time")),
]
_NUMBER = forms.NumberInput(attrs={"inputmode": "numeric"})


class SurveyForm(forms.ModelForm):
    """The questions of one moment. Only the first one at the end must be answered."""

    rating = forms.TypedChoiceField(
        label=_("How useful was it?"),
        choices=_RATINGS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one answer.")},
    )

    class Meta:
        model = Survey
        fields = ("rating", "meetings", "contacts", "orders", "value", "comment")
        labels = {
            "meetings": _("How many meetings did you have?"),
            "contacts": _("How many contacts are still going on?"),
            "orders": _("How many orders or contracts came of it?"),
            "value": _("What are they worth together, in euros?"),
            "comment": _("What should we do better?"),
        }
        widgets = {
            "meetings": _NUMBER,
            "contacts": _NUMBER,
            "orders": _NUMBER,
            "value": forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.01"}),
            "comment": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "contacts": _("People you still write to or talk with."),
            "value": _("More or less. Only the officers of the mission read it."),
        }

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name in set(self.fields) - set(QUESTIONS[self.instance.moment]):
            del self.fields[name]
        if "comment" in self.fields:
            comment: Any = self.fields["comment"]
            comment.max_length = 3_000
