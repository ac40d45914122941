"""Delivery: the urgent first, patience with servers, no patience with messages that stop the others."""

import time
from datetime import timedelta
from email import message_from_bytes

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.management import call_command
from django.utils import timezone
from post_office.models import PRIORITY, STATUS, Email, Log

from portal.outbox import delivery
from portal.outbox.delivery import deliver
from tests.mail import mail_server, silent_server
from tests.processes import free_port

pytestmark = pytest.mark.django_db


def _write(*subjects, priority=PRIORITY.medium, **fields):
    for subject in subjects:
        message = EmailMultiAlternatives(subject, "Testo", to=["anna@example.org"], **fields)
        message.attach_alternative("<p>Testo</p>", "text/html")
        message.priority = priority
        message.connection = get_connection("portal.outbox.backend.OutboxBackend")
        message.send()


@pytest.fixture
def smtp(settings):
    settings.POST_OFFICE = {
        **settings.POST_OFFICE,
        "BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"},
    }
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 0.5


@pytest.fixture
def mailbox(settings, smtp):
    with mail_server() as (settings.EMAIL_PORT, mailbox):
        yield mailbox


def _statuses():
    return list(Email.objects.order_by("pk").values_list("status", flat=True))


def _later(**span):
    """As if that much time had gone by."""
    for row in Email.objects.exclude(scheduled_time=None):
        Email.objects.filter(pk=row.pk).update(scheduled_time=row.scheduled_time - timedelta(**span))


def test_the_urgent_go_first_then_the_oldest(mailbox):
    _write("uno", "due")
    _write("urgente", priority=PRIORITY.high)

    result = deliver()

    assert (result.sent, result.failed, result.away) == (3, 0, False)
    assert mailbox.subjects == ["urgente", "uno", "due"]
    assert _statuses() == [STATUS.sent] * 3
    assert deliver().sent == 0


def test_a_message_arrives_as_it_was_written(mailbox):
    _write("Così è", reply_to=["ufficio@example.org"])

    deliver()

    [message] = mailbox.taken
    assert message["Message-ID"] == Email.objects.get().message_id
    assert (message["Reply-To"], message["Auto-Submitted"]) == ("ufficio@example.org", "auto-generated")
    assert [part.get_content_type() for part in message.walk()][1:] == ["text/plain", "text/html"]


def test_more_than_one_handful_is_sent_in_one_round(mailbox):
    _write(*(f"n. {number}" for number in range(45)))

    assert deliver().sent == 45


def test_a_server_that_is_not_there_costs_no_tries(settings, smtp):
    settings.EMAIL_PORT = free_port()
    _write("uno", "due")

    result = deliver()

    assert (result.sent, result.failed, result.away) == (0, 0, True)
    assert list(Email.objects.values_list("status", "number_of_retries")) == [(STATUS.queued, None)] * 2

    with mail_server(settings.EMAIL_PORT) as (_port, mailbox):
        assert deliver().sent == 2
    assert mailbox.subjects == ["uno", "due"]


def test_a_silent_server_is_given_up_after_the_time_allowed(settings, smtp):
    _write(*(f"n. {number}" for number in range(30)))

    with silent_server() as settings.EMAIL_PORT:
        begun = time.monotonic()
        result = deliver()

    assert result.away
    assert time.monotonic() - begun < 3
    assert set(_statuses()) == {STATUS.queued}


@pytest.mark.parametrize("answer", ["451 Later, please", "550 Not here"])
def test_what_is_refused_is_tried_again_after_growing_waits(mailbox, answer):
    mailbox.answer = answer
    _write("uno")

    for wait in delivery.WAITS:
        before = timezone.now()
        assert deliver().failed == 1
        row = Email.objects.get()
        assert row.status == STATUS.requeued
        assert wait - timedelta(seconds=10) < row.scheduled_time - before < wait + timedelta(seconds=10)
        assert deliver().failed == 0  # not before its time
        _later(days=2)
    deliver()

    assert _statuses() == [STATUS.failed]
    assert Log.objects.filter(email=row).count() == len(delivery.WAITS) + 1


def test_all_arrive_once_a_sick_server_is_well_again(mailbox):
    mailbox.answer = "451 Later, please"
    _write(*(f"n. {number}" for number in range(50)))

    assert deliver().away
    assert mailbox.visits == delivery.ENOUGH  # the rest did not have to try
    mailbox.answer = "250 Taken"
    _later(minutes=2)
    result = deliver()

    assert (result.sent, result.failed) == (50, 0)
    assert sorted(mailbox.subjects) == sorted(f"n. {number}" for number in range(50))


def test_a_server_that_dies_after_it_took_a_message_gets_the_same_one_again(mailbox):
    mailbox.dies = True
    _write("uno")
    assert deliver().failed == 1

    mailbox.dies = False
    _later(minutes=2)
    deliver()

    assert mailbox.subjects == ["uno", "uno"]
    assert len({message["Message-ID"] for message in mailbox.taken}) == 1


def test_a_poisoned_message_is_set_aside_and_the_queue_goes_on(mailbox):
    _write("prima", "veleno", "dopo")
    Email.objects.filter(subject="veleno").update(subject="ve\nleno")

    result = deliver()

    assert (result.sent, result.failed, result.away) == (2, 1, False)
    assert mailbox.subjects == ["prima", "dopo"]
    assert _statuses() == [STATUS.sent, STATUS.failed, STATUS.sent]


def test_one_refused_message_does_not_hold_up_the_others(mailbox, settings):
    _write("troppo grande", "uno", "due")
    Email.objects.filter(subject="troppo grande").update(message="x" * 34_000_000)  # more than the server takes

    result = deliver()

    assert (result.sent, result.failed, result.away) == (2, 1, False)
    assert mailbox.subjects == ["uno", "due"]


def test_what_another_sender_has_claimed_is_left_to_it(mailbox):
    _write("uno")
    row = Email.objects.get()

    assert delivery._claim(row)
    assert not delivery._claim(row)
    assert deliver().sent == 0
    _later(minutes=6)  # the other one has died

    assert deliver().sent == 1


def test_mail_becomes_one_file_a_message(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    _write("uno", "due")

    assert deliver().sent == 2

    files = sorted(settings.EMAIL_FILE_PATH.iterdir())
    assert [file.suffix for file in files] == [".eml"] * 2
    assert {message_from_bytes(file.read_bytes())["Subject"] for file in files} == {"uno", "due"}
    Email.objects.filter(subject="uno").update(status=STATUS.queued, scheduled_time=None)
    deliver()
    assert sorted(settings.EMAIL_FILE_PATH.iterdir()) == files  # sent again, it takes its own place


def test_the_command_says_what_it_did(mailbox, capsys):
    call_command("send_queued_mail")
    assert capsys.readouterr().out == ""
    _write("uno")
    call_command("send_queued_mail")

    assert capsys.readouterr().out == "1 sent, 0 failed\n"
