"""Messages to firms: read before they go, to whom they say, each once, in the reader's language."""

import pytest
from django.core import mail

from missions.models import Mandate, Message
from tests import factories
from tests.missions.desk import world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.STAFF_SECOND_FACTOR = False  # it stands before every page of staff, and has tests of its own


@pytest.fixture
def here():
    made = world()
    Message.objects.all().delete()
    return made


@pytest.fixture
def officer(client, here):
    client.force_login(here.officer)
    return client


def written(officer, here, **fields):
    form = officer.get(here.address("desk_write")).context["form"]
    return {
        "key": str(form["key"].value()),
        "audience": "all",
        "subject_it": "Ritrovo",
        "text_it": "Alle otto\nal cancello.",
        **fields,
    }


def test_a_message_is_read_first_with_everybody_who_gets_it(officer, here):
    page = officer.post(here.address("desk_write"), written(officer, here, read="x"))
    assert (Message.objects.count(), mail.outbox) == (0, [])
    assert len(page.context["readers"]) == 3
    assert here.seated.firm.mandates.first().user.email in page.content.decode()


def test_a_message_goes_once_to_all_it_says(officer, here):
    form = written(officer, here, send="x")
    for _time in range(2):
        assert officer.post(here.address("desk_write"), form).status_code == 302

    message = Message.objects.get()
    assert (message.by, message.registrations.count(), len(mail.outbox)) == (here.officer, 3, 3)
    assert all(here.mission.title in sent.subject and "Ritrovo" in sent.subject for sent in mail.outbox)
    assert "Alle otto\nal cancello." in mail.outbox[0].body
    assert here.seated.number in mail.outbox[0].body + mail.outbox[1].body + mail.outbox[2].body
    assert "Ritrovo" in officer.get(here.address("desk_messages")).content.decode()


def test_some_firms_are_chosen_and_no_others_get_it(officer, here):
    form = written(officer, here, audience="chosen", send="x")
    refused = officer.post(here.address("desk_write"), form)
    assert "registrations" in refused.context["form"].errors

    officer.post(here.address("desk_write"), {**form, "registrations": [here.waiting.pk]})
    assert [sent.to for sent in mail.outbox] == [[here.waiting.firm.mandates.first().user.email]]


def test_firms_of_other_missions_cannot_be_chosen(officer, here):
    form = written(officer, here, audience="chosen", registrations=[here.application.pk], send="x")
    assert officer.post(here.address("desk_write"), form).status_code == 200
    assert mail.outbox == []


def test_english_goes_to_those_who_read_it(officer, here):
    reader = here.seated.firm.mandates.first().user
    reader.language = "en"
    reader.save()
    half = written(officer, here, audience="seated", subject_en="Meeting point", send="x")
    assert "text_en" in officer.post(here.address("desk_write"), half).context["form"].errors

    officer.post(here.address("desk_write"), {**half, "text_en": "At eight."})
    assert "Meeting point" in mail.outbox[0].subject
    assert "At eight." in mail.outbox[0].body


def test_a_message_to_nobody_is_refused_and_what_was_typed_stays(officer, here):
    page = officer.post(here.address("desk_write"), written(officer, here, audience="applied", send="x"))
    assert Message.objects.count() == 0
    assert "Alle otto" in page.content.decode()


def test_a_firm_nobody_acts_for_is_said_before(officer, here):
    Mandate.objects.filter(firm=here.seated.firm).delete()
    page = officer.post(here.address("desk_write"), written(officer, here, audience="seated", read="x"))
    assert "nessuno: oggi nessun mandato copre le iscrizioni" in page.content.decode()


def test_a_subject_cannot_break_its_line(officer, here):
    officer.post(here.address("desk_write"), written(officer, here, subject_it="A\nBcc: x@example.org", send="x"))
    assert all("\n" not in sent.subject and not sent.bcc for sent in mail.outbox)


def test_markup_stays_text(officer, here):
    officer.post(here.address("desk_write"), written(officer, here, text_it="<script>alert(1)</script>", send="x"))
    assert "<script>" not in mail.outbox[0].alternatives[0][0]
    assert "<script>alert" not in officer.get(here.address("desk_messages")).content.decode()


def test_officers_of_others_write_nothing(client, here):
    client.force_login(factories.officer(factories.partner()))
    assert client.post(here.address("desk_write"), {"audience": "all", "send": "x"}).status_code == 404
    assert mail.outbox == []
