"""What firms ask for on the spot: how much is left, who is next, what a lost seat gives back, what is told."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from missions import seats, support
from missions.enums import RegistrationStatus as Status
from missions.enums import SupportStatus, SupportVerb
from missions.support_steps import TABLE
from missions.transitions import RefusedError
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 28, 8, 0, tzinfo=UTC)
DAYS = ["2027-01-05", "2027-01-06", "2027-01-07"]


@pytest.fixture
def mission():
    return factories.open_mission(NOW, capacity=9)


def _offer(mission, quantity=2, **fields):
    return mission.support_offers.create(
        **{"kind": "customs-desk", "title_it": "Sportello dogane", "quantity": quantity, **fields}
    )


def _seated(mission, **fields):
    return factories.draft(mission, factories.firm(), status=Status.SEATED, submitted_at=NOW, **fields)


def _ask(mission, offer, days=(), registration=None):
    return support.ask(registration or _seated(mission), offer, days=days, now=NOW)


def _state(*requests):
    for request in requests:
        request.refresh_from_db()
    return [(request.status, request.taken) for request in requests]


def test_what_there_is_goes_to_whoever_asks_first_and_the_rest_joins_the_list(mission):
    offer = _offer(mission)
    first, second, third, fourth = (_ask(mission, offer) for _number in range(4))

    assert _state(first, second, third, fourth) == [("asked", 1), ("asked", 1), ("queued", 0), ("queued", 0)]
    assert support.places([first, third, fourth]) == {third.pk: 1, fourth.pk: 2}
    assert support.left([offer]) == {offer.pk: 0}


def test_what_is_given_back_is_confirmed_to_the_next_on_the_list(mission):
    offer = _offer(mission, quantity=1)
    first, second, third = (_ask(mission, offer) for _number in range(3))

    support.withdraw(first, now=NOW)
    support.withdraw(first, now=NOW)

    assert _state(first, second, third) == [("withdrawn", 0), ("confirmed", 1), ("queued", 0)]
    assert [event.verb for event in second.events.all()] == [SupportVerb.ASK, SupportVerb.QUEUE, SupportVerb.CONFIRM]


def test_a_larger_request_is_not_passed_over_by_a_smaller_one(mission):
    offer = _offer(mission, quantity=3, by_day=True)
    first, large, small = (_ask(mission, offer, days) for days in (DAYS[:2], DAYS, DAYS[:1]))

    assert _state(first, large, small) == [("asked", 2), ("queued", 0), ("queued", 0)]
    support.withdraw(first, now=NOW)
    assert _state(large, small) == [("confirmed", 3), ("queued", 0)]


def test_only_a_firm_with_a_seat_takes_anything_and_it_does_so_when_it_gets_one(mission):
    offer = _offer(mission, quantity=1)
    draft = factories.draft(mission, factories.firm())
    wish = _ask(mission, offer, registration=draft)
    assert _state(wish) == [("asked", 0)]
    assert not wish.events.exists()
    quicker = _ask(mission, offer)

    seats.submit(draft, now=NOW, by=None)

    assert _state(quicker, wish) == [("asked", 1), ("queued", 0)]


@pytest.mark.parametrize("leave", ["withdraw", "reject", "cancel"])
def test_a_firm_that_loses_its_seat_gives_back_what_it_had(mission, leave):
    offer = _offer(mission, quantity=1)
    registration, other = _seated(mission), _seated(mission)
    had, waits = _ask(mission, offer, registration=registration), _ask(mission, offer, registration=other)

    if leave == "withdraw":
        seats.withdraw(registration, now=NOW, by=None)
    elif leave == "reject":
        seats.reject(registration, now=NOW, by=None, reason="Manca un documento")
    else:
        seats.cancel_mission(mission, now=NOW, by=None, reason="Sciopero")

    assert _state(had) == [("withdrawn", 0)]
    assert _state(waits) == [("withdrawn", 0) if leave == "cancel" else ("confirmed", 1)]


def test_fewer_days_are_given_back_and_more_only_where_there_are_some(mission):
    offer = _offer(mission, quantity=3, by_day=True)
    registration = _seated(mission)
    request = _ask(mission, offer, DAYS, registration)
    support.confirm(request, now=NOW, by=None)

    _ask(mission, offer, DAYS[:1], registration)
    assert _state(request) == [("confirmed", 1)]
    other = _ask(mission, offer, DAYS[:2])
    with pytest.raises(RefusedError):
        _ask(mission, offer, DAYS, registration)

    assert _state(request, other) == [("confirmed", 1), ("asked", 2)]
    assert request.days == DAYS[:1]


def test_other_days_are_confirmed_again(mission):
    offer, registration = _offer(mission, quantity=3, by_day=True), _seated(mission)
    request = _ask(mission, offer, DAYS[:1], registration)
    support.confirm(request, now=NOW, by=None)

    _ask(mission, offer, DAYS[1:2], registration)

    assert _state(request) == [("asked", 1)]


def test_asking_for_the_same_again_changes_nothing(mission):
    offer, registration = _offer(mission), _seated(mission)
    request = _ask(mission, offer, registration=registration)
    _ask(mission, offer, registration=registration)

    assert [event.verb for event in request.events.all()] == [SupportVerb.ASK]


def test_nothing_new_is_asked_for_once_its_time_is_over_and_nothing_that_was_done(mission):
    late = _offer(mission, ask_until=NOW - timedelta(seconds=1))
    with pytest.raises(RefusedError):
        _ask(mission, late)
    offer, registration = _offer(mission), _seated(mission)
    request = _ask(mission, offer, registration=registration)
    support.confirm(request, now=NOW, by=None)
    support.deliver(request, now=NOW, by=None)
    with pytest.raises(RefusedError):
        support.ask(registration, offer, note="Ancora", now=NOW)

    support.deliver(request, now=NOW, by=None, done=False)
    assert _state(request) == [("confirmed", 1)]


def test_what_cannot_be_done_is_declined_with_a_reason_and_can_be_asked_for_again(mission):
    offer, registration = _offer(mission, quantity=1), _seated(mission)
    request, other = _ask(mission, offer, registration=registration), _ask(mission, offer)
    with pytest.raises(RefusedError):
        support.decline(request, now=NOW, by=None, answer=" ")
    support.decline(request, now=NOW, by=None, answer="Quel giorno non c’è nessuno.")
    assert _state(request, other) == [("declined", 0), ("confirmed", 1)]

    support.ask(registration, offer, note="Un altro giorno va bene", now=NOW)
    assert _state(request) == [("queued", 0)]


def test_an_officer_confirms_out_of_turn_only_what_there_is(mission):
    offer = _offer(mission, quantity=2, by_day=True)
    first, large, small = (_ask(mission, offer, days) for days in (DAYS[:1], DAYS, DAYS[:1]))

    with pytest.raises(RefusedError):
        support.confirm(large, now=NOW, by=None)
    support.confirm(small, now=NOW, by=None)

    assert _state(first, large, small) == [("asked", 1), ("queued", 0), ("confirmed", 1)]


def test_nothing_is_confirmed_to_a_firm_without_a_seat(mission):
    request = _ask(mission, _offer(mission), registration=factories.draft(mission, factories.firm(), status="applied"))
    with pytest.raises(RefusedError):
        support.confirm(request, now=NOW, by=None)


def test_a_larger_quantity_goes_to_the_list_and_none_is_enough_for_all(mission):
    offer = _offer(mission, quantity=1)
    requests = [_ask(mission, offer) for _number in range(4)]

    offer.quantity = 2
    offer.save()
    support.refresh(mission, now=NOW)
    assert [status for status, _taken in _state(*requests)] == ["asked", "confirmed", "queued", "queued"]
    offer.quantity = None
    offer.save()
    support.refresh(mission, now=NOW)

    assert [status for status, _taken in _state(*requests)] == ["asked", "confirmed", "confirmed", "confirmed"]


def test_a_quantity_lowered_below_what_is_taken_takes_nothing_from_anybody(mission):
    offer = _offer(mission, quantity=2)
    requests = [_ask(mission, offer) for _number in range(3)]
    offer.quantity = 1
    offer.save()
    support.withdraw(requests[0], now=NOW)

    assert _state(*requests) == [("withdrawn", 0), ("asked", 1), ("queued", 0)]


def test_keeping_some_wishes_gives_the_others_back_and_leaves_alone_what_was_not_asked_about(mission):
    kept, dropped, elsewhere = _offer(mission), _offer(mission), _offer(mission)
    registration = _seated(mission)
    requests = [_ask(mission, offer, registration=registration) for offer in (kept, dropped, elsewhere)]

    support.keep(registration, [support.Wish(kept)], among=[kept, dropped], now=NOW)

    assert [status for status, _taken in _state(*requests)] == ["asked", "withdrawn", "asked"]


def test_a_wish_that_cannot_be_kept_changes_no_other(mission):
    good, late = _offer(mission), _offer(mission, ask_until=NOW - timedelta(seconds=1))
    registration = _seated(mission)
    with pytest.raises(RefusedError):
        support.keep(registration, [support.Wish(good), support.Wish(late)], among=[good, late], now=NOW)

    assert not registration.support_requests.exists()


def test_the_firm_is_told_in_its_language_what_it_cannot_see_coming(mission):
    offer = _offer(mission, quantity=1, title_en="Customs desk")
    person = factories.person(language="en")
    registration = factories.draft(mission, factories.firm(by=person), status=Status.SEATED)
    first, _second = _ask(mission, offer), _ask(mission, offer, registration=registration)
    support.withdraw(first, now=NOW)

    told = [message for message in mail.outbox if message.to == [person.email]]
    assert len(told) == 2
    assert "You are on the list" in told[0].body
    assert "Confirmed" in told[1].body
    assert "Customs desk" in told[1].subject


def test_nothing_to_do_costs_one_query(mission, django_assert_num_queries):
    _ask(mission, _offer(mission))
    with django_assert_num_queries(1):
        support.settle(mission, now=NOW)


def test_every_status_is_left_by_some_step():
    assert {status for allowed, _target in TABLE.values() for status in allowed} == set(SupportStatus)
