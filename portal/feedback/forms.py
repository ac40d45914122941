"""What comes in by the forms: shapes alone."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.feedback.enums import STARS, Answer, FaultKind
from portal.feedback.models import LONGEST_COMMENT, LONGEST_FAULT, LONGEST_PAGE
from portal.feedback.pages import rated_page


class StarsForm(forms.Form):
    """The whole rating: stars are a must, the rest may come later. ``page`` becomes its Italian address."""

    page = forms.CharField(max_length=LONGEST_PAGE)
    stars = forms.TypedChoiceField(choices=[(number, number) for number in STARS], coerce=int)
    answer = forms.ChoiceField(choices=Answer.choices, required=False)
    difficulty = forms.ChoiceField(choices=Answer.choices, required=False)
    comment = forms.CharField(max_length=LONGEST_COMMENT, required=False)

    def clean_page(self) -> str:
        page = rated_page(self.cleaned_data["page"])
        if not page:
            raise ValidationError("no page that is rated")
        return page


class LaterForm(forms.Form):
    """The second and the third step."""

    answer = forms.ChoiceField(choices=Answer.choices, required=False)
    comment = forms.CharField(max_length=LONGEST_COMMENT, required=False)


class FaultForm(forms.Form):
    """``url`` is a trap: people do not see it, programs fill it in."""

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=FaultKind.choices,
        error_messages={"required": _("Choose what it is about."), "invalid_choice": _("Choose what it is about.")},
    )
    page = forms.CharField(label=_("On which page?"), max_length=LONGEST_PAGE, required=False)
    text = forms.CharField(
        label=_("What happened?"),
        max_length=LONGEST_FAULT,
        error_messages={
            "required": _("Write what happened: a few words are enough."),
            "max_length": _("At most 2,000 characters fit. Shorten it, or send it in two parts."),
        },
    )
    url = forms.CharField(required=False)

    @property
    def is_trapped(self) -> bool:
        data: dict[str, Any] = self.cleaned_data
        return bool(data.get("url"))
