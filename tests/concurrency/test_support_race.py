"""Many firms at once for the last hours of an interpreter, many officers at once for the same one: never two at a time.

The full size runs under the torture profile. A control without the lock gives the same hours away twice,
and numbers the line with holes.
"""

from datetime import timedelta
from functools import partial

import hypothesis
import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from missions.enums import RegistrationStatus as Status
from missions.models import Assignment, SupportRequest
from missions.time import day_of
from tests import factories
from tests.concurrency.served import Visitor, at_once, portal, senders, session_of

pytestmark = pytest.mark.django_db(transaction=True)

TORTURE = hypothesis.settings.get_current_profile_name() == "torture"
FIRMS, RUNS = (60, 20) if TORTURE else (16, 1)
QUANTITY = 3
PAUSE = 0.01


class Travel:
    """A mission of seated firms, an interpreter of whom there are few days, a desk with slots, and who runs it."""

    def __init__(self, firms):
        with transaction.atomic():
            self.mission = factories.open_mission(timezone.now(), capacity=len(firms))
            self.day = day_of(timezone.now()) + timedelta(days=90)
            self.mission.stops.create(
                city="Tokyo",
                country=factories.country(),
                starts=self.day,
                ends=self.day,
                timezone="Asia/Tokyo",
            )
            self.interpreter = self.mission.support_offers.create(
                title_it="Interprete", kind="interpreter", language="ja", quantity=QUANTITY, by_day=True
            )
            self.desk = self.mission.support_offers.create(title_it="Sportello", kind="legal-desk", slot_minutes=30)
            self.lawyer = self.mission.support_people.create(name="Ada", kind="legal-desk", languages=["it"])
            self.firms = [
                (sender, factories.draft(self.mission, sender.firm, status=Status.SEATED, submitted_at=timezone.now()))
                for sender in firms
            ]
            officer = factories.officer(self.mission.partner)
        self.officer = Visitor(officer, session_of(officer))

    def ask_all(self, port):
        """Every firm asks for the interpreter and for the desk at the same moment."""
        fields = {f"s{self.interpreter.pk}": "on", f"s{self.interpreter.pk}_days": self.day, f"s{self.desk.pk}": "on"}
        return at_once(
            [
                partial(sender.post, port, reverse("missions:registration_support", args=[one.reference]), **fields)
                for sender, one in self.firms
            ]
        )

    def assign_all(self, port, hour):
        """Every firm is given the same half hour of the same person at the same moment."""
        fields = {"do": "assign", "person": self.lawyer.pk, "days": self.day, "starts": hour, "ends": ""}
        asked = SupportRequest.objects.filter(offer=self.desk).order_by("pk")
        return at_once(
            [
                partial(
                    self.officer.post,
                    port,
                    reverse("missions:support_request", args=[self.mission.slug, one.pk]),
                    **fields,
                )
                for one in asked
            ]
        )

    @property
    def requests(self):
        return SupportRequest.objects.filter(offer=self.interpreter)

    @property
    def line(self):
        """The numbers of those that wait for the interpreter, in their order."""
        waiting = self.requests.filter(status="queued").order_by("queue_number")
        return list(waiting.values_list("queue_number", flat=True))


def test_what_there_is_of_support_is_given_once_and_the_others_wait_in_line(tmp_path):
    firms = senders(FIRMS)
    with portal(tmp_path, RACE_PAUSE=0 if TORTURE else PAUSE) as served:
        for _run in range(RUNS):
            travel = Travel(firms)

            asked = travel.ask_all(served.port)

            assert {heard.status for heard in asked} == {302}
            assert sum(travel.requests.values_list("taken", flat=True)) == QUANTITY
            assert travel.line == list(range(1, FIRMS - QUANTITY + 1))

            for hour in ("09:00", "09:30"):
                given = travel.assign_all(served.port, hour)
                # One is led on; the others read who has that half hour.
                assert sorted(heard.status for heard in given) == [200] * (FIRMS - 1) + [302]
            assert Assignment.objects.filter(person=travel.lawyer).count() == 2
    print(f"{connection.vendor}: {FIRMS} firms for {QUANTITY} days, {FIRMS} at once for each half hour, {RUNS} runs")


def test_without_the_lock_the_same_hours_are_given_away_twice_and_the_line_has_holes(tmp_path):
    """The control: were this not so, the test above would prove nothing."""
    travel = Travel(senders(FIRMS))
    with portal(tmp_path, RACE_PAUSE=10 * PAUSE, RACE_UNGUARDED=1) as served:
        travel.ask_all(served.port)
        travel.assign_all(served.port, "09:00")

    assert travel.line != list(range(1, len(travel.line) + 1))
    assert Assignment.objects.filter(person=travel.lawyer).count() > 1
