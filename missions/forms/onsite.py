"""What staff write on the spot: who gives support and when, an appointment, a reason, the number of who arrives."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.views import days
from missions import stops
from missions.arrivals import key_in
from missions.assigning import Span, suitable
from missions.enums import SupportKind
from missions.models import Appointment, Assignment, MissionStop, SupportPerson, SupportRequest


def _hour(label: Any, *, required: bool = True) -> forms.TimeField:
    return forms.TimeField(
        label=label, required=required, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )


class AssignForm(forms.Form):
    """Who gives what a firm asked for, on which of its days, from when to when, where. Hours are those of the place.

    ``assignment`` is the one that is changed, None for a new one: then several days can be chosen at once.
    """

    person = forms.ModelChoiceField(SupportPerson.objects.none(), label=gettext_lazy("Who"), required=False)
    days = forms.MultipleChoiceField(label=gettext_lazy("Days"), widget=forms.CheckboxSelectMultiple)
    starts = _hour(gettext_lazy("From"))
    ends = _hour(gettext_lazy("To"), required=False)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=120, required=False)

    def __init__(self, request: SupportRequest, data: Any = None, *, assignment: Assignment | None = None) -> None:
        self.request, self.assignment = request, assignment
        self.cities: list[MissionStop] = list(request.registration.mission.stops.all())
        super().__init__(data, initial=_known(assignment, self.cities, request), prefix="move" if assignment else None)
        mission = request.registration.mission
        fitting = suitable(mission.support_people.order_by("name", "pk"), request)
        interpreter = request.offer.kind == SupportKind.INTERPRETER
        person: Any = self.fields["person"]
        person.queryset = SupportPerson.objects.filter(pk__in=[one.pk for one in fitting]).order_by("name", "pk")
        person.required = interpreter
        person.empty_label = _("Choose") if interpreter else _("Nobody by name")
        asked = [date.fromisoformat(day) for day in request.days] if request.offer.by_day else []
        chosen: Any = self.fields["days"]
        chosen.choices = [(day.isoformat(), days.weekday(day)) for day in asked or self._days()]
        if assignment:
            self.fields["days"] = forms.ChoiceField(label=_("Day"), choices=chosen.choices)
        minutes = request.offer.slot_minutes
        if minutes:
            self.fields["ends"].help_text = _("Empty: after %(count)d minutes.") % {"count": minutes}
        else:
            self.fields["ends"].required = True
        city = request.offer.stop or (self.cities[0] if self.cities else None)
        if city:
            self.fields["starts"].help_text = _("By the clock of the place, %(city)s.") % {"city": city.city}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("It ends before it starts."))
        return cleaned

    @property
    def spans(self) -> list[Span]:
        """The chosen hours of every chosen day."""
        chosen = self.cleaned_data["days"]
        return [self._span(date.fromisoformat(day)) for day in ([chosen] if isinstance(chosen, str) else chosen)]

    def _span(self, day: date) -> Span:
        city = self.request.offer.stop or stops.stop_on(self.cities, day)
        starts = stops.at(day, self.cleaned_data["starts"], city)
        ends = self.cleaned_data["ends"]
        if ends is None:
            return Span(starts, starts + timedelta(minutes=self.request.offer.slot_minutes or 0))
        return Span(starts, stops.at(day, ends, city))

    def _days(self) -> list[date]:
        stop = self.request.offer.stop
        return _every_day([stop] if stop else self.cities)


class AppointmentForm(forms.Form):
    """A firm's appointment; ``appointment`` is the one that is changed. Hours are those of the city."""

    day = forms.ChoiceField(label=gettext_lazy("Day"))
    starts = _hour(gettext_lazy("From"))
    ends = _hour(gettext_lazy("To"))
    title = forms.CharField(label=gettext_lazy("With whom"), max_length=200)
    note = forms.CharField(
        label=gettext_lazy("What it is about"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    place = forms.CharField(label=gettext_lazy("Place"), max_length=120, required=False)

    def __init__(
        self, cities: Sequence[MissionStop], data: Any = None, *, appointment: Appointment | None = None
    ) -> None:
        known = {}
        if appointment:
            starts = stops.local(appointment.starts, appointment.stop)
            known = {
                "day": f"{appointment.stop_id}/{starts.date().isoformat()}",
                "starts": starts.time(),
                "ends": stops.local(appointment.ends, appointment.stop).time(),
                **{name: getattr(appointment, name) for name in ("title", "note", "place")},
            }
            cities = [city for city in cities if city.pk == appointment.stop_id]
        super().__init__(data, initial=known)
        self.cities = {str(city.pk): city for city in cities}
        day: Any = self.fields["day"]
        day.choices = [
            (f"{city.pk}/{one.isoformat()}", f"{days.weekday(one)}, {city.city}")
            for city in cities
            for one in _every_day([city])
        ]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("It ends before it starts."))
        return cleaned

    @property
    def stop(self) -> MissionStop:
        return self.cities[self.cleaned_data["day"].split("/")[0]]

    @property
    def span(self) -> Span:
        day = date.fromisoformat(self.cleaned_data["day"].split("/")[1])
        hours = (self.cleaned_data["starts"], self.cleaned_data["ends"])
        return Span(*(stops.at(day, hour, self.stop) for hour in hours))


class AnswerForm(forms.Form):
    """What the firm reads beside a yes or a no."""

    answer = forms.CharField(
        label=gettext_lazy("What the firm reads"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("If it cannot be done, say why."),
    )


class ArrivalForm(forms.Form):
    """The number of a registration, as it stands on the receipt."""

    number = forms.CharField(
        label=gettext_lazy("Number of the registration"),
        max_length=40,
        help_text=gettext_lazy("As in PDM-2026-00418; the last digits are enough."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"}),
    )

    def clean_number(self) -> int:
        key = key_in(self.cleaned_data["number"])
        if key is None:
            raise forms.ValidationError(_("It is a number, as in PDM-2026-00418."))
        return key


def _every_day(cities: Sequence[MissionStop]) -> list[date]:
    """All days of some stops, each once."""
    found = {
        city.starts + timedelta(days=number) for city in cities for number in range((city.ends - city.starts).days + 1)
    }
    return sorted(found)


def _known(assignment: Assignment | None, cities: Sequence[MissionStop], request: SupportRequest) -> dict[str, Any]:
    if assignment is None:
        return {"days": request.days if request.offer.by_day else [], "place": request.offer.place}
    city = request.offer.stop or stops.stop_at(cities, assignment.starts)
    starts: Any = stops.local(assignment.starts, city)
    hour: time = stops.local(assignment.ends, city).time()
    return {
        "person": assignment.person_id,
        "days": starts.date().isoformat(),
        "starts": starts.time(),
        "ends": hour,
        "place": assignment.place,
    }
