"""What firms say of a mission, asked at its end and half a year later, each once."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from catalog.letters import letter
from missions.enums import Attendance
from missions.enums import RegistrationStatus as Status
from missions.models import Mission, Registration, Survey, SurveyMoment
from missions.notifications import recipients
from missions.time import day_of
from missions.transitions import RefusedError

#: What each survey asks: few things, and only those a firm can know by then.
QUESTIONS: dict[str, tuple[str, ...]] = {
    SurveyMoment.END: ("rating", "meetings", "contacts", "comment"),
    SurveyMoment.HALF_YEAR: ("contacts", "orders", "value", "comment"),
}


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due(mission: Mission, today: date) -> SurveyMoment | None:
    """Which survey is asked for on a day: from the day after its end for half a year, then for another half."""
    last = mission.last_day
    if last is None or mission.cancelled_at or today <= last:
        return None
    if today < months_after(last, 6):
        return SurveyMoment.END
    return SurveyMoment.HALF_YEAR if today < months_after(last, 12) else None


def ask(mission: Mission, now: datetime) -> int:
    """Asks every firm that took part for the survey that is due; how many were asked. Safe to repeat and to overlap."""
    moment = due(mission, day_of(now))
    return sum(_ask_once(one, moment, now) for one in list(_participants(mission))) if moment else 0


def answer(survey: Survey, values: Mapping[str, Any], *, now: datetime) -> None:
    """Keeps a firm's answers. Raises ``RefusedError`` when it has answered already."""
    known = {name: values[name] for name in QUESTIONS[survey.moment] if name in values}
    if not Survey.objects.filter(pk=survey.pk, answered_at=None).update(answered_at=now, **known):
        raise RefusedError(_("Your firm has answered already. Thank you."))


def _participants(mission: Mission) -> Iterator[Registration]:
    seated = mission.registrations.filter(status=Status.SEATED).exclude(attendance=Attendance.ABSENT)
    for registration in seated.select_related("firm").order_by("pk"):
        registration.mission = mission
        yield registration


@transaction.atomic
def _ask_once(registration: Registration, moment: SurveyMoment, now: datetime) -> bool:
    people = list(recipients(registration))
    if not people:
        return False
    survey, new = Survey.objects.get_or_create(registration=registration, moment=moment, defaults={"asked_at": now})
    if new:
        for person in people:
            with override(person.language):
                _letter(survey, registration, person.email).send()
    return new


def _letter(survey: Survey, registration: Registration, address: str) -> Any:
    mission = registration.mission
    subject = _("%(mission)s: tell us how it went") % {"mission": mission.title}
    page = reverse("missions:survey", args=[registration.reference, survey.moment])
    context = {"survey": survey, "registration": registration, "mission": mission, "address": page}
    return letter(address, subject, "email/survey.txt", context)
