"""Many firms at once for few seats, through HTTP and several workers: nobody is lost, and no seat is sold twice.

The full size runs under the torture profile. A control without the lock sells seats twice: the race is there to be
lost.
"""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import hypothesis
import pytest
from django.db import connection
from django.db.models import Max, Min
from django.utils import timezone

from missions import seats
from missions.models import Registration, RegistrationEvent
from tests.concurrency.opening_day import confirmed, opening_day
from tests.concurrency.served import PATIENCE, WORKERS, mails, portal, senders

pytestmark = pytest.mark.django_db(transaction=True)

TORTURE = hypothesis.settings.get_current_profile_name() == "torture"
FIRMS, SEATS, RUNS = (300, 50, 20) if TORTURE else (60, 10, 1)
#: Seconds between looking and taking: without the lock, that is time enough for everybody to take the same seat.
PAUSE = 0.01


def _seated(mission):
    return Registration.objects.filter(mission=mission, status="seated").count()


def _check(day, answers, capacity):
    """Everybody was answered and is where they were told; nobody is there twice, or half."""
    assert Counter(answer.status for answer in answers) == {302: len(answers)}
    assert all(map(confirmed, answers))
    assert max(answer.seconds for answer in answers) < PATIENCE

    rows = list(Registration.objects.filter(mission=day.mission).order_by("pk"))
    assert len(rows) == len(day.drafts)
    assert Counter(row.status for row in rows) == {"seated": capacity, "waiting": len(rows) - capacity}
    assert {answer.location.split("/")[-3] for answer in answers} == {str(row.reference) for row in rows}

    events = list(RegistrationEvent.objects.filter(registration__mission=day.mission).order_by("pk"))
    assert Counter(event.registration_id for event in events) == {row.pk: 1 for row in rows}
    # Whoever came first sits, and the queue is in the order of arrival, without holes.
    assert [event.verb for event in events] == ["seat"] * capacity + ["queue"] * (len(rows) - capacity)
    place = {row.pk: row.queue_number for row in rows}
    assert [place[event.registration_id] for event in events[capacity:]] == list(range(1, len(rows) - capacity + 1))


@pytest.mark.parametrize("minutes", [0, 5], ids=["one clock", "three clocks"])
def test_everybody_at_once_for_few_seats(tmp_path, minutes):
    """With three clocks, some workers are five minutes early and some late: who came first is nothing a clock says."""
    firms = senders(FIRMS)
    slowest = 0.0
    with portal(tmp_path, RACE_PAUSE=0 if TORTURE else PAUSE, RACE_CLOCK=60 * minutes) as served:
        for _run in range(RUNS):
            day = opening_day(firms, SEATS)
            answers = day.send_all(served.port)
            _check(day, answers, SEATS)
            slowest = max(slowest, *(answer.seconds for answer in answers))

    times = Registration.objects.aggregate(first=Min("submitted_at"), last=Max("submitted_at"))
    assert times["last"] - times["first"] > timedelta(minutes=minutes)
    assert mails() == {sender.person.email: RUNS for sender in firms}
    print(f"{connection.vendor}: {FIRMS} firms, {SEATS} seats, {RUNS} runs, slowest answer {slowest:.1f} s")


def test_without_the_lock_seats_are_sold_twice(tmp_path):
    """The control: were this not so, the test above would prove nothing."""
    capacity = 2 * WORKERS - 1  # the second time all of them look, less than one each is left
    firms = senders(6 * WORKERS)
    oversold = 0
    for pause in (10 * PAUSE, 50 * PAUSE, 100 * PAUSE):  # on a busy machine they look one after the other
        day = opening_day(firms, capacity)
        with portal(tmp_path, RACE_PAUSE=pause, RACE_UNGUARDED=1) as served:
            day.send_all(served.port)
        oversold = _seated(day.mission) - capacity
        if oversold > 0:
            break

    assert oversold > 0


def test_whoever_sends_twice_at_once_has_one_registration_and_one_mail(tmp_path):
    firms = senders(20 if not TORTURE else 100)
    with portal(tmp_path, RACE_PAUSE=PAUSE) as served:
        day = opening_day(firms, 5)
        answers = day.send_all(served.port, times=3)

    _check(day, answers, 5)
    assert mails() == {sender.person.email: 1 for sender in firms}


@pytest.mark.parametrize("size", [4, 12])
def test_seats_may_be_fewer_or_more_while_everybody_sends(tmp_path, size):
    """From 8 seats down to 4, or up to 12: never more than the larger; whoever sits stays."""
    firms = senders(FIRMS // 2)
    day = opening_day(firms, 8)

    def resize():
        try:
            time.sleep(0.15)
            seats.resize(day.mission, size, now=timezone.now())
        finally:
            connection.close()

    with portal(tmp_path, RACE_PAUSE=PAUSE) as served, ThreadPoolExecutor(1) as officer:
        resized = officer.submit(resize)
        answers = day.send_all(served.port)
        resized.result()

    assert all(map(confirmed, answers))
    held = Registration.objects.filter(mission=day.mission).holding().count()
    assert held <= max(8, size)
    assert held >= min(8, size)
    statuses = Counter(Registration.objects.filter(mission=day.mission).values_list("status", flat=True))
    assert sum(statuses.values()) == statuses["seated"] + statuses["waiting"] + statuses["offered"] == len(firms)
