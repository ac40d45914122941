"""What became of a registration: read by who may, changed by a form alone, and by nobody after its time."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from missions import seats
from missions.models import Registration
from missions.time import day_of
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


def _standing(here, status, **fields):
    draft = here.complete()
    given = {"status": status, "submitted_at": timezone.now(), "stage": "first-time", **fields}
    Registration.objects.filter(pk=draft.pk).update(**given)
    return here.registration


def _offered(here):
    return _standing(here, "offered", offer_expires_at=timezone.now() + timedelta(hours=48))


def _address(registration, page=""):
    return f"{registration.get_absolute_url()}{page}"


def _page(client, registration, page=""):
    return client.get(_address(registration, page)).content.decode()


@pytest.mark.parametrize(
    ("status", "fields", "said"),
    [
        ("applied", {}, "Abbiamo ricevuto la vostra candidatura"),
        ("seated", {}, "Il posto è vostro"),
        ("waiting", {"queue_number": 1}, "numero 1 di 1"),
        ("offered", {"offer_expires_at": timezone.now() + timedelta(days=2)}, "C’è un posto per voi"),
        ("withdrawn", {}, "Avete restituito il posto"),
        ("declined", {}, "Avete lasciato il posto"),
        ("expired", {}, "Il tempo per rispondere"),
        ("rejected", {}, "Il motivo è più sotto"),
        ("cancelled", {}, "La missione non si fa"),
    ],
)
def test_every_state_is_said_in_words_with_its_history(elena, here, status, fields, said):
    registration = _standing(here, status, **fields)
    registration.events.create(
        at=timezone.now(), verb="reject", from_status="draft", to_status=status, note="Manca un requisito"
    )
    page = _page(elena, registration)

    for text in (said, registration.number, "Manca un requisito"):
        assert text in page


def test_an_offer_is_taken_by_its_button(elena, here):
    registration = _offered(here)
    page = _page(elena, registration)
    assert 'method="post" action="' + _address(registration, "accettate/") in page

    for _click in range(2):
        assert elena.post(_address(registration, "accettate/")).headers["Location"] == _address(registration)
    assert here.registration.status == "seated"
    assert here.registration.events.count() == 1


def test_a_mail_scanner_that_follows_every_link_answers_nothing(elena, here):
    """Some programs open each address of a message before its reader does."""
    registration = _offered(here)
    for page in ("accettate/", "lasciate/", "rinuncia/", "di-nuovo/", ""):
        elena.get(_address(registration, page))
        elena.head(_address(registration, page))

    assert here.registration.status == "offered"


def test_a_form_without_its_token_does_nothing(here):
    from django.test import Client

    registration = _offered(here)
    client = Client(enforce_csrf_checks=True)
    client.force_login(here.elena)

    assert client.post(_address(registration, "accettate/")).status_code == 403
    assert here.registration.status == "offered"


def test_an_offer_that_is_let_go_reaches_the_next_firm(elena, here):
    registration = _offered(here)
    following = factories.draft(here.mission, factories.firm(), status="waiting", queue_number=2, stage="first-time")

    elena.post(_address(registration, "lasciate/"))

    assert here.registration.status == "declined"
    following.refresh_from_db()
    assert following.status == "offered"


def test_an_offer_whose_time_is_up_is_refused_and_said(elena, here):
    registration = _standing(here, "offered", offer_expires_at=timezone.now() - timedelta(seconds=1))

    response = elena.post(_address(registration, "accettate/"), follow=True)

    assert "L’offerta è scaduta" in response.content.decode()
    assert here.registration.status == "expired"


def test_withdrawing_is_asked_once_more_and_done_once(elena, here):
    registration = _standing(here, "seated")
    page = _page(elena, registration, "rinuncia/")
    assert "Volete rinunciare alla missione?" in page
    assert here.registration.status == "seated"

    for _click in range(2):
        elena.post(_address(registration, "rinuncia/"))
    assert here.registration.status == "withdrawn"
    assert here.registration.events.count() == 1


def test_after_the_day_at_no_cost_that_is_said_before_one_withdraws(elena, here):
    here.mission.withdrawal_until = day_of(timezone.now()) - timedelta(days=1)
    here.mission.save()

    assert "può chiedervi" in _page(elena, _standing(here, "seated"), "rinuncia/")


def test_who_left_may_begin_again_as_long_as_registration_is_open(elena, here):
    registration = _standing(here, "withdrawn")
    assert "Iscrivetevi di nuovo" in _page(elena, registration)

    response = elena.post(_address(registration, "di-nuovo/"))
    assert response.headers["Location"] == here.step()
    assert here.registration.status == "draft"
    here.send(elena)
    assert (here.registration.status, here.registration.pk) == ("seated", registration.pk)


def test_who_left_too_late_stays_out(elena, here):
    registration = _standing(here, "withdrawn")
    here.mission.registration_closes = timezone.now() - timedelta(minutes=1)
    here.mission.save()

    assert "Iscrivetevi di nuovo" not in _page(elena, registration)
    elena.post(_address(registration, "di-nuovo/"))
    assert here.registration.status == "withdrawn"


def test_who_travels_may_change_until_the_mission_leaves(elena, here):
    registration = _standing(here, "seated")
    elena.post(_address(registration, "chi-parte/"), people("Ada Bianchi"))
    assert [str(person) for person in registration.participants.all()] == ["Ada Bianchi"]

    wrong = elena.post(_address(registration, "chi-parte/"), people("")).content.decode()
    assert 'class="pm-errors"' in wrong

    here.mission.starts = day_of(timezone.now())
    here.mission.save()
    elena.post(_address(registration, "chi-parte/"), people("Luca Neri"))
    assert [str(person) for person in registration.participants.all()] == ["Ada Bianchi"]


def test_a_firm_that_is_out_changes_nothing(elena, here):
    registration = _standing(here, "withdrawn")

    elena.post(_address(registration, "chi-parte/"), people("Luca Neri"))

    assert [str(person) for person in registration.participants.all()] == ["Elena Rusconi"]


def test_whoever_runs_the_mission_reads_and_presses_no_button_of_the_firm(client, here):
    registration = _offered(here)
    client.force_login(factories.officer(here.mission.partner))

    page = _page(client, registration)
    assert registration.number in page
    for way in ("accettate/", "lasciate/", "rinuncia/", "chi-parte/"):
        assert _address(registration, way) not in page
        assert client.post(_address(registration, way)).status_code == 403
    assert here.registration.status == "offered"


def test_another_firm_learns_not_even_that_it_is_there(client, here):
    registration = _standing(here, "seated")
    stranger = factories.person()
    factories.firm(by=stranger)
    client.force_login(stranger)

    for page in ("", "inviata/", "ricevuta/", "rinuncia/", "chi-parte/", "documenti/"):
        assert client.get(_address(registration, page)).status_code == 404
    for page in ("accettate/", "lasciate/", "rinuncia/", "di-nuovo/"):
        assert client.post(_address(registration, page)).status_code == 404
    assert here.registration.status == "seated"


def test_the_receipt_says_who_sent_what_and_when(elena, here):
    registration = _standing(here, "seated", submitted_by=here.elena)

    page = _page(elena, registration, "ricevuta/")

    for said in (registration.number, "Inviata da", "Elena Rusconi", "hanno valore di dichiarazione"):
        assert said in page


def test_a_draft_has_no_receipt_and_goes_on(elena, here):
    registration = here.complete()

    assert elena.get(_address(registration, "ricevuta/")).status_code == 404
    assert elena.get(_address(registration)).headers["Location"] == here.step()
    assert elena.get(_address(registration, "inviata/")).headers["Location"] == here.step()


@pytest.mark.parametrize("page", ["", "inviata/", "ricevuta/"])
def test_a_page_costs_the_same_however_long_the_queue_and_the_history(elena, here, page):
    registration = _standing(here, "waiting", queue_number=1)
    registration.support_requests.create(offer=here.desk, asked_at=timezone.now())

    def cost():
        elena.get(_address(registration, page))
        with CaptureQueriesContext(connection) as captured:
            assert elena.get(_address(registration, page)).status_code == 200
        return len(captured)

    before = cost()
    for number in range(2, 6):
        factories.draft(here.mission, factories.firm(), status="waiting", queue_number=number)
        registration.participants.create(first_name="Ada", last_name=f"Bianchi {number}")
        here.mission.document_requests.create(title_it=f"Documento {number}")
        registration.events.create(at=timezone.now(), verb="queue", from_status="draft", to_status="waiting")
    assert cost() == before


def test_a_place_moves_up_as_others_leave(elena, here):
    first = factories.draft(here.mission, factories.firm(), status="waiting", queue_number=1, stage="first-time")
    factories.draft(here.mission, factories.firm(), status="seated", stage="first-time")
    registration = _standing(here, "waiting", queue_number=2)
    assert "numero 2 di 2" in _page(elena, registration)

    seats.withdraw(first, now=timezone.now(), by=None)

    assert "numero 1 di 1" in _page(elena, registration)
