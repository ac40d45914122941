"""Any sequence of asking, assigning, moving and letting go: what there is is never given twice, nobody doubles."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from missions import agenda, assigning, seats, support
from missions.assigning import ALONGSIDE, Span
from missions.enums import RegistrationStatus as Status
from missions.enums import SupportStatus
from missions.models import Appointment, Assignment, SupportRequest
from missions.support_steps import LIVE
from missions.transitions import RefusedError
from tests import factories

NOW = datetime(2026, 9, 28, 8, 0, tzinfo=UTC)
DAY = datetime(2026, 12, 28, 8, 0, tzinfo=UTC)
DAYS = ["2026-12-28", "2026-12-29"]
spans = st.builds(
    lambda day, start, length: Span(
        DAY + timedelta(days=day, minutes=30 * start), DAY + timedelta(days=day, minutes=30 * (start + length))
    ),
    st.integers(0, 1),
    st.integers(0, 3),
    st.integers(1, 3),
)


class Support(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.mission = factories.open_mission(NOW, capacity=4)
        self.stop = self.mission.stops.create(
            city="Vienna",
            country=factories.country("AT"),
            starts=DAY.date(),
            ends=DAY.date() + timedelta(days=1),
            timezone="Europe/Vienna",
        )
        self.offers = [
            self.mission.support_offers.create(
                title_it="Tedesco", quantity=6, kind="interpreter", language="de", by_day=True
            ),
            self.mission.support_offers.create(
                title_it="Ceco", quantity=2, kind="interpreter", language="cs", by_day=True
            ),
            self.mission.support_offers.create(title_it="Legale", quantity=2, kind="legal-desk", slot_minutes=30),
            self.mission.support_offers.create(title_it="Dogane", kind="customs-desk", slot_minutes=30),
        ]
        self.people = [
            self.mission.support_people.create(name=name, kind=kind, languages=languages)
            for name, kind, languages in (
                ("Anna", "interpreter", ["de", "cs"]),
                ("Bruno", "interpreter", ["de"]),
                ("Carla", "legal-desk", ["it"]),
            )
        ]
        self.registrations = [
            factories.draft(self.mission, factories.firm(), status=Status.SEATED, submitted_at=NOW) for _ in range(4)
        ]
        # From the first step on there is something to give, and somebody who waits.
        for registration in self.registrations:
            for offer in (self.offers[0], self.offers[2]):
                support.ask(registration, offer, days=DAYS if offer.by_day else [], now=NOW)

    @property
    def requests(self):
        return SupportRequest.objects.filter(registration__mission=self.mission)

    @property
    def assignments(self):
        return Assignment.objects.filter(request__registration__mission=self.mission)

    @property
    def meetings(self):
        return Appointment.objects.filter(registration__mission=self.mission)

    def _one(self, rows, data):
        return rows.order_by("pk")[data.draw(st.integers(0, rows.count() - 1))]

    @rule(data=st.data(), days=st.sets(st.sampled_from(DAYS), min_size=1))
    def ask(self, data, days):
        offer, registration = (data.draw(st.sampled_from(rows)) for rows in (self.offers, self.registrations))
        _try(support.ask, registration, offer, days=sorted(days) if offer.by_day else [], now=NOW)

    @precondition(lambda self: self.requests.exists())
    @rule(data=st.data(), verb=st.sampled_from(["withdraw", "decline", "confirm", "deliver"]))
    def answer(self, data, verb):
        request = self._one(self.requests, data)
        given = {"withdraw": {}, "decline": {"by": None, "answer": "No"}}.get(verb, {"by": None})
        _try(getattr(support, verb), request, now=NOW, **given)

    @precondition(lambda self: self.requests.filter(status__in=LIVE).exists())
    @rule(data=st.data(), span=spans)
    def assign_who_can(self, data, span):
        request = self._one(self.requests.filter(status__in=LIVE), data)
        fitting = assigning.suitable(self.mission.support_people.order_by("pk"), request)
        person = data.draw(st.sampled_from([*fitting, None]))
        _try(assigning.assign, request, person=person, spans=[span], now=NOW, by=None)

    @precondition(lambda self: self.requests.exists())
    @rule(data=st.data(), span=spans)
    def assign_anybody(self, data, span):
        request = self._one(self.requests, data)
        person = data.draw(st.sampled_from(self.people))
        _try(assigning.assign, request, person=person, spans=[span], now=NOW, by=None)

    @precondition(lambda self: self.assignments.exists())
    @rule(data=st.data(), span=spans)
    def move(self, data, span):
        given = self._one(self.assignments, data)
        person = data.draw(st.sampled_from([given.person, *self.people]))
        _try(assigning.move, given, person=person, span=span, now=NOW, by=None)

    @precondition(lambda self: self.assignments.exists())
    @rule(data=st.data())
    def take_back(self, data):
        given = self._one(self.assignments, data)
        held = (given.person, given.request, Span(given.starts, given.ends))
        assigning.free(given, now=NOW, by=None)
        if held[1].status in LIVE:  # it was free for it a moment ago
            assigning.assign(held[1], person=held[0], spans=[held[2]], now=NOW, by=None)

    @rule(data=st.data(), span=spans)
    def appoint(self, data, span):
        registration = data.draw(st.sampled_from(self.registrations))
        _try(agenda.appoint, registration, stop=self.stop, span=span, title="Incontro", now=NOW, by=None)

    @precondition(lambda self: self.meetings.exists())
    @rule(data=st.data(), span=spans, off=st.booleans())
    def change_appointment(self, data, span, off):
        meeting = self._one(self.meetings, data)
        if off:
            agenda.call_off(meeting, now=NOW, by=None)
        else:
            _try(agenda.move_appointment, meeting, span=span, title="Altro", note="", place="", now=NOW, by=None)

    @rule(data=st.data())
    def lose_the_seat(self, data):
        registration = data.draw(st.sampled_from(self.registrations))
        _try(seats.withdraw, registration, now=NOW, by=None)

    @invariant()
    def nobody_is_in_two_places(self):
        given = list(self.assignments.select_related("request__offer", "person"))
        for one, other in combinations(given, 2):
            if one.starts < other.ends and other.starts < one.ends:
                assert one.person_id is None or one.person_id != other.person_id
                if one.request.registration_id == other.request.registration_id:
                    kinds = {one.request.offer.kind, other.request.offer.kind}
                    assert len(kinds) == 2
                    assert kinds & set(ALONGSIDE)
                if one.request.offer == other.request.offer and one.request.offer.slot_minutes:
                    assert one.person_id or other.person_id
        for meeting in self.meetings.filter(cancelled_at=None):
            own = [one for one in given if one.request.registration_id == meeting.registration_id]
            own = [one for one in own if one.request.offer.kind not in ALONGSIDE]
            assert not [one for one in own if one.starts < meeting.ends and meeting.starts < one.ends]

    @invariant()
    def who_interprets_speaks_the_language(self):
        for one in self.assignments.filter(request__offer__kind="interpreter").select_related(
            "person", "request__offer"
        ):
            assert one.request.offer.language in one.person.languages

    @invariant()
    def nothing_is_given_twice_or_to_nobody(self):
        for offer in self.offers:
            requests = list(self.requests.filter(offer=offer).select_related("registration"))
            taken = sum(request.taken for request in requests)
            assert offer.quantity is None or taken <= offer.quantity
            queue = sorted(
                (one for one in requests if one.status == SupportStatus.QUEUED), key=lambda one: one.queue_number
            )
            if queue and offer.quantity is not None:
                assert taken + support.amount(offer, queue[0].days) > offer.quantity
            for request in requests:
                wanted = support.amount(offer, request.days)
                held = request.status in (SupportStatus.CONFIRMED, SupportStatus.DELIVERED)
                assert request.taken == wanted or not held
                if request.status in LIVE:
                    assert request.registration.status == Status.SEATED
                if request.status in (SupportStatus.WITHDRAWN, SupportStatus.DECLINED, SupportStatus.QUEUED):
                    assert not request.taken
                    assert not request.assignments.exists()


def _try(act, *arguments, **named):
    """Does something that may be refused; what is refused changes nothing, which the invariants see."""
    with suppress(RefusedError):
        act(*arguments, **named)


@pytest.mark.django_db
def test_every_history_of_support_keeps_its_promises():
    run_state_machine_as_test(
        Support,
        settings=settings(settings.default, max_examples=settings.default.max_examples // 8, stateful_step_count=25),
    )
