"""What a firm asks for on the spot: a box for each kind of support, with its days and a note."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.views import days
from missions.enums import SupportKind
from missions.forms.registration import LONG
from missions.models import Registration, SupportOffer, SupportRequest
from missions.support import Wish


@dataclass(frozen=True)
class Choice:
    """One kind of support as the form shows it: how much is left, its box, the days and the note that belong to it."""

    offer: SupportOffer
    box: forms.BoundField
    days: forms.BoundField | None
    note: forms.BoundField
    left: str
    few: bool


#: The kinds of support under the headings a firm looks for them by.
GROUPS = (
    (gettext_lazy("Somebody at your side"), (SupportKind.INTERPRETER,)),
    (gettext_lazy("Meetings"), (SupportKind.B2B_AGENDA, SupportKind.FAIR_STAND)),
    (
        gettext_lazy("Somebody who knows"),
        (SupportKind.LEGAL_DESK, SupportKind.CUSTOMS_DESK, SupportKind.MARKET_BRIEFING, SupportKind.VISA_HELP),
    ),
    (gettext_lazy("Travel and samples"), (SupportKind.LOGISTICS,)),
)


class SupportForm(forms.Form):
    """What the firm asks for on the spot, and what only those who travel with it may know."""

    confidential_note = forms.CharField(
        label=gettext_lazy("Access, food, health"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Read only by whoever travels with you, deleted after the mission."),
    )

    def __init__(
        self,
        registration: Registration,
        offers: Iterable[SupportOffer],
        asked: Iterable[SupportRequest],
        data: Any = None,
    ) -> None:
        self.offers = list(offers)
        known: dict[str, Any] = {"confidential_note": registration.confidential_note}
        for request in asked:
            name = f"s{request.offer_id}"
            known |= {name: True, f"{name}_days": request.days, f"{name}_note": request.note}
        super().__init__(data, initial=known)
        for offer in self.offers:
            self._add(offer, registration)

    def _add(self, offer: SupportOffer, registration: Registration) -> None:
        name = f"s{offer.pk}"
        self.fields[name] = forms.BooleanField(label=offer.title, required=False)
        if offer.by_day:
            chosen_days = forms.MultipleChoiceField(
                label=_("On which days?"),
                choices=[
                    (day.isoformat(), f"{days.written(day, 'D')} {day.day}") for day in _days(offer, registration)
                ],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            chosen_days.depends = True  # type: ignore[attr-defined]
            self.fields[f"{name}_days"] = chosen_days
        interpreter = offer.kind == SupportKind.INTERPRETER
        self.fields[f"{name}_note"] = forms.CharField(
            label=_("Difficult words of your trade") if interpreter else _("Something we should know"),
            help_text=_("The interpreter prepares them. For example: broaching, h6 tolerances.") if interpreter else "",
            max_length=500,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for offer in self.offers:
            if (
                offer.by_day
                and self.cleaned_data.get(f"s{offer.pk}")
                and not self.cleaned_data.get(f"s{offer.pk}_days")
            ):
                self.add_error(f"s{offer.pk}_days", _("Say on which days."))
        return cleaned

    @property
    def wishes(self) -> list[Wish]:
        return [
            Wish(
                offer,
                tuple(self.cleaned_data.get(f"s{offer.pk}_days") or ()),
                self.cleaned_data[f"s{offer.pk}_note"],
            )
            for offer in self.offers
            if self.cleaned_data[f"s{offer.pk}"]
        ]

    def groups(self, left: Mapping[int, tuple[str, bool]]) -> list[tuple[str, list[Choice]]]:
        """What can be asked for, under headings; headings with nothing below are left out.

        ``left`` says of each offer how much there is, in words, and whether that is little.
        """
        choices = {offer: self._choice(offer, *left[offer.pk]) for offer in self.offers}
        found = [
            (str(title), [choice for offer, choice in choices.items() if offer.kind in kinds])
            for title, kinds in GROUPS
        ]
        return [(title, listed) for title, listed in found if listed]

    def _choice(self, offer: SupportOffer, left: str, few: bool) -> Choice:
        name = f"s{offer.pk}"
        days = self[f"{name}_days"] if offer.by_day else None
        return Choice(offer, self[name], days, self[f"{name}_note"], left, few)


def _days(offer: SupportOffer, registration: Registration) -> list[date]:
    """The days an offer can be asked for: those of its city, else of the whole mission."""
    where: Any = offer.stop or registration.mission
    if not where.starts:
        return []
    last = where.ends or where.starts
    return [where.starts + timedelta(days=number) for number in range((last - where.starts).days + 1)]
