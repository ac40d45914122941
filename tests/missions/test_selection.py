"""A selection from applications to seats: points with their reasons, ties, judgement, publication."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.core import mail

from catalog.enums import Stage
from missions import seats, selection
from missions.enums import CriterionKind, FillMethod
from missions.enums import RegistrationStatus as Status
from missions.models import Registration, Score
from missions.transitions import RefusedError
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 1, 10, tzinfo=UTC)
AFTER = NOW + timedelta(days=31)


@pytest.fixture
def mission():
    made = factories.open_mission(NOW, capacity=2, fill_method=FillMethod.SELECTION)
    catalogue = made.document_requests.create(title_it="Catalogo", required=False)
    made.criteria.create(kind="stage", title_it="Affermate", points=20, values=["established"], position=1)
    made.criteria.create(kind="sector", title_it="Vino", points=10, values=["wine"], position=2)
    made.criteria.create(kind="never-took-part", title_it="Nuove", points=5, position=3)
    made.criteria.create(kind="document", title_it="Catalogo", points=7, document=catalogue, position=4)
    made.criteria.create(kind="manual", title_it="Prodotto", points=30, position=5)
    return made


@pytest.fixture
def officer(mission):
    return factories.officer(mission.partner)


def application(mission, minutes=0, **fields):
    firm = factories.firm(**{"stage": Stage.ESTABLISHED, **fields})
    return factories.draft(
        mission, firm, status="applied", stage=firm.stage, submitted_at=NOW + timedelta(minutes=minutes)
    )


def judge(registration, points, officer, reason="Adatto al mercato."):
    manual = registration.mission.criteria.get(kind=CriterionKind.MANUAL)
    selection.judge(registration, {manual: (Decimal(points), reason)}, by=officer)


def points(standing):
    return [None if line.points is None else int(line.points) for line in standing.lines]


def test_what_an_application_tells_is_counted_with_its_reason(mission):
    factories.sector("wine", label_it="Vino")
    rich = application(mission, sectors=[factories.sector("wine")])
    request = mission.document_requests.get()
    rich.documents.create(request=request, name="c.pdf", content_type="application/pdf", size=1, file="x")
    poor = application(mission, 1, stage=Stage.FIRST_TIME, sectors=[factories.sector("metal")])
    before = factories.open_mission(NOW, starts=NOW.date() - timedelta(days=9), ends=NOW.date() - timedelta(days=7))
    factories.draft(before, poor.firm, status="seated", submitted_at=NOW)

    first, second = selection.ranking(mission)

    assert (first.registration, points(first), first.total) == (rich, [20, 10, 5, 7, None], 42)
    assert (second.registration, points(second), second.total) == (poor, [0, 0, 0, 0, None], 0)
    assert [line.reason for line in first.lines] == [
        "Tipo di impresa: Già affermata.",
        "Il vostro settore: Vino.",
        "Finora non avete avuto un posto in una missione.",
        "Consegnato: Catalogo.",
        "",
    ]


def test_who_had_a_seat_and_did_not_come_never_took_part(mission):
    one = application(mission)
    before = factories.open_mission(NOW, starts=NOW.date() - timedelta(days=9), ends=NOW.date() - timedelta(days=7))
    factories.draft(before, one.firm, status="seated", attendance="absent", submitted_at=NOW)
    assert points(selection.ranking(mission)[0])[2] == 5


def test_no_clock_says_which_of_two_applications_arrived_first(mission):
    early, late = (factories.draft(mission, factories.firm()) for _number in range(2))
    for draft, clock in ((early, NOW + timedelta(minutes=5)), (late, NOW)):
        seats.submit(draft, now=clock, by=None)

    assert [one.registration for one in selection.ranking(mission)] == [early, late]


def test_with_equal_points_the_first_to_arrive_comes_first(mission):
    late, early = application(mission, 9), application(mission, 1)
    assert [one.registration for one in selection.ranking(mission)] == [early, late]


def test_judgement_moves_the_ranking_and_may_be_changed(mission, officer):
    first, second = application(mission, 1), application(mission, 2)
    judge(first, 3, officer)
    judge(second, 10, officer)
    assert [one.registration for one in selection.ranking(mission)] == [second, first]

    judge(first, 30, officer, reason="Ripensato.")
    assert [one.registration for one in selection.ranking(mission)] == [first, second]
    assert Score.objects.filter(registration=first).get().reason == "Ripensato."


@pytest.mark.parametrize(("given", "reason"), [("31", "x"), ("-1", "x"), ("10", " ")])
def test_judgement_is_bounded_and_has_a_reason(mission, officer, given, reason):
    with pytest.raises(RefusedError):
        judge(application(mission), given, officer, reason=reason)
    assert not Score.objects.exists()


def test_counted_points_are_not_given(mission, officer):
    stage = mission.criteria.get(kind=CriterionKind.STAGE)
    with pytest.raises(RefusedError):
        selection.judge(application(mission), {stage: (Decimal(1), "x")}, by=officer)


def test_a_ranking_is_published_only_when_it_is_whole_and_the_window_is_over(mission, officer):
    one = application(mission)
    with pytest.raises(RefusedError, match=one.firm.name):
        selection.publish(mission, now=AFTER, by=officer)
    judge(one, 3, officer)
    with pytest.raises(RefusedError):
        selection.publish(mission, now=NOW, by=officer)
    selection.publish(mission, now=AFTER, by=officer)
    with pytest.raises(RefusedError):
        selection.publish(mission, now=AFTER, by=officer)
    with pytest.raises(RefusedError):
        judge(one, 4, officer)


def test_nothing_is_published_without_an_application(mission, officer):
    with pytest.raises(RefusedError):
        selection.publish(mission, now=AFTER, by=officer)


def test_publication_seats_the_best_queues_the_rest_and_tells_each(mission, officer):
    made = [application(mission, minutes) for minutes in range(4)]
    for registration, given in zip(made, (5, 30, 10, 20), strict=True):
        judge(registration, given, officer)
    gone = application(mission, 9)
    Registration.objects.filter(pk=gone.pk).update(status=Status.WITHDRAWN)

    selection.publish(mission, now=AFTER, by=officer)

    found = {row.pk: (row.rank, row.status, row.points) for row in Registration.objects.filter(mission=mission)}
    assert found == {
        made[1].pk: (1, "seated", 65),
        made[3].pk: (2, "seated", 55),
        made[2].pk: (3, "waiting", 45),
        made[0].pk: (4, "waiting", 40),
        gone.pk: (None, "withdrawn", None),
    }
    assert [row.pk for row in Registration.objects.filter(mission=mission).queue()] == [made[2].pk, made[0].pk]
    assert len(mail.outbox) == 4


def test_what_was_published_stays_whatever_the_firm_becomes(mission, officer):
    one = application(mission, sectors=[factories.sector("metal")])
    Registration.objects.filter(pk=one.pk).update(language="en")
    judge(one, 12, officer)
    selection.publish(mission, now=AFTER, by=officer)

    one.firm.sectors.set([factories.sector("wine")])
    read = selection.standing(Registration.objects.select_related("mission").get(pk=one.pk))

    assert points(read) == [20, 0, 5, 0, 12]
    assert read.lines[1].reason == "None of your sectors is among those of this criterion."
    assert (read.rank, read.total) == (1, 37)


def test_a_ranking_costs_the_same_however_long_it_is(mission, django_assert_num_queries):
    for minutes in range(2):
        application(mission, minutes)
    with django_assert_num_queries(7):
        selection.ranking(mission)
    for minutes in range(3):
        application(mission, minutes)
    with django_assert_num_queries(7):
        selection.ranking(mission)
