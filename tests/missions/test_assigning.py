"""Who gives support, where and when: never two things at once for anybody, and only who can do it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from missions import agenda, assigning, support
from missions.assigning import ClashError, Span
from missions.enums import RegistrationStatus as Status
from missions.models import Assignment
from missions.transitions import RefusedError
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 28, 8, 0, tzinfo=UTC)
TOKYO = ZoneInfo("Asia/Tokyo")
DAY = datetime(2026, 12, 28, tzinfo=TOKYO)


@pytest.fixture
def mission():
    made = factories.open_mission(NOW, capacity=9)
    made.stops.create(
        city="Tokyo",
        country=factories.country(),
        starts=DAY.date(),
        ends=DAY.date() + timedelta(days=1),
        timezone="Asia/Tokyo",
    )
    return made


def _at(first, last, day=DAY):
    return Span(*(day + timedelta(hours=hour) for hour in (first, last)))


def _offer(mission, kind="interpreter", **fields):
    own = {"language": "ja", "by_day": True} if kind == "interpreter" else {"slot_minutes": 30}
    return mission.support_offers.create(**{"kind": kind, "title_it": kind, "quantity": 6, **own, **fields})


def _seated(mission, **fields):
    return factories.draft(mission, factories.firm(**fields), status=Status.SEATED, submitted_at=NOW)


def _request(offer, registration=None, days=("2026-12-28",)):
    registration = registration or _seated(offer.mission)
    return support.ask(registration, offer, days=days if offer.by_day else (), now=NOW)


def _person(mission, kind="interpreter", languages=("ja",), name="Yumi"):
    return mission.support_people.create(name=name, kind=kind, languages=list(languages))


def _assign(request, person, *spans):
    return assigning.assign(request, person=person, spans=spans, now=NOW, by=None)


def test_assigning_confirms_and_tells_who_when_and_where_by_the_clock_of_the_place(mission):
    request, yumi = _request(_offer(mission)), _person(mission)
    mail.outbox.clear()

    assigning.assign(request, person=yumi, spans=[_at(9.5, 12)], place="Sala 2", now=NOW, by=None)

    request.refresh_from_db()
    assert request.status == "confirmed"
    (message,) = mail.outbox
    assert "lunedì 28\u00a0dicembre 2026, 09:30-12:00 (Tokyo), Yumi, Sala 2" in message.body


def test_nobody_is_in_two_places_and_the_refusal_says_where_they_are(mission):
    offer, yumi = _offer(mission), _person(mission)
    _assign(_request(offer, _seated(mission, name="Alfa srl")), yumi, _at(9, 11))
    other = _request(offer)

    with pytest.raises(ClashError) as refused:
        _assign(other, yumi, _at(10, 12))
    assert refused.value.clashes == ["Yumi, dalle 09:00 alle 11:00: già con Alfa srl."]

    _assign(other, yumi, _at(11, 12))
    assert Assignment.objects.count() == 2


def test_all_days_or_none(mission):
    offer, yumi = _offer(mission), _person(mission)
    days = ("2026-12-28", "2026-12-29")
    _assign(_request(offer, days=days), yumi, _at(9, 11, DAY + timedelta(days=1)))

    with pytest.raises(ClashError):
        _assign(_request(offer, days=days), yumi, _at(9, 11), _at(9, 11, DAY + timedelta(days=1)))

    assert Assignment.objects.count() == 1


def test_who_interprets_speaks_the_language_and_is_an_interpreter(mission):
    request = _request(_offer(mission))
    for person in (
        None,
        _person(mission, languages=("fr",)),
        _person(mission, kind="legal-desk"),
        _person(factories.open_mission(NOW)),
    ):
        with pytest.raises(RefusedError):
            _assign(request, person, _at(9, 10))
    fitting = _person(mission)
    assert assigning.suitable(mission.support_people.all(), request) == [fitting]


def test_only_on_the_days_that_were_asked_for_and_where_the_mission_is(mission):
    yumi, desk = _person(mission), _request(_offer(mission, "legal-desk"))
    with pytest.raises(RefusedError):
        _assign(_request(_offer(mission)), yumi, _at(9, 10, DAY + timedelta(days=1)))
    with pytest.raises(RefusedError):
        _assign(desk, None, _at(9, 10, DAY + timedelta(days=2)))
    with pytest.raises(RefusedError):
        _assign(desk, None, _at(10, 9))


def test_a_firm_is_at_one_desk_at_a_time_but_takes_its_interpreter_along(mission):
    registration = _seated(mission)
    legal, customs = (_request(_offer(mission, kind), registration) for kind in ("legal-desk", "customs-desk"))
    _assign(legal, None, _at(15, 15.5))
    with pytest.raises(ClashError):
        _assign(customs, None, _at(15.25, 15.75))

    _assign(_request(_offer(mission), registration), _person(mission), _at(9, 18))
    _assign(customs, None, _at(15.5, 16))

    assert Assignment.objects.count() == 3


def test_a_slot_of_a_desk_is_one_firms(mission):
    offer = _offer(mission, "legal-desk")
    _assign(_request(offer), None, _at(15, 15.5))
    with pytest.raises(ClashError):
        _assign(_request(offer), None, _at(15, 15.5))


def test_desks_and_appointments_exclude_each_other(mission):
    registration, stop = _seated(mission), mission.stops.get()
    desk = _request(_offer(mission, "legal-desk"), registration)
    meeting = agenda.appoint(registration, stop=stop, span=_at(10, 11), title="Buyer", now=NOW, by=None)
    with pytest.raises(ClashError):
        _assign(desk, None, _at(10.5, 11))

    agenda.call_off(meeting, now=NOW, by=None)
    _assign(desk, None, _at(10.5, 11))
    with pytest.raises(ClashError):
        agenda.appoint(registration, stop=stop, span=_at(10, 11), title="Another", now=NOW, by=None)


def test_moving_frees_what_was_held_and_clashes_with_all_but_itself(mission):
    offer, yumi = _offer(mission), _person(mission)
    (moving,) = _assign(_request(offer), yumi, _at(9, 11))
    _assign(_request(offer), yumi, _at(12, 13))
    for span in (_at(11.5, 12.5), _at(13, 12)):
        with pytest.raises(RefusedError):
            assigning.move(moving, person=yumi, span=span, now=NOW, by=None)

    assigning.move(moving, person=yumi, span=_at(10, 12), now=NOW, by=None)

    moving.refresh_from_db()
    assert (moving.starts, moving.sequence) == (DAY + timedelta(hours=10), 1)
    _assign(_request(offer), yumi, _at(9, 10))


def test_taking_back_frees_and_so_does_declining(mission):
    offer, yumi = _offer(mission), _person(mission)
    request = _request(offer)
    (given,) = _assign(request, yumi, _at(9, 11))
    assigning.free(given, now=NOW, by=None)
    assigning.free(given, now=NOW, by=None)
    assert not Assignment.objects.exists()

    _assign(request, yumi, _at(9, 11))
    support.decline(request, now=NOW, by=None, answer="Yumi è malata.")
    assert not Assignment.objects.exists()


def test_what_is_no_longer_asked_for_on_a_day_is_no_longer_given(mission):
    registration, offer, yumi = _seated(mission), _offer(mission), _person(mission)
    request = _request(offer, registration, days=("2026-12-28", "2026-12-29"))
    _assign(request, yumi, _at(9, 11), _at(0.5, 1, DAY + timedelta(days=1)))

    support.ask(registration, offer, days=("2026-12-28",), now=NOW)

    assert [one.starts for one in request.assignments.all()] == [DAY + timedelta(hours=9)]


def test_nothing_is_given_to_a_firm_that_has_let_go(mission):
    request = _request(_offer(mission))
    support.withdraw(request, now=NOW)
    with pytest.raises(RefusedError):
        _assign(request, _person(mission), _at(9, 10))
