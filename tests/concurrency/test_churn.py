"""Firms that come, leave and come back while others wait: no seat twice, no place twice, none empty, a mail a step.

Ten minutes of it under the torture profile. A control without the lock breaks these promises.
"""

from collections import Counter

import hypothesis
import pytest
from django.core import mail
from django.db import connection

from missions.availability import position
from missions.enums import Verb
from missions.models import Registration, RegistrationEvent
from tests.concurrency.churn import Churn
from tests.concurrency.opening_day import opening_day
from tests.concurrency.served import mails, portal, senders

pytestmark = pytest.mark.django_db(transaction=True)

TORTURE = hypothesis.settings.get_current_profile_name() == "torture"
FIRMS, SEATS, SECONDS, ACTORS = (300, 50, 600, 64) if TORTURE else (24, 6, 5, 8)
#: Every step that a firm or time can take.
STEPS = {"seat", "queue", "offer", "accept", "decline", "expire", "withdraw", "reopen"}


def test_whatever_firms_do_at_once_no_seat_is_given_twice_and_none_stays_empty(tmp_path):
    churn = Churn(opening_day(senders(FIRMS), SEATS))

    with portal(tmp_path) as served:
        churn.once_each(served.port)
        churn.run(served.port, SECONDS, ACTORS)

    assert churn.broken == []
    assert set(churn.answers) == {302}
    mission = churn.day.mission
    waiting = list(Registration.objects.filter(mission=mission).queue())
    assert [position(registration) for registration in waiting] == list(range(1, len(waiting) + 1))
    assert waiting == sorted(waiting, key=_came_last)

    steps = Counter(RegistrationEvent.objects.values_list("verb", flat=True))
    assert mails().total() + len(mail.outbox) == steps.total() - steps[Verb.REOPEN]
    assert set(steps) == STEPS
    print(f"{connection.vendor}: {churn.answers.total()} requests, {churn.looks} looks, {dict(steps)}")


def _came_last(registration):
    """When a firm queued last, in the order in which steps were written."""
    return registration.events.filter(verb=Verb.QUEUE).order_by("pk").last().pk


def test_without_the_lock_firms_that_come_and_leave_break_a_promise(tmp_path):
    """The control: were this not so, the test above would prove nothing."""
    churn = Churn(opening_day(senders(24), 6))

    with portal(tmp_path, RACE_UNGUARDED=1, RACE_PAUSE=0.05) as served:
        churn.run(served.port, 5, 8)

    assert churn.broken
