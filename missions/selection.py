"""Who gets the seats of a selection: points by published criteria, each with the reason the firm reads.

What a criterion can tell from the application is counted; what needs judgement the officers give, from none to all of
its points, with a reason. With equal points the application that arrived first comes first. Up to publication the
points follow what is known; then they are written down, and nothing changes them any more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from catalog.enums import Stage
from catalog.models import Sector
from missions import seats
from missions.enums import Attendance, CriterionKind, MissionPhase
from missions.enums import RegistrationStatus as Status
from missions.locking import lock_mission
from missions.models import Criterion, Mission, Registration, Score
from missions.time import day_of
from missions.transitions import RefusedError


@dataclass(frozen=True)
class Line:
    """An application's points for one criterion. ``points`` is None while the officers have not judged it."""

    criterion: Criterion
    points: Decimal | None
    reason: str


@dataclass(frozen=True)
class Standing:
    """An application in the ranking; ``total`` counts what is known so far."""

    registration: Registration
    lines: tuple[Line, ...]
    rank: int

    @property
    def total(self) -> Decimal:
        return sum((line.points for line in self.lines if line.points is not None), Decimal())

    @property
    def open(self) -> list[Criterion]:
        """The criteria still to be judged."""
        return [line.criterion for line in self.lines if line.points is None]


def ranking(mission: Mission) -> list[Standing]:
    """The applications as they would be ranked now, best first; a constant number of queries."""
    criteria = list(mission.criteria.select_related("document"))
    applications = list(_applications(mission))
    facts = _Facts.of(mission, applications)
    standings = [
        Standing(application, tuple(_line(application, criterion, facts) for criterion in criteria), rank=0)
        for application in applications
    ]
    standings.sort(key=lambda one: (-one.total, *_arrival(one.registration)))
    return [Standing(one.registration, one.lines, rank) for rank, one in enumerate(standings, start=1)]


def standing(registration: Registration) -> Standing | None:
    """What a firm or an officer reads of one application: as published, or as it would be now; None without a place."""
    mission = registration.mission
    if mission.ranking_published_at is None:
        return next((one for one in ranking(mission) if one.registration.pk == registration.pk), None)
    return next(iter(as_published(mission, [registration] if registration.rank else [])), None)


def as_published(mission: Mission, ranked: Iterable[Registration]) -> list[Standing]:
    """Registrations of a published ranking with the points that were written down; ``scores`` are read whole."""
    criteria = list(mission.criteria.all())
    found = []
    for registration in ranked:
        scores = {score.criterion_id: score for score in registration.scores.all()}
        lines = [
            Line(criterion, scores[criterion.pk].points, scores[criterion.pk].reason)
            for criterion in criteria
            if criterion.pk in scores
        ]
        found.append(Standing(registration, tuple(lines), registration.rank or 0))
    return found


def published(mission: Mission) -> QuerySet[Registration]:
    """The ranking as it was published, best first."""
    return mission.registrations.filter(rank__isnull=False).order_by("rank")


@transaction.atomic
def judge(registration: Registration, points: Mapping[Criterion, tuple[Decimal, str]], *, by: Any) -> None:
    """An officer's points, each with its reason, for criteria that need judgement; in the place of earlier ones.

    Raises ``RefusedError`` without a reason, for more points than a criterion has, for one that is counted, and once
    the ranking is published.
    """
    mission = lock_mission(registration.mission_id)
    if mission.ranking_published_at:
        raise RefusedError(_("The ranking is published: points no longer change."))
    for criterion, (given, reason) in points.items():
        if criterion.mission_id != mission.pk or criterion.kind != CriterionKind.MANUAL:
            raise RefusedError(_("The points of this criterion are counted, not given."))
        if not 0 <= given <= criterion.points:
            raise RefusedError(_("Give from 0 to %(points)d points.") % {"points": criterion.points})
        if not reason.strip():
            raise RefusedError(_("Write the reason: the firm reads it."))
        Score.objects.update_or_create(
            registration=registration,
            criterion=criterion,
            defaults={"points": given, "reason": reason.strip(), "given_by": by},
        )


@transaction.atomic
def publish(mission: Mission, *, now: datetime, by: Any) -> None:
    """Writes down the points, publishes the ranking and gives the seats in its order, at once and for good.

    Raises ``RefusedError`` while applications may arrive, while something is to be judged, and when it is published.
    """
    mission = lock_mission(mission.pk)
    standings = ranking(mission)
    ready(mission, standings, now)
    _write_down(mission, standings)
    for one in standings:
        one.registration.points = one.total
    seats.seat_ranking(mission, [one.registration for one in standings], now=now, by=by)


def ready(mission: Mission, standings: Sequence[Standing], now: datetime) -> None:
    """Raises ``RefusedError`` with the sentence that says why the ranking cannot be published yet."""
    if mission.ranking_published_at:
        raise RefusedError(_("The ranking is published already."))
    if mission.phase(now, day_of(now)) != MissionPhase.SELECTION:
        raise RefusedError(_("The ranking can be published once registration is over and before the mission begins."))
    if not standings:
        raise RefusedError(_("There is no application to rank."))
    unjudged = [one.registration.firm.name for one in standings if one.open]
    if unjudged:
        raise RefusedError(_("Still to be judged: %(firms)s.") % {"firms": ", ".join(unjudged)})


@dataclass(frozen=True)
class _Facts:
    """What the criteria look at, read for all applications at once."""

    sectors: dict[str, str]
    veterans: frozenset[int]

    @classmethod
    def of(cls, mission: Mission, applications: Iterable[Registration]) -> "_Facts":
        before = Registration.objects.filter(
            firm__in=[application.firm_id for application in applications], status=Status.SEATED
        ).exclude(mission=mission)
        if mission.starts:
            before = before.filter(mission__starts__lt=mission.starts)
        took_part = before.exclude(attendance=Attendance.ABSENT).order_by().values_list("firm", flat=True)
        return cls({sector.pk: sector.label for sector in Sector.objects.all()}, frozenset(took_part))


def _arrival(application: Registration) -> tuple[Any, ...]:
    """In the order of the numbers given under the lock; before them what arrived before there were any."""
    return application.queue_number or 0, application.submitted_at, application.pk


def _applications(mission: Mission) -> QuerySet[Registration]:
    return (
        Registration.objects.filter(mission=mission, status=Status.APPLIED)
        .select_related("firm")
        .prefetch_related("firm__sectors", "documents", "scores")
    )


def _line(application: Registration, criterion: Criterion, facts: _Facts) -> Line:
    if criterion.kind == CriterionKind.MANUAL:
        given = next((score for score in application.scores.all() if score.criterion_id == criterion.pk), None)
        return Line(criterion, given.points, given.reason) if given else Line(criterion, None, "")
    earned, reason = _COUNTED[CriterionKind(criterion.kind)](application, criterion, facts)
    return Line(criterion, Decimal(criterion.points if earned else 0), reason)


def _stage(application: Registration, criterion: Criterion, facts: _Facts) -> tuple[bool, str]:
    stage = Stage(application.stage).label if application.stage else _("not said")
    return application.stage in criterion.values, _("Kind of firm: %(stage)s.") % {"stage": stage}


def _sector(application: Registration, criterion: Criterion, facts: _Facts) -> tuple[bool, str]:
    own = {sector.pk for sector in application.firm.sectors.all()}
    shared = [facts.sectors[pk] for pk in criterion.values if pk in own and pk in facts.sectors]
    if shared:
        return True, _("Your sector: %(sectors)s.") % {"sectors": ", ".join(shared)}
    return False, _("None of your sectors is among those of this criterion.")


def _never_took_part(application: Registration, criterion: Criterion, facts: _Facts) -> tuple[bool, str]:
    if application.firm_id in facts.veterans:
        return False, _("You have already had a seat in a mission.")
    return True, _("You have not had a seat in a mission so far.")


def _document(application: Registration, criterion: Criterion, facts: _Facts) -> tuple[bool, str]:
    if criterion.document is None:
        return False, _("No document is named.")
    title = {"document": criterion.document.title}
    if any(document.request_id == criterion.document_id for document in application.documents.all()):
        return True, _("Handed in: %(document)s.") % title
    return False, _("Not handed in: %(document)s.") % title


_COUNTED = {
    CriterionKind.STAGE: _stage,
    CriterionKind.SECTOR: _sector,
    CriterionKind.NEVER_TOOK_PART: _never_took_part,
    CriterionKind.DOCUMENT: _document,
}


def _write_down(mission: Mission, standings: Iterable[Standing]) -> None:
    """The counted points as rows, each reason in the firm's language."""
    counted = mission.criteria.exclude(kind=CriterionKind.MANUAL)
    Score.objects.filter(criterion__in=counted).delete()  # of a criterion that was judged before it was counted
    rows = []
    for language in {one.registration.language for one in standings}:
        with override(language):
            for one in ranking(mission):
                if one.registration.language == language:
                    rows += [
                        Score(
                            registration=one.registration,
                            criterion=line.criterion,
                            points=line.points or 0,
                            reason=line.reason,
                        )
                        for line in one.lines
                        if line.criterion.kind != CriterionKind.MANUAL
                    ]
    Score.objects.bulk_create(rows)
