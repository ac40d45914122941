"""Who may change whose mandate, and that a firm is never left without anybody."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from missions.enums import MandateRole, Scope
from missions.firms import mandates
from missions.firms.grants import Grant, problems
from missions.firms.mandates import left_without_representative
from missions.permissions import firms_of, firms_seen_by, may_act
from missions.transitions import RefusedError
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 28, 8, 0, tzinfo=UTC)
TODAY = date(2026, 9, 28)
EVERYTHING = frozenset(Scope)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("missions.permissions.today", lambda: TODAY)


@pytest.fixture
def elena():
    return factories.person(first_name="Elena", last_name="Rusconi")


@pytest.fixture
def firm(elena):
    return factories.firm(by=elena)


def _manager(firm, scopes=EVERYTHING, **fields):
    given = {"role": MandateRole.EXPORT_MANAGER, "scopes": [scope.value for scope in scopes]}
    return factories.mandate(user=factories.person(), firm=firm, **{**given, **fields})


def _consultant(firm, **fields):
    given = {"role": MandateRole.CONSULTANT, "scopes": ["registrations"], "ends": TODAY + timedelta(days=30)}
    return factories.mandate(user=factories.person(), firm=firm, **{**given, **fields})


def _grant(role=MandateRole.CONSULTANT, scopes=(Scope.REGISTRATIONS,), ends=TODAY + timedelta(days=60)):
    return Grant.of(role, scopes, ends)


@pytest.mark.parametrize(
    ("grant", "wrong"),
    [
        (_grant(), set()),
        (_grant(ends=TODAY), set()),
        (_grant(ends=None), {"ends"}),
        (_grant(ends=TODAY - timedelta(days=1)), {"ends"}),
        (_grant(ends=date(9999, 12, 31)), {"ends"}),
        (_grant(scopes=()), {"scopes"}),
        (_grant(scopes=(Scope.PEOPLE,)), {"scopes"}),
        (_grant(MandateRole.EXPORT_MANAGER, EVERYTHING, None), set()),
        (_grant(MandateRole.EXPORT_MANAGER, (), None), {"scopes"}),
        (_grant(MandateRole.LEGAL_REPRESENTATIVE, (), None), set()),
        (_grant(MandateRole.LEGAL_REPRESENTATIVE, (), TODAY), {"ends"}),
    ],
)
def test_a_grant_is_sound_or_says_what_is_not(grant, wrong):
    assert set(problems(grant, TODAY)) == wrong


def test_a_mandate_is_changed_and_the_person_is_told(firm, elena):
    consultant = _consultant(firm)

    changed = mandates.change(consultant, _grant(scopes=(Scope.PROFILE,)), by=elena, now=NOW)

    changed.refresh_from_db()
    assert (changed.scopes, changed.ends) == (["profile"], TODAY + timedelta(days=60))
    assert [message.to for message in mail.outbox] == [[consultant.user.email]]
    assert "Elena Rusconi" in mail.outbox[0].body


def test_a_mandate_that_ends_gives_no_access_from_then_on(firm, elena):
    consultant = _consultant(firm)
    assert may_act(consultant.user, firm, Scope.REGISTRATIONS)

    mandates.end(consultant, by=elena, now=NOW)

    assert not may_act(consultant.user, firm)
    assert not firms_of(consultant.user).exists()
    assert [message.to for message in mail.outbox] == [[consultant.user.email]]


def test_ending_twice_is_ending_once(firm, elena):
    consultant = _consultant(firm)
    mandates.end(consultant, by=elena, now=NOW)

    mandates.end(consultant, by=elena, now=NOW + timedelta(hours=1))

    consultant.refresh_from_db()
    assert (consultant.revoked_at, len(mail.outbox)) == (NOW, 1)


@pytest.mark.parametrize(("days", "sees"), [(0, True), (1, True), (-1, False)])
def test_a_mandate_gives_access_through_its_last_day(firm, days, sees):
    consultant = _consultant(firm, ends=TODAY + timedelta(days=days))

    assert may_act(consultant.user, firm, Scope.REGISTRATIONS) is sees
    assert consultant.is_active(TODAY) is sees


def test_the_last_legal_representative_cannot_leave_nor_be_ended(firm, elena):
    mine, manager = firm.mandates.get(), _manager(firm)

    for by in (elena, manager.user):
        with pytest.raises(RefusedError):
            mandates.end(mine, by=by, now=NOW)
    mine.refresh_from_db()
    assert mine.revoked_at is None


def test_one_of_two_legal_representatives_may_leave_and_the_other_then_not(firm, elena):
    mine = firm.mandates.get()
    other = factories.mandate(user=factories.person(), firm=firm)

    mandates.end(mine, by=elena, now=NOW)

    with pytest.raises(RefusedError):
        mandates.end(other, by=other.user, now=NOW)
    assert mail.outbox == []


def test_a_firm_without_legal_representative_keeps_somebody_who_can_invite_one():
    firm = factories.firm()
    firm.mandates.all().delete()
    only = _manager(firm)

    with pytest.raises(RefusedError):
        mandates.end(only, by=only.user, now=NOW)


def test_an_end_takes_back_the_invitations_the_person_sent(firm, elena):
    manager = _manager(firm)
    sent = factories.invitation(firm=firm, invited_by=manager.user, expires_at=NOW + timedelta(days=3))

    mandates.end(manager, by=elena, now=NOW)

    sent.refresh_from_db()
    assert sent.revoked_at == NOW


def test_nobody_changes_their_own_mandate(firm, elena):
    manager = _manager(firm)

    with pytest.raises(RefusedError):
        mandates.change(manager, _grant(MandateRole.LEGAL_REPRESENTATIVE, (), None), by=manager.user, now=NOW)


def test_nobody_gives_more_than_they_have(firm):
    manager = _manager(firm, {Scope.PEOPLE, Scope.REGISTRATIONS})
    consultant = _consultant(firm)

    for grant in (_grant(scopes=(Scope.PROFILE,)), _grant(MandateRole.LEGAL_REPRESENTATIVE, (), None)):
        with pytest.raises(RefusedError):
            mandates.change(consultant, grant, by=manager.user, now=NOW)
    mandates.change(consultant, _grant(ends=TODAY + timedelta(days=5)), by=manager.user, now=NOW)


def test_nobody_touches_a_mandate_that_covers_more_than_their_own(firm, elena):
    small, big = _manager(firm, {Scope.PEOPLE}), _manager(firm)

    for other in (big, firm.mandates.get(user=elena)):
        with pytest.raises(RefusedError):
            mandates.end(other, by=small.user, now=NOW)
        with pytest.raises(RefusedError):
            mandates.change(other, _grant(scopes=(Scope.REGISTRATIONS,)), by=small.user, now=NOW)


@pytest.mark.parametrize("kind", ["stranger", "consultant", "expired", "revoked", "other-firm"])
def test_whoever_does_not_look_after_the_people_changes_nothing(firm, kind):
    who = {
        "stranger": lambda: factories.person(),
        "consultant": lambda: _consultant(firm).user,
        "expired": lambda: _manager(firm, ends=TODAY - timedelta(days=1)).user,
        "revoked": lambda: _manager(firm, revoked_at=NOW).user,
        "other-firm": lambda: factories.firm().mandates.get().user,
    }[kind]()
    target = _consultant(firm)

    with pytest.raises(RefusedError):
        mandates.end(target, by=who, now=NOW)
    with pytest.raises(RefusedError):
        mandates.change(target, _grant(), by=who, now=NOW)


def test_a_mandate_that_is_over_is_not_changed_but_given_anew(firm, elena):
    over = _consultant(firm, ends=TODAY - timedelta(days=1))

    with pytest.raises(RefusedError):
        mandates.change(over, _grant(), by=elena, now=NOW)


def test_who_keeps_a_firm_alive_is_known_before_the_person_goes(firm, elena):
    other = factories.firm(by=elena)
    factories.mandate(user=factories.person(), firm=other)

    assert list(left_without_representative(elena, NOW)) == [firm]


def test_staff_see_a_firm_only_through_what_it_sent_to_their_missions(firm):
    officer = factories.officer(factories.partner())
    mission = factories.mission(partner=officer.memberships.get().partner)
    assert not firms_seen_by(officer).exists()

    registration = factories.draft(mission, firm)
    assert not firms_seen_by(officer).exists()

    registration.status = "applied"
    registration.save()
    assert list(firms_seen_by(officer)) == [firm]
    assert not firms_seen_by(factories.officer(factories.partner())).exists()
