"""What an officer decides: said before, done once, told to the firm, refused where it cannot be."""

import pytest
from django.core import mail
from django.urls import reverse

from catalog.enums import Stage
from missions.models import Mission, Registration
from tests.missions.desk import world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.STAFF_SECOND_FACTOR = False  # it stands before every page of staff, and has tests of its own


@pytest.fixture
def here():
    return world()


@pytest.fixture
def officer(client, here):
    client.force_login(here.officer)
    return client


def status(registration):
    return Registration.objects.get(pk=registration.pk).status


def consequences(response):
    return response.context["consequences"]


def test_a_firm_that_waits_is_given_a_seat_once(officer, here):
    here.mission.reserves.all().delete()
    said = consequences(officer.get(here.address("desk_seat")))
    assert "Adesso 1 posto è libero per questo tipo di impresa." in said

    for _time in range(2):
        officer.post(here.address("desk_seat"))

    assert status(here.waiting) == "seated"
    assert here.waiting.events.filter(verb="seat", by=here.officer, from_status="waiting").count() == 1
    assert len(mail.outbox) == 1


def test_a_seat_kept_for_others_is_not_given(officer, here):
    response = officer.post(here.address("desk_seat"), follow=True)
    assert status(here.waiting) == "waiting"
    assert "Per questo tipo di impresa non ci sono posti liberi." in response.content.decode()


def test_whoever_is_not_admitted_is_told_why_and_the_seat_goes_to_the_next(officer, here):
    said = consequences(officer.get(here.address("desk_reject")))
    assert here.waiting.firm.name in said[0]

    answer = officer.post(here.address("desk_reject"), {"reason": " "})
    assert (answer.status_code, status(here.seated)) == (200, "seated")
    assert "reason" in answer.context["form"].errors

    officer.post(here.address("desk_reject"), {"reason": "Documenti non validi."})
    assert (status(here.seated), status(here.waiting)) == ("rejected", "offered")
    assert any("Documenti non validi." in message.body for message in mail.outbox)


def test_seats_change_only_after_it_is_read_what_that_leads_to(officer, here):
    address = here.address("desk_resize")
    read = officer.post(address, {"capacity": "9"})
    assert "1 impresa in lista riceve subito un’offerta" in consequences(read)[0]
    assert here.waiting.firm.name in consequences(read)[0]
    assert Mission.objects.get(pk=here.mission.pk).capacity == 3

    again = officer.post(address, {"capacity": "10", "confirmed": "9"})
    assert (again.status_code, Mission.objects.get(pk=here.mission.pk).capacity) == (200, 3)

    officer.post(address, {"capacity": "10", "confirmed": "10"})
    assert Mission.objects.get(pk=here.mission.pk).capacity == 10
    assert status(here.waiting) == "offered"


def test_fewer_seats_than_are_taken_expel_nobody(officer, here):
    read = officer.post(here.address("desk_resize"), {"capacity": "1"})
    assert consequences(read)[0].startswith("2 posti sono occupati: nessuno perde il suo")
    officer.post(here.address("desk_resize"), {"capacity": "1", "confirmed": "1"})
    assert [status(one) for one in (here.seated, here.waiting)] == ["seated", "waiting"]


@pytest.mark.parametrize("capacity", ["0", "-1", "x", "", "99999999999999999999"])
def test_no_nonsense_becomes_a_number_of_seats(officer, here, capacity):
    answer = officer.post(here.address("desk_resize"), {"capacity": capacity, "confirmed": capacity})
    assert (answer.status_code, Mission.objects.get(pk=here.mission.pk).capacity) == (200, 3)
    assert "capacity" in answer.context["form"].errors


def test_a_mission_is_called_off_with_a_reason_and_all_in_it_are_told(officer, here):
    said = consequences(officer.get(here.address("desk_cancel")))
    assert said[0].startswith("3 imprese iscritte o in attesa")

    officer.post(here.address("desk_cancel"), {"reason": ""})
    assert Mission.objects.get(pk=here.mission.pk).cancelled_at is None
    for _time in range(2):
        officer.post(here.address("desk_cancel"), {"reason": "Fiera rinviata."})

    assert Mission.objects.get(pk=here.mission.pk).cancelled_at
    assert (status(here.seated), status(here.waiting)) == ("cancelled", "cancelled")
    assert len(mail.outbox) == 3


def test_an_application_is_judged_and_the_ranking_published(officer, here):
    manual = here.selection.criteria.get(kind="manual")
    points, reason = f"criterion-{manual.pk}-points", f"criterion-{manual.pk}-reason"
    wrong = officer.post(here.address("desk_judge"), {points: "31", reason: ""})
    assert {points.split("-")[-1], reason.split("-")[-1]} == set(wrong.context["forms"][0].errors)

    officer.post(here.address("desk_judge"), {points: "25", reason: "Prodotto raro."})
    assert here.application.scores.get().points == 25
    ranking = officer.get(here.address("desk_ranking"))
    assert [one.total for one in ranking.context["standings"]] == [35]

    assert "1 impresa ottiene un posto." in consequences(officer.get(here.address("desk_publish")))
    for _time in range(2):
        officer.post(here.address("desk_publish"))
    assert status(here.application) == "seated"
    assert len(mail.outbox) == 1
    assert [one.total for one in officer.get(here.address("desk_ranking")).context["standings"]] == [35]


def test_what_is_not_judged_is_not_published(officer, here):
    here.application.scores.all().delete()
    assert officer.get(here.address("desk_publish")).status_code == 302
    page = officer.post(here.address("desk_publish"), follow=True).content.decode()
    assert f"Ancora da valutare: {here.application.firm.name}." in page
    assert status(here.application) == "applied"


def test_a_mission_in_the_admin_leads_to_its_desk(officer, here):
    page = officer.get(reverse("admin:missions_mission_change", args=[here.mission.pk])).content.decode()
    assert here.address("desk_mission") in page
    assert reverse("missions:desk") in officer.get(reverse("admin:missions_mission_changelist")).content.decode()


def test_seat_rows_tell_what_is_kept_and_until_when(officer, here):
    rows = {row.label: row for row in officer.get(here.address("desk_mission")).context["seat_rows"]}
    kept = rows[Stage.ESTABLISHED.label]
    assert (kept.kept, kept.free, kept.held) == (1, 1, 0)
    assert rows[Stage.FIRST_TIME.label].free == 0
