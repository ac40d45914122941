"""A mission in figures: who applied, who sits, who came, what came of it; by kind of firm, sector and province."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from catalog.enums import Stage
from missions.enums import Attendance
from missions.enums import RegistrationStatus as Status
from missions.models import Mission, Registration, Survey, SurveyMoment


@dataclass
class Group:
    """The registrations of one kind of firm, sector or province. A firm of two sectors counts in both."""

    label: str
    sent: int = 0
    seated: int = 0
    present: int = 0
    absent: int = 0


@dataclass(frozen=True)
class Outcome:
    """What firms answered at one moment: how many were asked and answered, the mean rating and the sums."""

    moment: SurveyMoment
    asked: int
    answered: int
    rating: Decimal | None
    meetings: int
    contacts: int
    orders: int
    value: Decimal


def groups(mission: Mission) -> dict[str, list[Group]]:
    """The registrations by kind of firm, sector and province, the largest group first; three queries."""
    by: dict[str, dict[str, Group]] = {"stage": {}, "sector": {}, "province": {}}
    rows = mission.registrations.exclude(status=Status.DRAFT).select_related("firm__province")
    for one in rows.prefetch_related("firm__sectors"):
        stage = str(Stage(one.stage).label) if one.stage else _("not said")
        _count(by["stage"], [stage], one)
        _count(by["sector"], [sector.label for sector in one.firm.sectors.all()] or [_("not said")], one)
        _count(by["province"], [str(one.firm.province or _("not said"))], one)
    return {name: sorted(found.values(), key=lambda group: (-group.sent, group.label)) for name, found in by.items()}


def outcomes(mission: Mission) -> list[Outcome]:
    """What the surveys brought, moment by moment; one query."""
    surveys: dict[str, list[Survey]] = defaultdict(list)
    for survey in Survey.objects.filter(registration__mission=mission).order_by("pk"):
        surveys[survey.moment].append(survey)
    return [_outcome(moment, surveys[moment]) for moment in SurveyMoment if surveys[moment]]


def answers(mission: Mission) -> QuerySet[Survey]:
    """What each firm answered, firm by firm."""
    answered = Survey.objects.filter(registration__mission=mission, answered_at__isnull=False)
    return answered.select_related("registration__firm").order_by("registration__firm__name", "asked_at")


def _count(found: dict[str, Group], labels: Iterable[str], one: Registration) -> None:
    for label in labels:
        group = found.setdefault(label, Group(label))
        group.sent += 1
        group.seated += one.status == Status.SEATED
        group.present += one.status == Status.SEATED and one.attendance == Attendance.PRESENT
        group.absent += one.status == Status.SEATED and one.attendance == Attendance.ABSENT


def _outcome(moment: SurveyMoment, surveys: list[Survey]) -> Outcome:
    answered = [survey for survey in surveys if survey.answered_at]
    ratings = [survey.rating for survey in answered if survey.rating]
    return Outcome(
        moment,
        asked=len(surveys),
        answered=len(answered),
        rating=Decimal(sum(ratings)) / len(ratings) if ratings else None,
        meetings=sum(survey.meetings or 0 for survey in answered),
        contacts=sum(survey.contacts or 0 for survey in answered),
        orders=sum(survey.orders or 0 for survey in answered),
        value=sum((survey.value or Decimal() for survey in answered), Decimal()),
    )
