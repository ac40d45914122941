"""Surveys: asked when they are due, once, answered once, read by the officers in figures."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.urls import reverse

from missions import attendance, figures, surveys
from missions.models import Survey, SurveyMoment
from missions.time import today
from missions.transitions import RefusedError
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 1, 10, tzinfo=UTC)


@pytest.fixture
def mission():
    return factories.open_mission(NOW, starts=date(2026, 8, 30), ends=date(2026, 8, 31))


def seated(mission, **fields):
    firm = factories.firm()
    return factories.draft(mission, firm, status="seated", stage=firm.stage, submitted_at=NOW, **fields)


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        (date(2026, 8, 31), None),
        (date(2026, 9, 1), SurveyMoment.END),
        (date(2027, 2, 27), SurveyMoment.END),
        (date(2027, 2, 28), SurveyMoment.HALF_YEAR),
        (date(2027, 8, 30), SurveyMoment.HALF_YEAR),
        (date(2027, 8, 31), None),
    ],
)
def test_a_survey_is_due_after_the_end_and_after_six_months(mission, day, moment):
    assert surveys.due(mission, day) == moment


@pytest.mark.parametrize(
    ("day", "later"), [(date(2026, 8, 31), date(2027, 2, 28)), (date(2027, 8, 31), date(2028, 2, 29))]
)
def test_half_a_year_after_the_last_of_a_month_is_the_last_of_a_month(day, later):
    assert surveys.months_after(day, 6) == later


def test_who_took_part_is_asked_once_for_each_moment(mission):
    seated(mission)
    seated(mission, attendance="absent")
    factories.draft(mission, factories.firm(), status="withdrawn")

    assert [surveys.ask(mission, NOW + timedelta(days=days)) for days in (0, 1, 170)] == [1, 0, 1]
    assert len(mail.outbox) == 2
    assert sorted(Survey.objects.values_list("moment", flat=True)) == ["end", "half-year"]


def test_a_firm_answers_once_and_is_thanked(mission, client):
    registration = seated(mission)
    surveys.ask(mission, NOW)
    address = reverse("missions:survey", args=[registration.reference, "end"])
    assert address in mail.outbox[0].body
    client.force_login(registration.firm.mandates.first().user)

    wrong = client.post(address, {"meetings": "-3", "comment": "Buoni incontri."})
    assert {"rating", "meetings"} == set(wrong.context["form"].errors)
    assert "Buoni incontri." in wrong.content.decode()

    assert client.post(address, {"rating": "4", "meetings": "7", "contacts": "2", "orders": "9"}).status_code == 302
    assert "Grazie" in client.get(address).content.decode()
    client.post(address, {"rating": "1"})

    survey = registration.surveys.get()
    assert (survey.rating, survey.meetings, survey.contacts, survey.orders) == (4, 7, 2, None)
    with pytest.raises(RefusedError):
        surveys.answer(survey, {"rating": 1}, now=NOW)


def test_a_survey_is_the_firms_own(mission, client):
    registration = seated(mission)
    surveys.ask(mission, NOW)
    client.force_login(factories.person())
    assert client.get(reverse("missions:survey", args=[registration.reference, "end"])).status_code == 404
    client.force_login(registration.firm.mandates.first().user)
    assert client.get(reverse("missions:survey", args=[registration.reference, "half-year"])).status_code == 404
    assert client.get(reverse("missions:survey", args=[registration.reference, "x"])).status_code == 404


def test_a_mission_in_figures(mission, django_assert_num_queries):
    wine, metal = factories.sector("wine", label_it="Vino"), factories.sector("metal", label_it="Metallo")
    one, two = seated(mission, attendance="present"), seated(mission, attendance="absent")
    one.firm.sectors.set([wine, metal])
    two.firm.sectors.set([wine])
    factories.draft(mission, factories.firm(), status="draft")
    factories.draft(mission, factories.firm(sectors=[metal]), status="rejected", stage="established")

    with django_assert_num_queries(2):
        found = figures.groups(mission)

    shown = {
        name: [(group.label, group.sent, group.seated, group.present, group.absent) for group in groups]
        for name, groups in found.items()
    }
    assert shown["sector"] == [("Metallo", 2, 1, 1, 0), ("Vino", 2, 2, 1, 1)]
    assert [row[1:] for row in shown["stage"]] == [(2, 2, 1, 1), (1, 0, 0, 0)]
    assert [row[1:] for row in shown["province"]] == [(3, 2, 1, 1)]


def test_outcomes_are_sums_over_those_who_answered(mission):
    for rating, value in ((5, "1000.50"), (2, None)):
        seated(mission).surveys.create(
            moment="half-year", asked_at=NOW, answered_at=NOW, rating=rating, orders=1, value=value
        )
    seated(mission).surveys.create(moment="half-year", asked_at=NOW)

    (found,) = figures.outcomes(mission)

    assert (found.asked, found.answered, found.orders) == (3, 2, 2)
    assert (found.rating, found.value) == (Decimal("3.5"), Decimal("1000.50"))


def test_attendance_is_recorded_for_those_with_a_seat(mission):
    one, out = seated(mission), factories.draft(mission, factories.firm(), status="withdrawn")
    assert attendance.record(mission, {one.pk: "present", out.pk: "present"}) == 1
    assert attendance.record(mission, {one.pk: "present"}) == 0
    one.refresh_from_db()
    out.refresh_from_db()
    assert (one.attendance, out.attendance) == ("present", "")


def test_the_officer_records_it_from_the_first_day_on(client, settings):
    settings.STAFF_SECOND_FACTOR = False
    later = factories.open_mission(NOW, starts=today() + timedelta(days=1), ends=None)
    begun = factories.open_mission(NOW, starts=today(), ends=None, partner=later.partner)
    client.force_login(factories.officer(later.partner))
    for mission, kept in ((later, ""), (begun, "absent")):
        one = seated(mission)
        client.post(reverse("missions:desk_attendance", args=[mission.slug]), {f"firm-{one.pk}": "absent"})
        one.refresh_from_db()
        assert one.attendance == kept
