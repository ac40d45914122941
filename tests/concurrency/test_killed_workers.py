"""Workers that are killed while firms send: what was confirmed is there, nothing is half there, no mail comes twice."""

import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import hypothesis
import pytest
from django.db import connection
from django.db.models import F

from missions.models import Registration, RegistrationEvent
from tests.concurrency.opening_day import confirmed, opening_day
from tests.concurrency.served import mails, portal, senders

pytestmark = pytest.mark.django_db(transaction=True)

TORTURE = hypothesis.settings.get_current_profile_name() == "torture"
FIRMS, SEATS = (200, 40) if TORTURE else (60, 10)
KILLS = 50 if TORTURE else 3
#: Seconds a seat takes, so that many die on the way.
PAUSE = 0.01


def test_workers_killed_at_random_lose_nothing_and_leave_nothing_half_done(tmp_path):
    chance = random.Random(20261125)
    firms = senders(FIRMS)
    killed = runs = again = 0
    with portal(tmp_path, RACE_PAUSE=PAUSE) as served:
        while killed < KILLS:
            day = opening_day(firms, SEATS)
            with ThreadPoolExecutor(1) as crowd:
                sent = crowd.submit(day.send_all, served.port)
                time.sleep(0.1)
                while not sent.done() and killed < KILLS:
                    served.kill_a_worker(chance)
                    killed += 1
                    time.sleep(chance.random() * 0.3)
                answers = sent.result()
            runs += 1
            again += sum(answer.attempts > 1 for answer in answers)
            _check(day, answers)

        day = opening_day(firms, SEATS)
        with ThreadPoolExecutor(1) as crowd:
            sent = crowd.submit(day.send_all, served.port)
            time.sleep(0.3)
            served.kill()
            served.start()
            answers = sent.result()
        _check(day, answers)

    assert mails() == {sender.person.email: runs + 1 for sender in firms}
    print(f"{connection.vendor}: {killed} workers killed in {runs} runs, {again} firms sent again")


def _check(day, answers):
    # A page of ours may say 503 while nobody answers; a firm that was told yes is in.
    assert {answer.status for answer in answers} == {302}
    assert all(map(confirmed, answers))
    rows = Registration.objects.filter(mission=day.mission)
    assert Counter(rows.values_list("status", flat=True)) == {"seated": SEATS, "waiting": FIRMS - SEATS}
    assert not rows.filter(submitted_at=None).exists()
    events = RegistrationEvent.objects.filter(registration__mission=day.mission)
    assert events.count() == events.filter(to_status=F("registration__status")).count() == FIRMS
    queue = list(rows.queue().values_list("queue_number", flat=True))
    assert queue == list(range(1, len(queue) + 1))
