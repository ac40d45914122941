"""The pages of those who run a mission, on the spot: answering, assigning, appointments, arrivals."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from missions import arrivals, support
from missions.models import Appointment, Assignment
from tests import factories
from tests.missions.travels import travel

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 2, 24, 7, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def there():
    return travel(factories.firm(), NOW)


@pytest.fixture
def officer(client, there):
    client.force_login(factories.officer(there.mission.partner))
    return client


def _address(name, there, *arguments):
    return reverse(f"missions:{name}", args=[there.mission.slug, *arguments])


@pytest.mark.parametrize("name", ["support", "support_people", "arrivals"])
def test_a_page_costs_the_same_with_three_of_everything(client, django_assert_max_num_queries, name):
    counts = []
    for number in (1, 3):
        there = travel(factories.firm(), NOW, count=number)
        client.force_login(factories.officer(there.mission.partner))
        with django_assert_max_num_queries(40) as queries:
            assert client.get(_address(name, there)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_demand_stands_against_supply(officer, there):
    offer = there.asked.offer
    for days in (4, 1):
        other = factories.draft(there.mission, factories.firm(), status="seated")
        support.ask(other, offer, days=[f"2027-02-2{3 + day}" for day in range(days)], now=NOW)
    applied = factories.draft(there.mission, factories.firm(), status="applied")
    support.ask(applied, offer, days=["2027-02-24"], now=NOW)

    (supply,) = officer.get(_address("support", there)).context["supplies"]

    assert (supply.asked, supply.confirmed, supply.queued, supply.taken, supply.left) == (0, 1, 2, 1, 3)
    assert (supply.people, supply.unassigned, len(supply.requests)) == (1, 0, 4)


def test_a_clash_is_explained_before_anything_is_saved(officer, there):
    other = factories.draft(there.mission, factories.firm(), status="seated")
    asked = support.ask(other, there.asked.offer, days=["2027-02-24"], now=NOW)
    given = {
        "do": "assign",
        "person": there.given.person_id,
        "days": ["2027-02-24"],
        "starts": "09:00",
        "ends": "10:30",
    }

    response = officer.post(_address("support_request", there, asked.pk), {**given, "place": "Sala 9"})

    text = response.content.decode()
    firm = there.registration.firm.name
    assert f"Marco Steiner 0, dalle 08:00 alle 10:00: già con {firm}." in text
    assert "Sala 9" in text
    assert Assignment.objects.count() == 1
    later = {**given, "starts": "10:00"}
    assert officer.post(_address("support_request", there, asked.pk), later).status_code == 302
    asked.refresh_from_db()
    assert (asked.status, asked.assignments.count()) == ("confirmed", 1)


@pytest.mark.parametrize(("do", "status"), [("confirm", "confirmed"), ("decline", "declined")])
def test_a_request_is_answered_with_words_for_the_firm(officer, there, do, status):
    other = factories.draft(there.mission, factories.firm(), status="seated")
    asked = support.ask(other, there.asked.offer, days=["2027-02-24"], now=NOW)
    address = _address("support_request", there, asked.pk)
    if do == "decline":
        assert "Scrivete il motivo" in officer.post(address, {"do": do, "answer": ""}).content.decode()

    officer.post(address, {"do": do, "answer": "Venite alle nove"})

    asked.refresh_from_db()
    assert (asked.status, asked.answer) == (status, "Venite alle nove")


def test_what_is_done_is_marked_and_taken_back(officer, there):
    address = _address("support_request", there, there.asked.pk)
    for do, status in (("deliver", "delivered"), ("deliver", "delivered"), ("undo", "confirmed")):
        officer.post(address, {"do": do})
        there.asked.refresh_from_db()
        assert there.asked.status == status


def test_an_assignment_is_moved_or_taken_back(officer, there):
    address = _address("assignment", there, there.given.pk)
    moved = {
        "move-person": there.given.person_id,
        "move-days": "2027-02-24",
        "move-starts": "14:00",
        "move-ends": "15:00",
    }
    assert officer.post(address, {**moved, "move-ends": "13:00"}).status_code == 200
    assert officer.post(address, moved).status_code == 302
    there.given.refresh_from_db()
    assert there.given.starts == datetime(2027, 2, 24, 13, tzinfo=UTC)

    officer.post(address, {"do": "free"})
    assert not Assignment.objects.exists()
    assert officer.get(address).status_code == 404


def test_a_plan_says_the_languages_somebody_speaks_by_name(officer, there):
    there.mission.support_people.update(languages=["de", "xx"])

    assert "Interprete, tedesco, xx" in officer.get(_address("support_people", there)).content.decode()


def test_an_appointment_is_made_moved_and_called_off(officer, there):
    address = _address("firm_agenda", there, there.registration.reference)
    day = f"{there.stop.pk}/2027-02-24"
    given = {"day": day, "starts": "09:15", "ends": "10:00", "title": "Brandt", "note": "", "place": "Sala 5"}
    refused = officer.post(address, given).content.decode()
    assert "dalle 09:00 alle 09:45: Keller 0." in refused
    assert "Brandt" in refused
    officer.post(address, {**given, "starts": "09:45"})
    meeting = Appointment.objects.get(title="Brandt")

    page = _address("appointment", there, meeting.pk)
    officer.post(page, {**given, "starts": "11:00", "ends": "11:30"})
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.moved_from is not None) == (1, True)
    officer.post(page, {"do": "off"})
    assert officer.get(page).status_code == 404


def test_a_firm_is_let_in_once_and_that_can_be_taken_back(officer, there):
    address = reverse("missions:check_in", args=[arrivals.code(there.registration)])
    assert "Sono arrivati" in officer.get(address).content.decode()
    there.registration.refresh_from_db()
    assert there.registration.checked_in_at is None

    officer.post(address)
    with time_machine.travel(NOW + timedelta(minutes=9), tick=False):
        officer.post(address)
    there.registration.refresh_from_db()
    assert (there.registration.checked_in_at, there.registration.attendance) == (NOW, "present")

    officer.post(address, {"do": "undo"})
    there.registration.refresh_from_db()
    assert (there.registration.checked_in_at, there.registration.attendance) == (None, "")


def test_only_a_firm_with_a_seat_is_let_in(officer, there):
    waiting = factories.draft(there.mission, factories.firm(), status="waiting", queue_number=1)
    officer.post(reverse("missions:check_in", args=[arrivals.code(waiting)]))
    waiting.refresh_from_db()
    assert waiting.checked_in_at is None


def test_a_code_that_is_not_ours_opens_nothing(officer, there):
    code = arrivals.code(there.registration)
    for wrong in (
        f"{there.registration.pk}:x",
        f"{there.registration.pk + 1}{code[len(str(there.registration.pk)) :]}",
        "x",
    ):
        assert officer.get(reverse("missions:check_in", args=[wrong])).status_code == 404


@pytest.mark.parametrize("typed", ["{number}", " {pk} ", "pdm-2027-{pk}"])
def test_a_number_that_is_typed_leads_to_its_firm(officer, there, typed):
    number = typed.format(number=there.registration.number, pk=there.registration.pk)
    response = officer.post(_address("arrivals", there), {"number": number})
    assert response.headers["Location"] == reverse("missions:check_in", args=[arrivals.code(there.registration)])


@pytest.mark.parametrize("typed", ["", "abc", "999999", "9" * 30, "²"])
def test_a_number_that_is_nobodys_is_refused_where_it_stands(officer, there, typed):
    response = officer.post(_address("arrivals", there), {"number": typed})
    assert response.status_code == 200
    assert response.context["form"].errors


def test_whoever_runs_another_bodys_missions_finds_nothing_here(client, there):
    client.force_login(factories.officer(factories.partner()))
    for name, arguments in (
        ("support", ()),
        ("support_request", (there.asked.pk,)),
        ("assignment", (there.given.pk,)),
        ("firm_agenda", (there.registration.reference,)),
        ("appointment", (there.meeting.pk,)),
    ):
        assert client.get(_address(name, there, *arguments)).status_code == 404


def test_another_missions_objects_are_not_under_this_one(officer, there):
    other = travel(factories.firm(), NOW, partner=there.mission.partner)
    for name, argument in (
        ("support_request", other.asked.pk),
        ("assignment", other.given.pk),
        ("firm_agenda", other.registration.reference),
        ("appointment", other.meeting.pk),
    ):
        assert officer.get(_address(name, there, argument)).status_code == 404
