"""The timer: what firms are reminded of and when, each once, late, repeated and at the same moment."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from missions import housekeeping, reminders, seats
from missions.models import Mandate, Registration, Reminder
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 1, 10, tzinfo=UTC)


@pytest.fixture
def mission():
    return factories.open_mission(NOW, registration_closes=NOW + timedelta(days=30))


def registered(mission, status="seated", **fields):
    firm = factories.firm()
    return factories.draft(mission, firm, status=status, stage=firm.stage, submitted_at=NOW, **fields)


def subjects():
    return [message.subject.rsplit(": ", 1)[1] for message in mail.outbox]


def test_a_draft_is_reminded_of_once_in_the_last_days(mission):
    factories.draft(mission, factories.firm())
    registered(mission)
    closes = mission.registration_closes

    assert reminders.send(mission, closes - timedelta(days=3, minutes=1)) == 0
    assert [reminders.send(mission, closes - timedelta(hours=hours)) for hours in (72, 71, 1)] == [1, 0, 0]
    assert reminders.send(mission, closes + timedelta(minutes=1)) == 0
    assert subjects() == ["l’iscrizione non è ancora inviata"]


def test_a_deadline_that_is_moved_is_reminded_of_anew(mission):
    factories.draft(mission, factories.firm())
    assert reminders.send(mission, NOW + timedelta(days=29)) == 1
    mission.registration_closes += timedelta(days=9)
    assert reminders.send(mission, NOW + timedelta(days=38)) == 1


def test_missing_documents_are_named_and_those_handed_in_are_not(mission):
    extract = mission.document_requests.create(title_it="Visura", due=NOW.date() + timedelta(days=6))
    mission.document_requests.create(title_it="Bilancio", due=NOW.date() + timedelta(days=6))
    mission.document_requests.create(title_it="Catalogo", due=NOW.date() + timedelta(days=6), required=False)
    one, _withdrawn = registered(mission), registered(mission, "withdrawn")
    factories.registration_document(one, extract)

    assert reminders.send(mission, NOW) == 0
    assert [reminders.send(mission, NOW + timedelta(days=days)) for days in (1, 2, 6)] == [1, 0, 0]

    (message,) = mail.outbox
    assert "- Bilancio" in message.body
    assert "Visura" not in message.body
    assert "Catalogo" not in message.body


def test_an_offer_is_reminded_of_in_its_last_day_or_second_half(mission):
    registered(mission, "offered", offer_expires_at=NOW + timedelta(hours=72))
    assert reminders.send(mission, NOW + timedelta(hours=47)) == 0
    assert reminders.send(mission, NOW + timedelta(hours=48)) == 1
    assert reminders.send(mission, NOW + timedelta(hours=72)) == 0

    short = factories.open_mission(NOW, offer_hours=8)
    registered(short, "offered", offer_expires_at=NOW + timedelta(hours=8))
    assert reminders.send(short, NOW + timedelta(hours=3)) == 0
    assert reminders.send(short, NOW + timedelta(hours=4)) == 1


def test_support_is_reminded_of_to_those_with_a_seat_who_asked_for_nothing(mission):
    offer = mission.support_offers.create(kind="interpreter", title_it="Interprete", ask_until=NOW + timedelta(days=5))
    asked, _nothing, _waiting = registered(mission), registered(mission), registered(mission, "waiting", queue_number=1)
    asked.support_requests.create(offer=offer, asked_at=NOW)

    assert reminders.send(mission, NOW) == 0
    assert [reminders.send(mission, NOW + timedelta(days=days)) for days in (3, 4, 6)] == [1, 0, 0]
    assert "- Interprete" in mail.outbox[0].body


def test_whoever_reads_for_the_firm_gets_it_in_their_language(mission):
    draft = factories.draft(mission, factories.firm(by=factories.person(language="en")))
    over = factories.person()
    factories.mandate(user=over, firm=draft.firm, role="export-manager", scopes=["registrations"], revoked_at=NOW)

    reminders.send(mission, NOW + timedelta(days=29))

    assert subjects() == ["your registration is not sent yet"]


def test_a_firm_nobody_acts_for_is_reminded_once_somebody_does(mission):
    draft = factories.draft(mission, factories.firm())
    Mandate.objects.update(revoked_at=NOW)
    assert (reminders.send(mission, NOW + timedelta(days=29)), Reminder.objects.count()) == (0, 0)
    factories.mandate(user=factories.person(), firm=draft.firm)
    assert reminders.send(mission, NOW + timedelta(days=29)) == 1


@pytest.mark.parametrize("day", [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1, 2)])
def test_the_night_the_clocks_change_sends_nothing_twice(day):
    mission = factories.open_mission(day, registration_closes=day + timedelta(days=2))
    factories.draft(mission, factories.firm())
    assert [reminders.send(mission, day + timedelta(minutes=30 * half)) for half in range(6)] == [1, 0, 0, 0, 0, 0]


def test_a_cancelled_mission_reminds_of_nothing(mission):
    factories.draft(mission, factories.firm())
    seats.cancel_mission(mission, now=NOW, by=None, reason="Rinviata.")
    mission.refresh_from_db()
    assert reminders.send(mission, NOW + timedelta(days=29)) == 0


def test_one_run_passes_offers_on_reminds_and_forgets(mission):
    mission.capacity = 1
    mission.save()
    expired = registered(mission, "offered", offer_expires_at=NOW + timedelta(hours=1))
    waiting = registered(mission, "waiting", queue_number=2, queued_at=NOW)
    factories.draft(mission, factories.firm())
    over = factories.open_mission(NOW, starts=NOW.date() - timedelta(days=40), ends=NOW.date() - timedelta(days=30))
    secret = registered(over, confidential_note="Celiaca.")

    done = [housekeeping.run(NOW + timedelta(days=29)) for _time in range(2)]

    assert [Registration.objects.get(pk=one.pk).status for one in (expired, waiting)] == ["expired", "offered"]
    assert [(one.reminded, one.asked, one.failed) for one in done] == [(1, 1, []), (0, 0, [])]
    assert Registration.objects.get(pk=secret.pk).confidential_note == ""


def test_a_mission_that_fails_does_not_stop_the_others_and_is_named(mission, monkeypatch):
    other = factories.open_mission(NOW)
    for each in (mission, other):
        factories.draft(each, factories.firm())
    real = reminders.send

    def failing(given, now):
        if given.pk == mission.pk:
            raise RuntimeError("broken")
        return real(given, NOW + timedelta(days=29))

    monkeypatch.setattr(reminders, "send", failing)
    with pytest.raises(CommandError, match=mission.slug):
        call_command("run_missions")
    assert len(mail.outbox) == 1
