"""A registration is read once more and sent: once, whatever buttons are pressed, and only as it was read."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import OperationalError
from django.utils import timezone

from missions import seats
from missions.enums import FillMethod
from missions.models import Registration, RegistrationEvent
from tests import factories
from tests.missions.registering_pages import asking, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return asking(capacity=1)


@pytest.fixture
def elena(client, here):
    client.force_login(here.elena)
    return client


@pytest.fixture
def draft(here):
    return here.complete()


def _sent_page(client, response):
    return client.get(response.headers["Location"]).content.decode()


def test_the_summary_shows_everything_and_what_it_declares(elena, here, draft):
    draft.support_requests.create(offer=here.desk, asked_at=timezone.now(), note="Contratto di agenzia")
    page = elena.get(here.step("summary")).content.decode()

    for said in ("Torneria Prova srl", "Elena Rusconi", "Avete già venduto in Germania?", "Contratto di agenzia"):
        assert said in page
    assert "Le informazioni che hai fornito hanno valore di dichiarazione. Verifica che siano corrette." in page


def test_the_summary_leads_to_what_is_missing_and_offers_no_way_to_send(elena, here):
    here.post(elena, "firm")
    page = elena.get(here.step("summary")).content.decode()

    assert "Mancano 2 cose" in page
    assert f'<a href="{here.step("participants")}">' in page
    assert f'<a href="{here.step("questions")}">' in page
    assert 'name="rules"' not in page


def test_a_registration_that_is_not_complete_is_not_sent_by_a_form_of_somebodys_own(elena, here):
    here.post(elena, "firm")

    here.send(elena)

    assert here.registration.status == "draft"
    assert mail.outbox == []


@pytest.mark.parametrize("box", ["rules", "privacy"])
def test_without_its_boxes_nothing_is_sent(elena, here, draft, box):
    page = here.send(elena, **{box: ""}).content.decode()

    assert f'href="#id_{box}"' in page
    assert f'id="id_{box}_error"' in page
    assert here.registration.status == "draft"


def test_what_is_sent_has_a_number_an_outcome_and_a_mail(elena, here, draft):
    response = here.send(elena)
    page = _sent_page(elena, response)

    registration = here.registration
    assert (registration.status, registration.submitted_by, registration.stage) == ("seated", here.elena, "first-time")
    for said in (registration.number, "Il posto è vostro", "elena@example.org"):
        assert said in page
    assert [message.to for message in mail.outbox] == [["elena@example.org"]]
    assert registration.number in elena.get(f"/area-impresa/iscrizioni/{registration.reference}/ricevuta/").text


def test_a_double_click_back_and_sending_again_are_one_registration(elena, here, draft):
    seen = here.seen(elena)
    answers = [here.send(elena, seen) for _click in range(3)]
    by_hand = elena.get(here.step("summary"))

    assert {answer.headers["Location"] for answer in (*answers, by_hand)} == {
        f"/area-impresa/iscrizioni/{here.registration.reference}/inviata/"
    }
    assert here.post(elena, "firm").headers["Location"] == here.registration.get_absolute_url()
    assert (Registration.objects.count(), RegistrationEvent.objects.count(), len(mail.outbox)) == (1, 1, 1)


def test_what_another_window_changed_is_read_again_before_it_is_sent(elena, here, draft):
    seen = here.seen(elena)
    here.post(elena, "participants", **people("Ada Bianchi"))

    response = here.send(elena, seen)

    assert response.headers["Location"] == here.step("summary")
    page = _sent_page(elena, response)
    assert "qualcosa è cambiato" in page
    assert "Ada Bianchi" in page
    assert here.registration.status == "draft"
    assert here.send(elena).headers["Location"].endswith("/inviata/")


def test_a_profile_that_changed_meanwhile_is_read_again(elena, here, draft):
    seen = here.seen(elena)
    here.firm.name = "Torneria Nuova srl"
    here.firm.save()

    assert here.send(elena, seen).headers["Location"] == here.step("summary")
    assert here.registration.status == "draft"


def test_a_full_mission_says_the_place_in_the_queue(elena, here, draft):
    first = factories.draft(here.mission, factories.firm())
    seats.submit(first, now=timezone.now(), by=None)

    page = _sent_page(elena, here.send(elena))

    assert here.registration.status == "waiting"
    assert "numero 1 di 1" in page
    assert "Il posto è vostro" not in page


def test_a_selection_takes_applications(client):
    here = asking(fill_method=FillMethod.SELECTION, capacity=1)
    here.complete()
    client.force_login(here.elena)

    page = _sent_page(client, here.send(client))

    assert here.registration.status == "applied"
    assert "Abbiamo ricevuto la vostra candidatura" in page


def test_what_arrives_after_the_last_moment_is_refused_and_the_draft_kept(elena, here, draft):
    seen = here.seen(elena)
    here.mission.registration_closes = timezone.now() - timedelta(seconds=1)
    here.mission.save()

    here.send(elena, seen)

    assert here.registration.status == "draft"
    assert mail.outbox == []


def test_a_firm_that_changed_its_kind_is_told_why_it_cannot_send(elena, here, draft):
    here.mission.stages = ["established"]
    here.mission.save()
    page = elena.get(here.step("summary")).content.decode()

    assert "questa missione non è per la vostra impresa" in page
    assert 'name="rules"' not in page
    here.send(elena)
    assert here.registration.status == "draft"


@pytest.mark.parametrize(
    ("attribute", "value"), [("sqlstate", "55P03"), ("sqlite_errorname", "SQLITE_BUSY"), ("sqlstate", "40P01")]
)
def test_a_lock_that_does_not_come_is_said_and_nothing_is_lost(elena, here, draft, monkeypatch, attribute, value):
    seen = here.seen(elena)
    cause = Exception()
    setattr(cause, attribute, value)

    def busy(*_arguments, **_options):
        raise OperationalError from cause

    with monkeypatch.context() as patched:
        patched.setattr(seats, "lock_mission", busy)
        response = here.send(elena, seen)

    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert "Riprovate fra qualche secondo" in response.content.decode()
    assert here.registration.status == "draft"
    assert here.send(elena, seen).headers["Location"].endswith("/inviata/")


def test_another_fault_of_the_database_is_not_called_busy(elena, here, draft, monkeypatch):
    def broken(*_arguments, **_options):
        raise OperationalError("no such table")

    seen = here.seen(elena)
    monkeypatch.setattr(seats, "lock_mission", broken)
    elena.raise_request_exception = False

    assert here.send(elena, seen).status_code == 500


def test_a_draft_is_not_readable_as_a_registration_by_staff(client, here, draft):
    officer = factories.officer(here.mission.partner)
    client.force_login(officer)

    assert client.get(draft.get_absolute_url()).status_code == 404


def test_reading_sending_and_what_it_became_ask_the_database_little(elena, here, draft, django_assert_max_num_queries):
    elena.get(here.step("summary"))  # the index of a process that has just begun
    with django_assert_max_num_queries(40):
        assert _sent_page(elena, here.send(elena))
