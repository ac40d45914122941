"""Senders that are killed, and several at once: nothing is lost, and a message comes twice only where it must.

A sender may die between the server's "250" and its own record of it; that one message comes again, with the same
Message-ID. The full size runs under the torture profile.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager

import hypothesis
import pytest
from django.core.mail import EmailMessage, get_connection
from django.utils import timezone
from post_office.models import STATUS, Email

from portal.environment import BASE_DIR
from tests.mail import mail_server
from tests.processes import database_url, environment

pytestmark = pytest.mark.django_db(transaction=True)

TORTURE = hypothesis.settings.get_current_profile_name() == "torture"
KILLS, MESSAGES = (50, 500) if TORTURE else (4, 60)
PATIENCE = 60


def _write(count):
    connection = get_connection("portal.outbox.backend.OutboxBackend")
    for number in range(count):
        EmailMessage(f"n. {number}", "Testo", to=["anna@example.org"], connection=connection).send()


@contextmanager
def sending(folder, port):
    """The command in a process of its own, as in production; it is asked to end if nobody has killed it."""
    variables = {
        "DEMO": 1,
        "VAR_DIR": folder,
        "DATABASE_URL": database_url(),
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
    }
    process = subprocess.Popen(
        [sys.executable, "manage.py", "send_queued_mail", "--beside", str(os.getpid())],
        cwd=BASE_DIR,
        env=environment(**variables),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        assert process.wait(PATIENCE) in (0, -signal.SIGKILL)


def _wait_for(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _free_claims():
    """As if the claims of the dead had run out."""
    Email.objects.filter(status=STATUS.requeued).update(scheduled_time=timezone.now())


def test_killed_senders_lose_nothing_and_repeat_next_to_nothing(tmp_path):
    _write(MESSAGES)
    chance = random.Random(20261125)
    with mail_server() as (port, mailbox):
        mailbox.slowness = 0.01
        for _kill in range(KILLS):
            seen = mailbox.visits
            with sending(tmp_path, port) as sender:
                _wait_for(lambda seen=seen: mailbox.visits > seen + chance.randrange(4) or not _waiting())
                time.sleep(chance.random() * 0.03)
                sender.kill()
            _free_claims()
        with sending(tmp_path, port):
            _wait_for(lambda: not _waiting())

    times = Counter(mailbox.subjects)
    assert set(times) == {f"n. {number}" for number in range(MESSAGES)}
    assert sum(times.values()) - MESSAGES <= KILLS
    assert len({(message["Subject"], message["Message-ID"]) for message in mailbox.taken}) == MESSAGES
    assert set(Email.objects.values_list("status", flat=True)) == {STATUS.sent}


def test_two_senders_together_send_each_message_once(tmp_path):
    with mail_server() as (port, mailbox):
        mailbox.slowness = 0.01
        with sending(tmp_path, port), sending(tmp_path, port):
            _write(MESSAGES)
            _wait_for(lambda: not _waiting())

    assert Counter(mailbox.subjects) == Counter(f"n. {number}" for number in range(MESSAGES))


def test_a_sender_ends_when_the_portal_that_started_it_is_killed(tmp_path):
    """Even when that happens while it is still starting."""
    start = (
        "import os, subprocess, sys, time\n"
        "command = [sys.executable, 'manage.py', 'send_queued_mail', '--beside', str(os.getpid())]\n"
        "print(subprocess.Popen(command).pid, flush=True)\n"
        "time.sleep(60)"
    )
    portal = subprocess.Popen(
        [sys.executable, "-c", start],
        cwd=BASE_DIR,
        env=environment(DEMO=1, VAR_DIR=tmp_path, DATABASE_URL=database_url()),
        stdout=subprocess.PIPE,
        text=True,
    )
    sender = int(portal.stdout.readline())
    portal.kill()
    portal.wait(PATIENCE)

    try:
        _wait_for(lambda: not _runs(sender))
    finally:
        portal.stdout.close()


def _waiting():
    return Email.objects.filter(status__in=(STATUS.queued, STATUS.requeued)).exists()


def _runs(pid):
    """Whether a process is there; one that ended and was not collected yet is not."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
