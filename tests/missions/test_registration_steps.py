"""Registering page by page: each step is a draft that is kept, what is wrong is said, and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from missions.models import Registration, SupportRequest
from missions.time import today
from tests import factories
from tests.missions.registering_pages import asking, people

pytestmark = pytest.mark.django_db

STEPS = ("firm", "participants", "questions", "documents", "support", "summary")


@pytest.fixture
def here():
    return asking()


@pytest.fixture
def elena(client, here):
    client.force_login(here.elena)
    return client


@pytest.fixture
def begun(elena, here):
    here.post(elena, "firm")
    return elena


def _page(client, here, step):
    return client.get(here.step(step)).content.decode()


def test_looking_begins_nothing(elena, here):
    assert elena.get(here.step()).headers["Location"] == here.step("firm")
    page = _page(elena, here, "firm")

    assert "Torneria Prova srl" in page
    assert not Registration.objects.exists()


def test_the_first_step_begins_the_draft_once(elena, here):
    assert here.post(elena, "firm").headers["Location"] == here.step("participants")
    here.post(elena, "firm")

    assert Registration.objects.get().step == 1


def test_a_step_before_the_first_leads_to_the_first(elena, here):
    assert elena.get(here.step("support")).headers["Location"] == here.step()
    assert not Registration.objects.exists()


def test_whoever_registers_is_the_first_to_travel_unless_it_says_otherwise(begun, here):
    page = _page(begun, here, "participants")

    for known in ('value="Elena"', 'value="Rusconi"', 'value="elena@example.org"'):
        assert known in page


def test_a_step_done_is_kept_and_leads_on(begun, here):
    response = here.post(begun, "participants", **people("Ada Bianchi", "Luca Neri"), **{"p-0-languages": "tedesco"})

    assert response.headers["Location"] == here.step("questions")
    assert [str(person) for person in here.registration.participants.all()] == ["Ada Bianchi", "Luca Neri"]
    assert 'value="tedesco"' in _page(begun, here, "participants")


def test_what_is_wrong_is_said_at_the_top_and_at_its_field_and_stays_as_typed(begun, here):
    response = here.post(
        begun, "participants", **people("Ada", "Luca Neri"), **{"p-0-email": "ada", "p-1-phone": "<i>1</i>"}
    )
    page = response.content.decode()

    assert response.status_code == 200
    assert page.index("<title>Errore") < page.index('class="pm-errors"')
    for field in ("p-0-last_name", "p-0-email", "p-1-phone"):
        assert f'href="#id_{field}"' in page
        assert f'id="id_{field}_error"' in page
    assert 'value="Luca"' in page
    assert f'value="{escape("<i>1</i>")}"' in page
    assert not here.registration.participants.exists()


@pytest.mark.parametrize("go", ["back", "later"])
def test_a_step_may_be_left_half_done(begun, here, go):
    response = here.post(begun, "questions", go=go, offers="Torniture di precisione")

    there = {"back": here.step("participants"), "later": "/area-impresa/"}
    assert response.headers["Location"] == there[go]
    assert here.registration.offers == "Torniture di precisione"


def test_one_goes_on_where_one_stopped(begun, here):
    here.post(begun, "participants", **people("Ada Bianchi"))
    assert begun.get(here.step()).headers["Location"] == here.step("questions")

    page = _page(begun, here, "questions")
    assert 'aria-current="step"' in page
    assert f'href="{here.step("participants")}"' in page
    assert f'href="{here.step("support")}"' not in page


def test_no_more_people_than_the_mission_takes(begun, here):
    here.post(begun, "participants", **people("Ada Bianchi", "Luca Neri", "Eva Verdi", total=3))

    assert here.registration.participants.count() <= here.mission.people_per_firm


def test_a_person_whose_fields_are_emptied_stays_at_home(begun, here):
    here.post(begun, "participants", **people("Ada Bianchi", "Luca Neri"))
    here.post(begun, "participants", **people("Ada Bianchi"))

    assert [str(person) for person in here.registration.participants.all()] == ["Ada Bianchi"]


def test_an_answer_that_is_not_offered_is_no_answer(begun, here):
    page = here.post(begun, "questions", **{f"q{here.question.pk}": "forse"}).content.decode()
    assert 'class="pm-errors"' in page

    here.post(begun, "questions", **{f"q{here.question.pk}": "yes"}, looks_for="Importatori")
    assert here.registration.answers.get().text == "yes"
    assert here.registration.looks_for == "Importatori"


def test_a_choice_means_the_same_in_both_languages(begun, here):
    question = here.mission.questions.create(
        text_it="Quale mercato?", text_en="Which market?", kind="choice",
        choices_it=["Baviera", "Svevia"], choices_en=["Bavaria", "Swabia"],
    )  # fmt: skip
    english = f"/en/missions/{here.mission.slug}/registration/questions/"
    page = begun.get(english).content.decode()
    assert "Bavaria" in page

    answers = {f"q{here.question.pk}": "no", f"q{question.pk}": "Baviera"}
    response = begun.post(english, {"firm": here.firm.pk, "go": "on", **answers})

    assert response.status_code == 302
    assert here.registration.answers.get(question=question).text == "Baviera"


def test_a_mission_that_asks_no_documents_has_no_step_for_them(begun, here):
    here.mission.document_requests.all().delete()

    assert here.post(begun, "questions", **{f"q{here.question.pk}": "no"}).headers["Location"] == here.step("support")
    assert begun.get(here.step("documents")).status_code == 302
    assert "Passo 3 di 5" in _page(begun, here, "questions")


def test_support_is_asked_for_by_day_and_can_be_taken_back(begun, here):
    name = f"s{here.interpreter.pk}"
    day = here.mission.starts.isoformat()

    wrong = here.post(begun, "support", **{name: "on", f"{name}_note": "brocciatura"}).content.decode()
    assert f'href="#id_{name}_days_0"' in wrong
    assert "brocciatura" in wrong
    assert not SupportRequest.objects.exists()

    here.post(begun, "support", **{name: "on", f"{name}_days": [day], f"{name}_note": "brocciatura"})
    asked = SupportRequest.objects.get()
    assert (asked.status, asked.days, asked.note) == ("asked", [day], "brocciatura")

    here.post(begun, "support")
    assert SupportRequest.objects.get().status == "withdrawn"


def test_a_day_that_is_not_the_missions_is_refused(begun, here):
    name = f"s{here.interpreter.pk}"

    page = here.post(begun, "support", **{name: "on", f"{name}_days": ["2001-01-01"]}).content.decode()

    assert 'class="pm-errors"' in page
    assert not SupportRequest.objects.exists()


def test_support_says_how_much_is_left(begun, here):
    seated = factories.draft(here.mission, factories.firm(), status="seated", submitted_at=timezone.now())
    seated.support_requests.create(offer=here.desk, asked_at=timezone.now(), taken=1)

    assert "esaurito: chi lo chiede va in lista" in _page(begun, here, "support")


def test_support_whose_time_is_over_is_refused_with_a_sentence(begun, here):
    here.desk.ask_until = timezone.now() - timedelta(minutes=1)
    here.desk.save()

    response = here.post(begun, "support", **{f"s{here.desk.pk}": "on"})

    assert "Sportello legale" in begun.get(response.headers["Location"], follow=True).content.decode()
    assert not SupportRequest.objects.exists()


def test_a_firm_the_mission_is_not_for_is_told_before_it_writes_anything(client):
    here = asking(stages=["established"])
    client.force_login(here.elena)

    page = _page(client, here, "firm")

    assert "questa missione non è per la vostra impresa" in page
    assert 'value="on"' not in page


def test_a_mission_that_is_closed_takes_no_draft(elena, here):
    here.mission.registration_closes = timezone.now() - timedelta(seconds=1)
    here.mission.save()

    assert elena.get(here.step("firm")).headers["Location"] == here.mission.get_absolute_url()
    assert here.post(elena, "firm").headers["Location"] == here.mission.get_absolute_url()
    assert "non sono aperte" in elena.get(here.mission.get_absolute_url()).content.decode()
    assert not Registration.objects.exists()


def test_a_form_about_another_firm_saves_nothing(begun, here):
    """Two windows, two firms: what was typed for one goes to neither."""
    other = factories.firm(by=here.elena)

    begun.post(here.step("participants"), {"firm": other.pk, "go": "on", **people("Ada Bianchi")})

    assert not here.registration.participants.exists()


def test_a_consultant_whose_mandate_ends_is_out_at_once(client, here):
    marco = factories.person()
    covers = {"role": "consultant", "scopes": ["registrations"], "ends": today() + timedelta(days=9)}
    mandate = factories.mandate(user=marco, firm=here.firm, **covers)
    client.force_login(marco)
    here.post(client, "firm")
    mandate.revoked_at = timezone.now()
    mandate.save()

    here.post(client, "participants", **people("Ada Bianchi"))

    assert not here.registration.participants.exists()


def test_a_mandate_for_something_else_does_not_register(client, here):
    marco = factories.person()
    covers = {"role": "consultant", "scopes": ["profile"], "ends": today() + timedelta(days=9)}
    factories.mandate(user=marco, firm=here.firm, **covers)
    client.force_login(marco)

    assert here.post(client, "firm").status_code == 403
    assert not Registration.objects.exists()


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_kept_by_nobody_on_the_way(begun, here, step):
    response = begun.get(here.step(step))

    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]


@pytest.mark.parametrize("step", STEPS)
def test_a_step_costs_the_same_however_much_is_asked(begun, here, step):
    registration = here.registration
    here.post(begun, "participants", **people("Ada Bianchi"))
    registration.support_requests.create(offer=here.desk, asked_at=timezone.now())

    def cost():
        begun.get(here.step(step))
        with CaptureQueriesContext(connection) as captured:
            assert begun.get(here.step(step)).status_code == 200
        return len(captured)

    before = cost()
    for number in range(4):
        question = here.mission.questions.create(text_it=f"Domanda {number}")
        registration.answers.create(question=question, text="Sì")
        here.mission.document_requests.create(title_it=f"Documento {number}")
        offer = here.mission.support_offers.create(kind="logistics", title_it=f"Trasporto {number}")
        registration.support_requests.create(offer=offer, asked_at=timezone.now())
        registration.participants.create(first_name="Ada", last_name=f"Bianchi {number}")
        factories.draft(here.mission, factories.firm(), status="seated")
    assert cost() == before
