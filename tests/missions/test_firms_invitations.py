"""An invitation is accepted once, by the person it is for, while it is valid; the database does not hold its link."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from missions.enums import InvitationState, MandateRole, Scope
from missions.firms import invitations
from missions.firms.grants import Grant
from missions.models import Invitation, Mandate
from missions.permissions import may_act
from missions.transitions import RefusedError
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 28, 8, 0, tzinfo=UTC)
TODAY = date(2026, 9, 28)
LATER = NOW + timedelta(days=invitations.VALID_DAYS)
CONSULTANT = Grant.of(MandateRole.CONSULTANT, [Scope.REGISTRATIONS], TODAY + timedelta(days=90))
REPRESENTATIVE = Grant.of(MandateRole.LEGAL_REPRESENTATIVE, [], None)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("missions.permissions.today", lambda: TODAY)


@pytest.fixture
def elena():
    return factories.person()


@pytest.fixture
def firm(elena):
    return factories.firm(by=elena)


def _invite(firm, by, email="marco@example.org", grant=CONSULTANT, now=NOW):
    return invitations.invite(firm, email, grant, by=by, now=now)


def _token(message):
    return re.search(r"/inviti/([\w-]+)/|/invitations/([\w-]+)/", message.body).group(1)


def test_an_invitation_goes_by_mail_with_a_link_the_database_does_not_hold(firm, elena):
    invitation = _invite(firm, elena, "  Marco@Example.org ")

    [message] = mail.outbox
    assert (message.to, invitation.email) == (["marco@example.org"], "marco@example.org")
    token = _token(message)
    assert invitations.find(token) == invitation
    assert token not in str(list(Invitation.objects.values_list()))
    assert elena.email in message.body
    assert message.alternatives


def test_the_letter_says_for_which_firm_and_what_in_the_readers_language(firm, elena):
    factories.person(email="john@example.org", language="en")

    _invite(firm, elena, "john@example.org")

    message = mail.outbox[0]
    assert message.subject == f"Act for {firm.name} on Porte del Mondo"
    assert "/en/invitations/" in message.body
    assert "Consultant" in message.body


def test_a_name_cannot_break_the_head_of_the_letter(firm, elena):
    firm.name = "Torneria\r\nBcc: tutti@example.org"
    firm.save()

    _invite(firm, elena)

    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].recipients() == ["marco@example.org"]


def test_accepting_gives_the_mandate_and_tells_who_invited(firm, elena):
    invitation = _invite(firm, elena)
    marco = factories.person(email="marco@example.org")

    mandate = invitations.accept(invitation, by=marco, now=NOW)

    assert (mandate.role, mandate.scopes, mandate.ends) == ("consultant", ["registrations"], CONSULTANT.ends)
    assert may_act(marco, firm, Scope.REGISTRATIONS)
    assert not may_act(marco, firm, Scope.PROFILE)
    assert mail.outbox[-1].to == [elena.email]


def test_accepting_twice_is_accepting_once(firm, elena):
    invitation = _invite(firm, elena)
    marco = factories.person(email="marco@example.org")

    first = invitations.accept(invitation, by=marco, now=NOW)

    assert invitations.accept(invitation, by=marco, now=NOW + timedelta(hours=1)) == first
    assert Mandate.objects.filter(user=marco).count() == 1
    assert len(mail.outbox) == 2


def test_a_link_passed_on_opens_nothing(firm, elena):
    invitation = _invite(firm, elena)

    with pytest.raises(RefusedError):
        invitations.accept(invitation, by=factories.person(), now=NOW)
    assert Mandate.objects.filter(firm=firm).count() == 1


def test_an_accepted_link_gives_nothing_back_after_the_mandate_ended(firm, elena):
    invitation = _invite(firm, elena)
    marco = factories.person(email="marco@example.org")
    mandate = invitations.accept(invitation, by=marco, now=NOW)
    Mandate.objects.filter(pk=mandate.pk).update(revoked_at=NOW)

    with pytest.raises(RefusedError):
        invitations.accept(invitation, by=marco, now=NOW)
    assert not may_act(marco, firm)


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (LATER - timedelta(seconds=1), InvitationState.OPEN),
        (LATER, InvitationState.EXPIRED),
        (LATER + timedelta(days=1), InvitationState.EXPIRED),
    ],
)
def test_an_invitation_expires(firm, elena, at, state):
    invitation = _invite(firm, elena)
    marco = factories.person(email="marco@example.org")

    assert invitation.state(at) == state
    if state == InvitationState.OPEN:
        invitations.accept(invitation, by=marco, now=at)
    else:
        with pytest.raises(RefusedError):
            invitations.accept(invitation, by=marco, now=at)
        assert not invitations.received(marco, at).exists()


def test_an_invitation_that_was_taken_back_is_not_accepted(firm, elena):
    invitation = _invite(firm, elena)
    invitations.revoke(invitation, by=elena, now=NOW)
    invitations.revoke(invitation, by=elena, now=NOW)

    with pytest.raises(RefusedError):
        invitations.accept(invitation, by=factories.person(email="marco@example.org"), now=NOW)
    assert invitation.firm.invitations.get().state(NOW) == InvitationState.REVOKED


def test_an_accepted_one_is_not_taken_back(firm, elena):
    invitation = _invite(firm, elena)
    invitations.accept(invitation, by=factories.person(email="marco@example.org"), now=NOW)

    with pytest.raises(RefusedError):
        invitations.revoke(invitation, by=elena, now=NOW)


def test_a_second_invitation_replaces_the_first(firm, elena):
    first = _invite(firm, elena)
    second = _invite(firm, elena, "MARCO@example.org")

    first.refresh_from_db()
    assert first.state(NOW) == InvitationState.REVOKED
    assert list(invitations.waiting(firm, NOW)) == [second]


def test_whoever_acts_for_the_firm_already_is_not_invited(firm, elena):
    with pytest.raises(RefusedError):
        _invite(firm, elena, elena.email.upper())


def test_an_expired_mandate_is_followed_by_a_new_one(firm, elena):
    marco = factories.person(email="marco@example.org")
    over = factories.mandate(user=marco, firm=firm, role="consultant", ends=TODAY - timedelta(days=1))

    mandate = invitations.accept(_invite(firm, elena), by=marco, now=NOW)

    over.refresh_from_db()
    assert (over.revoked_at, mandate.is_active(TODAY)) == (NOW, True)


def test_a_mandate_that_would_be_over_is_not_begun(firm, elena):
    short = Grant.of(MandateRole.CONSULTANT, [Scope.REGISTRATIONS], TODAY + timedelta(days=1))
    invitation = _invite(firm, elena, grant=short)

    with pytest.raises(RefusedError):
        invitations.accept(invitation, by=factories.person(email="marco@example.org"), now=NOW + timedelta(days=2))


def test_only_so_many_wait_at_once_and_go_out_in_a_day(firm, elena):
    for number in range(invitations.MOST_OPEN):
        _invite(firm, elena, f"a{number}@example.org")
    with pytest.raises(RefusedError):
        _invite(firm, elena, "one-more@example.org")

    for number in range(invitations.MOST_A_DAY - invitations.MOST_OPEN):
        firm.invitations.filter(revoked_at=None).update(revoked_at=NOW)
        _invite(firm, elena, f"b{number}@example.org")
    firm.invitations.filter(revoked_at=None).update(revoked_at=NOW)
    with pytest.raises(RefusedError):
        _invite(firm, elena, "too-many@example.org")
    _invite(firm, elena, "tomorrow@example.org", now=NOW + timedelta(days=1, seconds=1))


def test_only_a_legal_representative_appoints_another_unless_there_is_none(firm, elena):
    manager = factories.mandate(
        user=factories.person(), firm=firm, role="export-manager", scopes=list(Scope.values)
    ).user
    with pytest.raises(RefusedError):
        _invite(firm, manager, grant=REPRESENTATIVE)

    firm.mandates.filter(user=elena).update(revoked_at=NOW)
    invitation = _invite(firm, manager, grant=REPRESENTATIVE)

    assert invitations.accept(invitation, by=factories.person(email="marco@example.org"), now=NOW).allows(Scope.PEOPLE)


def test_what_a_firm_received_is_only_its_persons(firm, elena):
    _invite(firm, elena)
    marco = factories.person(email="marco@example.org")

    assert [invitation.email for invitation in invitations.received(marco, NOW)] == ["marco@example.org"]
    assert not invitations.received(factories.person(), NOW).exists()


def test_an_unknown_link_leads_nowhere():
    assert invitations.find("no-such-token") is None
