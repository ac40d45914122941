"""Setting a mission up at the desk: what firms rely on is fixed, the rest is saved or said to be wrong."""

from datetime import UTC, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from missions import terms
from missions.desk.terms_forms import PARTS, TermsForm
from missions.models import Mission
from missions.time import day_of
from missions.transitions import RefusedError
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.STAFF_SECOND_FACTOR = False  # it stands before every page of staff, and has tests of its own


@pytest.fixture
def mission():
    return factories.mission(starts=day_of(timezone.now()) + timedelta(days=90))


@pytest.fixture
def officer(client, mission):
    client.force_login(factories.officer(mission.partner))
    return client


def page(mission, part=""):
    names = ["missions:desk_part", [mission.slug, part]] if part else ["missions:desk_set_up", [mission.slug]]
    return reverse(names[0], args=names[1])


def given(**fields):
    return {
        "fill_method": "first-come",
        "capacity": "12",
        "people_per_firm": "2",
        "offer_hours": "72",
        "registration_opens": "2027-01-10T09:00",
        "registration_closes": "2027-02-10T18:00",
        **fields,
    }


def rows(name, *made):
    """What a set of new rows sends."""
    sent = {f"{name}-TOTAL_FORMS": str(len(made)), f"{name}-INITIAL_FORMS": "0"}
    return sent | {f"{name}-{number}-{key}": value for number, row in enumerate(made) for key, value in row.items()}


def test_a_mission_is_made_to_take_registrations(officer, mission):
    assert officer.post(page(mission), given(stages=["established"])).status_code == 302
    mission.refresh_from_db()
    assert mission.takes_registrations
    assert (mission.capacity, mission.stages) == (12, ["established"])
    assert mission.registration_opens.isoformat() == "2027-01-10T08:00:00+00:00"  # the hour is Italy's


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2027-04-10T23:59", "2027-04-10T21:59:59.999999+00:00"),  # set in winter, for summer
        ("2027-11-10T23:59", "2027-11-10T22:59:59.999999+00:00"),
        ("2028-02-29T23:59", "2028-02-29T22:59:59.999999+00:00"),
        ("9999-12-31T23:59", "9999-12-31T22:59:59.999999+00:00"),
        ("2027-03-28T02:30", None),  # the clock skips it
        ("2027-10-31T02:30", None),  # and shows it twice
    ],
)
def test_registration_closes_with_the_minute_that_was_typed_by_the_clock_of_italy(mission, typed, kept):
    form = TermsForm(given(registration_closes=typed), instance=mission)

    assert form.is_valid() == bool(kept), form.errors
    if kept:
        assert form.cleaned_data["registration_closes"].astimezone(UTC).isoformat() == kept
        mission.registration_closes = form.cleaned_data["registration_closes"]
        assert TermsForm(instance=mission)["registration_closes"].value().strftime("%Y-%m-%dT%H:%M") == typed


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"registration_closes": "2027-01-10T09:00"}, "registration_closes"),
        ({"registration_closes": ""}, "registration_closes"),
        ({"registration_opens": "x"}, "registration_opens"),
        ({"fill_method": "lottery"}, "fill_method"),
        ({"stages": ["giant"]}, "stages"),
        ({"capacity": "-1"}, "capacity"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(officer, mission, fields, wrong):
    answer = officer.post(page(mission), given(practical_it="Passaporto.", **fields))
    assert wrong in answer.context["form"].errors
    assert "Passaporto." in answer.content.decode()
    assert not Mission.objects.get(pk=mission.pk).takes_registrations


def test_once_firms_register_seats_are_not_changed_here(officer, mission):
    now = timezone.now()
    factories.draft(mission, factories.firm())
    assert not {"capacity", "fill_method"} & set(officer.get(page(mission)).context["form"].fields)
    with pytest.raises(RefusedError):
        terms.change(mission, {"capacity": 99}, now=now)


def test_what_firms_handed_in_cannot_be_deleted(officer, mission):
    asked = mission.document_requests.create(title_it="Visura")
    factories.draft(mission, factories.firm())
    form = {
        "document_requests-TOTAL_FORMS": "1",
        "document_requests-INITIAL_FORMS": "1",
        "document_requests-0-id": str(asked.pk),
        "document_requests-0-title_it": "Visura",
        "document_requests-0-position": "0",
        "document_requests-0-DELETE": "on",
    }
    officer.post(page(mission, "documents"), form)
    assert mission.document_requests.count() == 1


def test_criteria_are_fixed_from_the_opening_on(officer, mission):
    row = {"kind": "stage", "title_it": "Affermate", "points": "20", "values": "established", "position": "0"}
    officer.post(page(mission, "criteria"), rows("criteria", row))
    assert mission.criteria.get().values == ["established"]

    Mission.objects.update(registration_opens=timezone.now() - timedelta(minutes=1))
    officer.post(page(mission, "criteria"), rows("criteria", row, row))
    assert mission.criteria.count() == 1
    assert "non cambiano più" in officer.get(page(mission, "criteria")).content.decode()


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ({"kind": "stage", "values": "wine"}, "values"),
        ({"kind": "sector"}, "values"),
        ({"kind": "document"}, "document"),
    ],
)
def test_a_criterion_that_nobody_could_meet_is_refused(officer, mission, row, wrong):
    factories.sector("wine")
    full = {"title_it": "Criterio", "points": "20", "position": "0", **row}
    answer = officer.post(page(mission, "criteria"), rows("criteria", full))
    assert list(answer.context["formset"].errors[0]) == [wrong]


def test_a_stop_with_its_programme_is_set(officer, mission):
    factories.country("JP")
    stop = {"city": "Tokyo", "country": "JP", "starts": "2027-03-01", "ends": "2027-03-03", "timezone": "Asia/Tokyo"}
    assert officer.post(page(mission, "stops"), rows("stops", stop)).status_code == 302
    item = {"stop": str(mission.stops.get().pk), "day": "2027-03-01", "starts": "09:00", "title_it": "Incontri"}
    assert officer.post(page(mission, "programme"), rows("form", item)).status_code == 302
    assert mission.stops.get().programme.get().title_it == "Incontri"

    wrong = officer.post(page(mission, "stops"), rows("stops", {**stop, "timezone": "Mars/Base", "ends": "2027-02-01"}))
    assert set(wrong.context["formset"].errors[0]) == {"timezone", "ends"}


def test_a_programme_cannot_be_put_on_a_stop_of_another_mission(officer, mission):
    other = factories.mission().stops.create(
        city="Roma", country=factories.country("IT"), starts="2027-03-01", ends="2027-03-01"
    )
    item = {"stop": str(other.pk), "day": "2027-03-01", "title_it": "Incontri"}
    assert "stop" in officer.post(page(mission, "programme"), rows("form", item)).context["formset"].errors[0]


def test_seats_no_longer_kept_go_to_who_waits(officer, mission):
    now = timezone.now()
    full = factories.open_mission(now, capacity=1, partner=mission.partner)
    reserve = full.reserves.create(stage="established", seats=1, until=now + timedelta(days=9))
    firm = factories.firm()
    waiting = factories.draft(full, firm, status="waiting", stage=firm.stage, queue_number=1, submitted_at=now)
    form = {
        "reserves-TOTAL_FORMS": "1",
        "reserves-INITIAL_FORMS": "1",
        "reserves-0-id": str(reserve.pk),
        "reserves-0-stage": "established",
        "reserves-0-seats": "1",
        "reserves-0-until": "2027-01-01T10:00",
        "reserves-0-DELETE": "on",
    }
    officer.post(page(full, "reserves"), form)
    waiting.refresh_from_db()
    assert waiting.status == "offered"


@pytest.mark.parametrize("part", PARTS)
def test_a_set_sent_in_pieces_is_no_error(officer, mission, part):
    for sent in ({}, {"x": "y"}, {"form-TOTAL_FORMS": "-1", f"{part}-TOTAL_FORMS": "99999"}):
        assert officer.post(page(mission, part), sent).status_code == 200


def test_a_part_that_is_not_there_is_not_there(officer, mission):
    assert officer.get(page(mission, "weather")).status_code == 404
