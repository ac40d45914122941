"""From a blank draft to a registration that is sent: what is missing is said, who may not is refused with a reason."""

from datetime import UTC, date, datetime, timedelta

import pytest

from catalog.enums import Stage
from missions import registering, seats
from missions.enums import MandateRole, QuestionKind, RegistrationStatus, Scope
from missions.models import Registration
from missions.transitions import RefusedError
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 28, 8, 0, tzinfo=UTC)
TODAY = date(2026, 9, 28)


@pytest.fixture
def elena():
    return factories.person()


@pytest.fixture
def firm(elena):
    return factories.firm(by=elena)


@pytest.fixture
def mission():
    return factories.open_mission(NOW)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("missions.permissions.today", lambda: TODAY)
    monkeypatch.setattr("missions.notifications.today", lambda: TODAY)


def test_beginning_twice_is_one_draft(mission, firm, elena):
    first = registering.draft(mission, firm, by=elena, now=NOW)

    assert registering.draft(mission, firm, by=elena, now=NOW) == first
    assert Registration.objects.count() == 1


def test_a_stranger_begins_nothing(mission, firm):
    with pytest.raises(RefusedError):
        registering.draft(mission, firm, by=factories.person(), now=NOW)
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [
        ({"scopes": [Scope.REGISTRATIONS], "ends": TODAY}, True),
        ({"scopes": [Scope.REGISTRATIONS], "ends": TODAY - timedelta(days=1)}, False),
        ({"scopes": [Scope.PROFILE], "ends": TODAY}, False),
        ({"scopes": [Scope.REGISTRATIONS], "ends": TODAY, "revoked_at": NOW}, False),
    ],
)
def test_a_consultant_acts_within_the_mandate(mission, firm, fields, allowed):
    consultant = factories.person()
    factories.mandate(user=consultant, firm=firm, role=MandateRole.CONSULTANT, **fields)
    draft = factories.draft(mission, firm)

    if allowed:
        assert registering.send(draft, by=consultant, now=NOW).status == RegistrationStatus.SEATED
    else:
        with pytest.raises(RefusedError):
            registering.send(draft, by=consultant, now=NOW)


def test_a_blank_draft_says_all_that_is_missing_step_by_step(mission, elena):
    firm = factories.firm(by=elena, stage="", stage_confirmed_at=None)
    mission.questions.create(text_it="Che cosa esportate?", kind=QuestionKind.TEXT)
    mission.questions.create(text_it="Facoltativa?", kind=QuestionKind.TEXT, required=False)
    mission.document_requests.create(title_it="Presentazione")
    mission.document_requests.create(title_it="Può seguire", due=TODAY)
    draft = registering.draft(mission, firm, by=elena, now=NOW)

    found = registering.missing(draft, TODAY)

    assert [item.step for item in found] == ["firm", "participants", "questions", "documents"]
    with pytest.raises(RefusedError):
        registering.send(draft, by=elena, now=NOW)


def test_too_many_people_are_one_thing_to_change(mission, firm, elena):
    draft = factories.draft(mission, firm)
    for _ in range(2):
        draft.participants.create(first_name="Ada", last_name="Rossi")

    assert [item.step for item in registering.missing(draft, TODAY)] == ["participants"]


def test_a_document_that_may_follow_does_not_hold_up_what_is_sent_before_its_day(mission, firm):
    mission.document_requests.create(title_it="Presentazione", due=TODAY)
    draft = factories.draft(mission, firm)

    assert registering.missing(draft, TODAY) == []
    assert [item.step for item in registering.missing(draft, TODAY + timedelta(days=1))] == ["documents"]


def test_a_firm_the_mission_is_not_for_is_told_why(elena):
    mission = factories.open_mission(NOW, stages=[Stage.ESTABLISHED])
    draft = factories.draft(mission, factories.firm(by=elena))

    with pytest.raises(registering.IneligibleError) as refusal:
        registering.send(draft, by=elena, now=NOW)

    assert len(refusal.value.reasons) == 1
    draft.refresh_from_db()
    assert draft.status == RegistrationStatus.DRAFT


def test_a_complete_draft_is_sent_once_however_often_it_is_sent(mission, firm, elena):
    draft = factories.draft(mission, firm)

    sent = registering.send(draft, by=elena, now=NOW)
    again = registering.send(draft, by=elena, now=NOW + timedelta(seconds=5))

    assert (again.pk, again.status, again.submitted_at) == (sent.pk, RegistrationStatus.SEATED, NOW)
    assert sent.events.count() == 1


def test_what_was_withdrawn_is_begun_again_as_a_draft(mission, firm, elena):
    sent = registering.send(factories.draft(mission, firm), by=elena, now=NOW)
    seats.withdraw(sent, now=NOW, by=elena)

    again = registering.draft(mission, firm, by=elena, now=NOW)

    assert (again.pk, again.status) == (sent.pk, RegistrationStatus.DRAFT)
