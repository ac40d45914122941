"""The terms of a mission as an officer types them: one form for the mission, one set of rows for each thing it asks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from catalog.admin.fields import BoxesField, LinesField
from catalog.enums import Stage
from catalog.models import Sector
from missions import terms
from missions.enums import CriterionKind, DocumentFormat, QuestionKind
from missions.models import Criterion, DocumentRequest, Mission, MissionStop, ProgrammeItem, Question, SeatReserve

#: Empty rows at the end of a set; saving brings new ones.
EXTRA = 2
#: More rows than any mission has; each costs time, whoever asks for them.
MOST = 200


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _moment() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


def _hour() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


def _begin_labels_large(form: forms.ModelForm) -> None:
    """A column's name begins small; Django enlarges it only for fields it makes itself."""
    for field in form.fields.values():
        field.label = capfirst(str(field.label))


class TermsForm(forms.ModelForm):
    stages = BoxesField(label=_("kinds of firm"), choices=Stage.choices, help_text=_("None ticked: all of them."))

    class Meta:
        model = Mission
        fields = terms.FIELDS
        widgets = {
            "registration_opens": _moment(),
            "registration_closes": _moment(),
            "withdrawal_until": _day(),
            **{
                name: forms.Textarea(attrs={"rows": 3})
                for name in ("covered_it", "covered_en", "costs_it", "costs_en", "practical_it", "practical_en")
            },
        }

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _begin_labels_large(self)
        if terms.begun(self.instance):
            for name in terms.FIXED_ONCE_BEGUN:
                del self.fields[name]

    def clean_registration_closes(self) -> datetime | None:
        """The end of the minute that was typed: who reads 23:59 on a clock is not late."""
        closes: datetime | None = self.cleaned_data["registration_closes"]
        return closes and closes.replace(second=59, microsecond=999_999)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("registration_opens"), cleaned.get("registration_closes")
        if opens and closes and closes.replace(second=0, microsecond=0) <= opens:
            self.add_error("registration_closes", _("Registration closes after it opens."))
        if "registration_opens" in cleaned and "registration_closes" in cleaned and bool(opens) != bool(closes):
            self.add_error("registration_closes", _("Write both when registration opens and when it closes."))
        return cleaned


class _RowForm(forms.ModelForm):
    """A row of something the mission has; ``mission`` is the only one that it may refer to."""

    def __init__(self, *arguments: Any, mission: Mission, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _begin_labels_large(self)
        self.mission = mission


class StopForm(_RowForm):
    class Meta:
        model = MissionStop
        fields = ("city", "country", "starts", "ends", "venue", "address", "timezone")
        widgets = {"starts": _day(), "ends": _day()}

    def clean_timezone(self) -> str:
        zone = self.cleaned_data["timezone"]
        if zone not in available_timezones():
            raise forms.ValidationError(_("Write a time zone as in Europe/Rome or Asia/Tokyo."))
        return zone

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("starts") and cleaned.get("ends") and cleaned["ends"] < cleaned["starts"]:
            self.add_error("ends", _("The last day is not before the first."))
        return cleaned


class ProgrammeForm(_RowForm):
    class Meta:
        model = ProgrammeItem
        fields = ("stop", "day", "starts", "ends", "title_it", "title_en", "place")
        widgets = {"day": _day(), "starts": _hour(), "ends": _hour()}

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["stop"].queryset = self.mission.stops.all()  # type: ignore[attr-defined]


class ReserveForm(_RowForm):
    class Meta:
        model = SeatReserve
        fields = ("stage", "seats", "until")
        widgets = {"until": _moment()}


class DocumentForm(_RowForm):
    formats = BoxesField(label=_("formats"), choices=DocumentFormat.choices, help_text=_("None ticked: all of them."))

    class Meta:
        model = DocumentRequest
        fields = ("title_it", "title_en", "help_it", "help_en", "formats", "required", "due", "position")
        widgets = {"due": _day()}


class QuestionForm(_RowForm):
    choices_it = LinesField(label=_("answers to choose from, in Italian"), help_text=_("One a line."))
    choices_en = LinesField(label=_("answers to choose from, in English"), help_text=_("One a line."))

    class Meta:
        model = Question
        fields = (
            *("text_it", "text_en", "help_it", "help_en", "kind", "choices_it", "choices_en", "required", "position"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        italian, english = cleaned.get("choices_it") or [], cleaned.get("choices_en") or []
        if cleaned.get("kind") == QuestionKind.CHOICE and len(italian) < 2:
            self.add_error("choices_it", _("Write at least two answers to choose from."))
        if english and len(english) != len(italian):
            self.add_error("choices_en", _("Write as many answers in English as in Italian, in the same order."))
        return cleaned


class CriterionForm(_RowForm):
    values = BoxesField(
        label=_("values that earn them"),
        choices=(),
        help_text=_("For a criterion about the kind of firm or its sector."),
    )

    class Meta:
        model = Criterion
        fields = ("kind", "title_it", "title_en", "points", "values", "document", "position")

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["document"].queryset = self.mission.document_requests.all()  # type: ignore[attr-defined]
        values: Any = self.fields["values"]
        values.choices = [*Stage.choices, *((sector.pk, sector.label) for sector in self.sectors)]

    @property
    def sectors(self) -> list[Sector]:
        """Read once for all rows: the mission is the same object in each."""
        if not hasattr(self.mission, "all_sectors"):
            self.mission.all_sectors = list(Sector.objects.all())  # type: ignore[attr-defined]
        return self.mission.all_sectors  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, values = cleaned.get("kind"), set(cleaned.get("values") or [])
        known = {
            CriterionKind.STAGE: set(Stage.values),
            CriterionKind.SECTOR: {sector.pk for sector in self.sectors},
        }.get(kind)  # type: ignore[arg-type]
        if known is not None and (not values or not values <= known):
            self.add_error("values", _("Tick what earns the points, of the kind that the criterion looks at."))
        if kind == CriterionKind.DOCUMENT and not cleaned.get("document"):
            self.add_error("document", _("Say which document earns the points."))
        return cleaned


@dataclass(frozen=True)
class Part:
    """One thing that a mission has any number of. ``kept``: not deleted any more once firms have answered it."""

    label: Any
    form: type[_RowForm]
    kept: bool = False

    def formset(self, mission: Mission, data: Any, now: datetime) -> Any:
        """The rows with some empty ones; None where they no longer change."""
        if self.form is CriterionForm and terms.criteria_fixed(mission, now):
            return None
        model: Any = self.form._meta.model
        options: Any = {"form": self.form, "extra": EXTRA, "max_num": MOST, "absolute_max": MOST + EXTRA}
        options["can_delete"] = not (self.kept and terms.begun(mission))
        if model is ProgrammeItem:
            made: Any = forms.modelformset_factory(model, **options)
            return made(data, queryset=self.rows(mission), form_kwargs={"mission": mission})
        made = forms.inlineformset_factory(Mission, model, **options)
        return made(data, instance=mission, form_kwargs={"mission": mission})

    def rows(self, mission: Mission) -> Any:
        model: Any = self.form._meta.model
        if model is ProgrammeItem:
            return model.objects.filter(stop__mission=mission).select_related("stop")
        return model.objects.filter(mission=mission)


PARTS = {
    "stops": Part(_("Stops"), StopForm, kept=True),
    "programme": Part(_("Programme"), ProgrammeForm),
    "reserves": Part(_("Reserved seats"), ReserveForm),
    "documents": Part(_("Documents asked for"), DocumentForm, kept=True),
    "questions": Part(_("Questions"), QuestionForm, kept=True),
    "criteria": Part(_("Criteria of the selection"), CriterionForm),
}
