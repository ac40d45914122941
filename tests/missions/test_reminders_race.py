"""The timer on two machines at the same moment: each thing is sent once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from missions import housekeeping
from missions.models import Reminder, Survey
from missions.time import day_of
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

TIMERS = 4


def test_timers_at_the_same_moment_send_each_thing_once():
    now = timezone.now()
    soon = factories.open_mission(now, registration_closes=now + timedelta(days=1))
    over = factories.open_mission(now, starts=day_of(now) - timedelta(days=9), ends=day_of(now) - timedelta(days=3))
    for _number in range(5):
        factories.draft(soon, factories.firm())
        factories.draft(over, factories.firm(), status="seated", submitted_at=now)
    together = Barrier(TIMERS)

    def timer(_number):
        try:
            together.wait(30)
            return housekeeping.run(now)
        finally:
            connection.close()

    with ThreadPoolExecutor(TIMERS) as threads:
        done = list(threads.map(timer, range(TIMERS)))

    assert [one.failed for one in done] == [[]] * TIMERS
    assert (sum(one.reminded for one in done), sum(one.asked for one in done)) == (5, 5)
    assert (Reminder.objects.count(), Survey.objects.count(), len(mail.outbox)) == (5, 5, 10)
