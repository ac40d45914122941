"""Seats and the waiting list: who gets what, in which order, and what time does by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from catalog.enums import EditorialStatus, Stage
from missions import seats
from missions.availability import position
from missions.availability import seats as count
from missions.enums import FillMethod, Verb
from missions.enums import RegistrationStatus as Status
from missions.models import SeatReserve
from missions.transitions import TABLE, RefusedError
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 28, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
AFTER_THE_OFFER = NOW + timedelta(hours=80)


@pytest.fixture
def mission():
    return factories.open_mission(NOW)


def _sent(mission, count=1, now=NOW, **firm):
    """Some firms' registrations, sent one after the other."""
    return [seats.submit(factories.draft(mission, factories.firm(**firm)), now=now, by=None) for _ in range(count)]


def _statuses(registrations):
    for registration in registrations:
        registration.refresh_from_db()
    return [registration.status for registration in registrations]


def test_seats_go_by_arrival_and_then_there_is_a_queue(mission):
    registrations = _sent(mission, 4)

    assert _statuses(registrations) == [Status.SEATED, Status.SEATED, Status.WAITING, Status.WAITING]
    assert [position(registration) for registration in registrations] == [None, None, 1, 2]


def test_sending_twice_gives_the_same_registration(mission):
    first = _sent(mission)[0]
    again = seats.submit(first, now=LATER, by=None)

    assert (again.pk, again.status, again.submitted_at) == (first.pk, Status.SEATED, NOW)
    assert first.events.count() == 1


@pytest.mark.parametrize(
    ("fields", "open_to"),
    [
        ({}, True),
        ({"registration_opens": NOW + timedelta(seconds=1)}, False),
        ({"registration_opens": NOW}, True),
        ({"registration_closes": NOW}, True),
        ({"registration_closes": NOW - timedelta(seconds=1)}, False),
        ({"editorial_status": EditorialStatus.DRAFT}, False),
        ({"cancelled_at": NOW}, False),
    ],
)
def test_registration_is_received_within_its_window_to_the_second(fields, open_to):
    registration = factories.draft(factories.open_mission(NOW, **fields), factories.firm())

    if open_to:
        assert seats.submit(registration, now=NOW, by=None).status == Status.SEATED
    else:
        with pytest.raises(RefusedError):
            seats.submit(registration, now=NOW, by=None)
        assert _statuses([registration]) == [Status.DRAFT]


def test_a_seat_given_back_is_offered_to_the_first_in_the_queue(mission):
    registrations = _sent(mission, 4)

    seats.withdraw(registrations[0], now=LATER, by=None)

    assert _statuses(registrations) == [Status.WITHDRAWN, Status.SEATED, Status.OFFERED, Status.WAITING]
    assert registrations[2].offer_expires_at == LATER + timedelta(hours=72)
    assert count(mission, LATER).free == 0


def test_withdrawing_twice_offers_one_seat(mission):
    registrations = _sent(mission, 4)

    seats.withdraw(registrations[0], now=LATER, by=None)
    seats.withdraw(registrations[0], now=LATER, by=None)

    assert _statuses(registrations)[2:] == [Status.OFFERED, Status.WAITING]


def test_an_accepted_offer_is_a_seat(mission):
    registrations = _sent(mission, 3)
    seats.withdraw(registrations[0], now=NOW, by=None)

    seats.accept(registrations[2], now=LATER, by=None)
    seats.accept(registrations[2], now=LATER, by=None)

    assert _statuses(registrations) == [Status.WITHDRAWN, Status.SEATED, Status.SEATED]
    assert registrations[2].offer_expires_at is None


def test_a_declined_offer_passes_on_and_its_firm_does_not_come_back_by_itself(mission):
    registrations = _sent(mission, 4)
    seats.withdraw(registrations[0], now=NOW, by=None)

    seats.decline(registrations[2], now=LATER, by=None)
    seats.withdraw(registrations[1], now=LATER, by=None)

    assert _statuses(registrations) == [Status.WITHDRAWN, Status.WITHDRAWN, Status.DECLINED, Status.OFFERED]


def test_an_offer_expires_to_the_second_and_passes_on(mission):
    registrations = _sent(mission, 4)
    seats.withdraw(registrations[0], now=NOW, by=None)
    end = NOW + timedelta(hours=72)

    seats.refresh(mission, now=end - timedelta(seconds=1))
    assert _statuses(registrations)[2:] == [Status.OFFERED, Status.WAITING]

    seats.refresh(mission, now=end)
    assert _statuses(registrations)[2:] == [Status.EXPIRED, Status.OFFERED]


def test_accepting_too_late_is_refused_and_the_seat_has_gone_on(mission):
    registrations = _sent(mission, 4)
    seats.withdraw(registrations[0], now=NOW, by=None)

    with pytest.raises(RefusedError):
        seats.accept(registrations[2], now=AFTER_THE_OFFER, by=None)

    assert _statuses(registrations)[2:] == [Status.EXPIRED, Status.OFFERED]


def test_a_newcomer_does_not_pass_whoever_waits_for_an_expired_offer(mission):
    registrations = _sent(mission, 4)
    seats.withdraw(registrations[0], now=NOW, by=None)

    newcomer = _sent(mission, now=AFTER_THE_OFFER)[0]

    assert _statuses([*registrations[2:], newcomer]) == [Status.EXPIRED, Status.OFFERED, Status.WAITING]


def test_no_offer_outlives_the_beginning_of_the_mission():
    mission = factories.open_mission(NOW, capacity=1, starts=NOW.date() + timedelta(days=1), ends=None)
    registrations = _sent(mission, 2)

    seats.withdraw(registrations[0], now=NOW, by=None)

    registrations[1].refresh_from_db()
    assert registrations[1].offer_expires_at == datetime(2026, 9, 28, 22, 0, tzinfo=UTC)  # midnight in Italy


def test_nothing_is_offered_once_the_mission_is_under_way():
    mission = factories.open_mission(NOW, capacity=1)
    registrations = _sent(mission, 2)
    mission.starts, mission.ends = NOW.date(), NOW.date()
    mission.save()

    seats.withdraw(registrations[0], now=NOW, by=None)

    assert _statuses(registrations) == [Status.WITHDRAWN, Status.WAITING]


def test_kept_seats_are_for_their_kind_of_firm_until_they_are_released(mission):
    release = NOW + timedelta(days=5)
    SeatReserve.objects.create(mission=mission, stage=Stage.FIRST_TIME, seats=1, until=release)

    established = _sent(mission, 2, stage=Stage.ESTABLISHED)
    newcomer = _sent(mission, stage=Stage.FIRST_TIME)
    late = _sent(mission, stage=Stage.FIRST_TIME)

    assert _statuses(established) == [Status.SEATED, Status.WAITING]
    assert _statuses(newcomer + late) == [Status.SEATED, Status.WAITING]


def test_kept_seats_that_nobody_took_are_offered_to_the_queue_when_they_are_released(mission):
    release = NOW + timedelta(days=5)
    SeatReserve.objects.create(mission=mission, stage=Stage.FIRST_TIME, seats=1, until=release)
    established = _sent(mission, 3, stage=Stage.ESTABLISHED)

    seats.refresh(mission, now=release - timedelta(seconds=1))
    assert _statuses(established) == [Status.SEATED, Status.WAITING, Status.WAITING]

    seats.refresh(mission, now=release)
    assert _statuses(established) == [Status.SEATED, Status.OFFERED, Status.WAITING]


def test_a_kept_seat_given_back_goes_to_the_next_of_its_kind(mission):
    SeatReserve.objects.create(mission=mission, stage=Stage.FIRST_TIME, seats=1, until=NOW + timedelta(days=5))
    newcomer = _sent(mission, stage=Stage.FIRST_TIME)
    established = _sent(mission, 2, stage=Stage.ESTABLISHED)
    waiting = _sent(mission, stage=Stage.FIRST_TIME)

    seats.withdraw(newcomer[0], now=LATER, by=None)

    assert _statuses(established) == [Status.SEATED, Status.WAITING]
    assert _statuses(waiting) == [Status.OFFERED]


def test_more_seats_are_offered_on_and_fewer_expel_nobody(mission):
    registrations = _sent(mission, 5)

    seats.resize(mission, 3, now=LATER)
    assert _statuses(registrations)[2:] == [Status.OFFERED, Status.WAITING, Status.WAITING]

    seats.resize(mission, 1, now=LATER)
    assert _statuses(registrations)[:3] == [Status.SEATED, Status.SEATED, Status.OFFERED]

    seats.withdraw(registrations[0], now=LATER, by=None)
    assert _statuses(registrations)[3:] == [Status.WAITING, Status.WAITING]


def test_a_cancelled_mission_tells_everybody_who_is_in_or_waits(mission):
    registrations = _sent(mission, 3)
    seats.withdraw(registrations[1], now=NOW, by=None)
    mail.outbox.clear()

    seats.cancel_mission(mission, now=LATER, by=None, reason="Il Paese non è sicuro.")
    seats.cancel_mission(mission, now=LATER, by=None, reason="Il Paese non è sicuro.")

    assert _statuses(registrations) == [Status.CANCELLED, Status.WITHDRAWN, Status.CANCELLED]
    assert len(mail.outbox) == 2
    assert "Il Paese non è sicuro." in mail.outbox[0].body


def test_what_is_rejected_says_why(mission):
    registration = _sent(mission)[0]

    with pytest.raises(RefusedError):
        seats.reject(registration, now=NOW, by=None, reason=" ")
    seats.reject(registration, now=NOW, by=None, reason="La sede non è in Lombardia.")

    assert _statuses([registration]) == [Status.REJECTED]
    assert registration.events.last().note == "La sede non è in Lombardia."


def test_whoever_withdrew_may_come_back_as_a_newcomer(mission):
    registrations = _sent(mission, 3)
    seats.withdraw(registrations[0], now=NOW, by=None)
    seats.accept(registrations[2], now=NOW, by=None)

    draft = seats.reopen(registrations[0], now=LATER, by=None)
    again = seats.submit(draft, now=LATER, by=None)

    assert (again.pk, again.status, position(again)) == (registrations[0].pk, Status.WAITING, 1)


def test_a_selection_seats_in_rank_order_and_queues_the_rest():
    mission = factories.open_mission(NOW, fill_method=FillMethod.SELECTION)
    applications = _sent(mission, 4)
    assert _statuses(applications) == [Status.APPLIED] * 4

    best_first = [applications[2], applications[0], applications[3], applications[1]]
    seats.seat_ranking(mission, best_first, now=LATER, by=None)

    assert _statuses(best_first) == [Status.SEATED, Status.SEATED, Status.WAITING, Status.WAITING]
    assert [registration.rank for registration in best_first] == [1, 2, 3, 4]
    seats.withdraw(best_first[0], now=LATER, by=None)
    assert _statuses(best_first)[2:] == [Status.OFFERED, Status.WAITING]
    mission.refresh_from_db()
    with pytest.raises(RefusedError):
        seats.seat_ranking(mission, best_first, now=LATER, by=None)


def test_every_step_leaves_a_row_of_history_and_one_mail_in_the_readers_language(mission):
    reader = factories.person(language="en")
    registration = factories.draft(mission, factories.firm(by=reader))

    seats.submit(registration, now=NOW, by=reader)
    seats.withdraw(registration, now=LATER, by=reader)

    assert [(event.verb, event.by, event.at) for event in registration.events.all()] == [
        (Verb.SEAT, reader, NOW),
        (Verb.WITHDRAW, reader, LATER),
    ]
    assert [message.to for message in mail.outbox] == [[reader.email], [reader.email]]
    assert "You have a seat." in mail.outbox[0].body
    assert registration.number in mail.outbox[0].body
    assert f"/en/missions/{registration.mission.slug}/calendar.ics" in mail.outbox[0].body


def test_a_step_that_the_table_does_not_know_is_refused(mission):
    registration = factories.draft(mission, factories.firm())

    with pytest.raises(RefusedError):
        seats.withdraw(registration, now=NOW, by=None)
    assert registration.events.count() == 0


def test_the_table_leads_everywhere_from_a_draft():
    reached, frontier = {Status.DRAFT}, {Status.DRAFT}
    while frontier:
        frontier = {target for sources, target in TABLE.values() if sources & frontier} - reached
        reached |= frontier

    assert reached == set(Status)
