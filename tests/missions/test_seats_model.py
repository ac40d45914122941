"""Any sequence of registering, withdrawing, answering, waiting and resizing, against a model that fits on a page."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from catalog.enums import Stage
from missions import seats
from missions.enums import RegistrationStatus as Status
from missions.models import Registration, SeatReserve
from missions.transitions import RefusedError
from tests import factories

START = datetime(2026, 9, 28, 8, 0, tzinfo=UTC)
OFFER = timedelta(hours=72)
RELEASE = START + timedelta(hours=100)
STAGES = (Stage.FIRST_TIME, Stage.ESTABLISHED)
HOLDING = (Status.SEATED, Status.OFFERED)


class Model:
    """The rules of the waiting list, as one would tell them: firms are [status, stage, end of the offer] by arrival."""

    def __init__(self, capacity, kept):
        self.capacity, self.kept, self.firms = capacity, kept, []

    def free_for(self, stage, now):
        held = [firm[1] for firm in self.firms if firm[0] in HOLDING]
        free = max(0, self.capacity - len(held))
        if now < RELEASE and stage != Stage.FIRST_TIME:
            free -= max(0, self.kept - held.count(Stage.FIRST_TIME))
        return free > 0

    def settle(self, now):
        for firm in self.firms:
            if firm[0] == Status.OFFERED and firm[2] <= now:
                firm[0] = Status.EXPIRED
        for firm in self.firms:
            if firm[0] == Status.WAITING and self.free_for(firm[1], now):
                firm[0], firm[2] = Status.OFFERED, now + OFFER

    def register(self, stage, now):
        self.settle(now)
        self.firms.append([Status.SEATED if self.free_for(stage, now) else Status.WAITING, stage, None])

    def leave(self, number, status, now):
        self.firms[number][0] = status
        self.settle(now)

    def accept(self, number, now):
        firm = self.firms[number]
        if firm[2] > now:
            firm[0] = Status.SEATED
        else:
            self.settle(now)


class Seats(RuleBasedStateMachine):
    """The portal and the model, step by step."""

    def __init__(self):
        super().__init__()
        self.now = START
        self.mission = factories.open_mission(
            START,
            capacity=3,
            starts=START.date() + timedelta(days=300),
            ends=None,
            registration_closes=START + timedelta(days=290),
        )
        SeatReserve.objects.create(mission=self.mission, stage=Stage.FIRST_TIME, seats=1, until=RELEASE)
        self.model = Model(3, 1)
        self.registrations = []
        self.most = 3

    def _those(self, *statuses):
        return [number for number, firm in enumerate(self.model.firms) if firm[0] in statuses]

    @precondition(lambda self: len(self.registrations) < 9)
    @rule(stage=st.sampled_from(STAGES))
    def register(self, stage):
        draft = factories.draft(self.mission, factories.firm(stage=stage))
        self.registrations.append(seats.submit(draft, now=self.now, by=None))
        self.model.register(stage, self.now)

    @precondition(lambda self: self._those(*HOLDING, Status.WAITING))
    @rule(data=st.data())
    def withdraw(self, data):
        number = data.draw(st.sampled_from(self._those(*HOLDING, Status.WAITING)))
        seats.withdraw(self.registrations[number], now=self.now, by=None)
        self.model.leave(number, Status.WITHDRAWN, self.now)

    @precondition(lambda self: self._those(Status.OFFERED))
    @rule(data=st.data())
    def accept(self, data):
        number = data.draw(st.sampled_from(self._those(Status.OFFERED)))
        try:
            seats.accept(self.registrations[number], now=self.now, by=None)
        except RefusedError:
            assert self.model.firms[number][2] <= self.now
        self.model.accept(number, self.now)

    @precondition(lambda self: self._those(Status.OFFERED))
    @rule(data=st.data())
    def decline(self, data):
        number = data.draw(st.sampled_from(self._those(Status.OFFERED)))
        seats.decline(self.registrations[number], now=self.now, by=None)
        self.model.leave(number, Status.DECLINED, self.now)

    @rule(hours=st.integers(1, 80))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)
        seats.refresh(self.mission, now=self.now)
        self.model.settle(self.now)

    @rule(hours=st.integers(1, 80))
    def time_passes_unnoticed(self, hours):
        """The timer is late: whoever comes next finds things in order all the same."""
        self.now += timedelta(hours=hours)

    @rule(capacity=st.integers(1, 5))
    def resize(self, capacity):
        seats.resize(self.mission, capacity, now=self.now)
        self.model.capacity = capacity
        self.most = max(self.most, capacity)
        self.model.settle(self.now)

    @invariant()
    def both_agree(self):
        stored = dict(Registration.objects.filter(mission=self.mission).values_list("pk", "status"))
        assert [stored[registration.pk] for registration in self.registrations] == [
            firm[0] for firm in self.model.firms
        ]

    @invariant()
    def nobody_sits_twice_and_no_seat_is_sold_twice(self):
        held = sum(firm[0] in HOLDING for firm in self.model.firms)
        assert Registration.objects.filter(mission=self.mission).holding().count() == held <= self.most


@pytest.mark.django_db
def test_every_history_of_a_mission_is_the_models():
    run_state_machine_as_test(
        Seats,
        settings=settings(settings.default, max_examples=settings.default.max_examples // 4, stateful_step_count=25),
    )
