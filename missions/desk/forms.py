"""What an officer types: reasons, seats, points, messages, attendance."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from missions.enums import Attendance
from missions.models import Criterion, Message, Registration
from missions.writing import Audience

_LONG = forms.Textarea(attrs={"rows": 4})


class ReasonForm(forms.Form):
    """A reason that firms read."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1_000,
        widget=_LONG,
        help_text=_("The firm reads it as you write it."),
        error_messages={"required": _("Write the reason: the firm reads it.")},
    )


class SeatsForm(forms.Form):
    capacity = forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        max_value=10_000,
        help_text=_("One seat a firm."),
        error_messages={
            "required": _("Write how many seats there are."),
            "invalid": _("Write a number."),
            "min_value": _("A mission has at least one seat."),
        },
    )


class JudgementForm(forms.Form):
    """An officer's points for one criterion."""

    points = forms.DecimalField(label=_("Points"), min_value=Decimal(), max_digits=5, decimal_places=2)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The firm reads it as you write it."),
        error_messages={"required": _("Write the reason: the firm reads it.")},
    )

    def __init__(self, data: Any, *, criterion: Criterion, initial: dict[str, Any] | None) -> None:
        super().__init__(data, prefix=f"criterion-{criterion.pk}", initial=initial)
        self.criterion = criterion
        points: Any = self.fields["points"]
        points.max_value = criterion.points
        points.validators.append(MaxValueValidator(criterion.points))
        points.widget.attrs["max"] = criterion.points
        points.help_text = _("From 0 to %(points)d.") % {"points": criterion.points}


class MessageForm(forms.ModelForm):
    """A message and whom it goes to. The key makes the same form, sent twice, one message."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    audience = forms.ChoiceField(
        label=_("To whom"),
        choices=Audience.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whom it goes to.")},
    )
    registrations = forms.ModelMultipleChoiceField(
        label=_("Which firms"),
        queryset=Registration.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only where you chose “Some firms”."),
    )

    class Meta:
        model = Message
        fields = ("subject_it", "text_it", "subject_en", "text_en")
        labels = {
            "subject_it": _("Subject"),
            "text_it": _("Text"),
            "subject_en": _("Subject in English"),
            "text_en": _("Text in English"),
        }
        help_texts = {
            "subject_it": _("The name of the mission stands before it."),
            "text_it": _("The name of the firm, its registration number and the link to its pages are added."),
            "text_en": _("For the people who read in English. Without it they get the Italian one."),
        }
        widgets = {"text_it": forms.Textarea(attrs={"rows": 8}), "text_en": forms.Textarea(attrs={"rows": 8})}

    field_order = ("audience", "registrations", "subject_it", "text_it", "subject_en", "text_en", "key")

    def __init__(self, *arguments: Any, rows: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["registrations"].queryset = rows  # type: ignore[attr-defined]
        self.fields["registrations"].label_from_instance = lambda one: (  # type: ignore[attr-defined]
            f"{one.firm.name} · {one.get_status_display().lower()}"
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("audience") == Audience.CHOSEN and not cleaned.get("registrations"):
            self.add_error("registrations", _("Choose at least one firm."))
        if bool(cleaned.get("subject_en")) != bool(cleaned.get("text_en")):
            self.add_error("text_en", _("Write both the subject and the text in English, or neither."))
        return cleaned


class AttendanceForm(forms.Form):
    """Who came, one choice a firm."""

    def __init__(self, *arguments: Any, rows: list[Registration], **options: Any) -> None:
        super().__init__(*arguments, **options)
        for one in rows:
            name = f"firm-{one.pk}"
            self.fields[name] = forms.ChoiceField(
                label=one.firm.name,
                choices=Attendance.choices,
                initial=one.attendance,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[name].depends = True  # type: ignore[attr-defined]  # one answer is always chosen

    def given(self, rows: list[Registration]) -> dict[int, str]:
        """What was said of each registration, by its key."""
        return {one.pk: self.cleaned_data[f"firm-{one.pk}"] for one in rows}
