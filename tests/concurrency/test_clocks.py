"""Workers whose clocks differ: what each may decide by its own, and what none may."""

from datetime import timedelta

import pytest
from django.utils import timezone

from missions.models import Registration, RegistrationEvent
from tests.concurrency.opening_day import confirmed, opening_day
from tests.concurrency.served import portal, senders

pytestmark = pytest.mark.django_db(transaction=True)

#: Seconds by which some workers are early and some are late.
APART = 60


def test_a_clock_decides_what_is_received_in_time_and_would_be_seen_to_decide_who_is_first(tmp_path):
    """A registration counts when the portal receives it: further from the last moment than clocks differ, all agree.

    Then the control of the opening day with three clocks: numbers taken from them are not in the order of arrival.
    """
    firms = senders(12)
    received = []
    with portal(tmp_path, RACE_CLOCK=APART, RACE_TIMED=1, RACE_PAUSE=0.01) as served:
        for seconds in (-2 * APART, 0, 2 * APART):
            closes = timezone.now() + timedelta(seconds=seconds)
            day = opening_day(firms, len(firms), registration_closes=closes)
            answers = day.send_all(served.port)
            told = {sender.firm: confirmed(heard) for sender, heard in zip(firms, answers, strict=True)}

            kept = Registration.objects.filter(mission=day.mission).select_related("firm")
            assert {one.firm: one.status == "seated" for one in kept} == told
            received.append(sum(told.values()))
        opening_day(firms, 1).send_all(served.port)

    assert received[0] == 0
    assert 0 < received[1] < len(firms)  # or the clocks would not differ
    assert received[2] == len(firms)
    queued = RegistrationEvent.objects.filter(verb="queue").order_by("pk")
    numbers = list(queued.values_list("registration__queue_number", flat=True))
    assert len(numbers) == len(firms) - 1
    assert numbers != sorted(numbers)
