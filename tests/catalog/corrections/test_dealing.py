"""Dealing with reports: what the page says then, what the reader is told, and that it happens once."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from catalog import search
from catalog.corrections import dealing
from catalog.corrections.erasing import ADDRESS_KEPT, ADDRESS_KEPT_UNANSWERED, REPORT_KEPT, erase_old
from catalog.corrections.queue import receive, within
from catalog.editorial.changes import open_revision
from catalog.enums import CorrectionRefusal, CorrectionStatus, StaffRole
from catalog.models import Correction, Opportunity
from tests import factories
from tests.search.corpora import found

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def region():
    return factories.officer(factories.partner(), StaffRole.REGIONAL_EDITOR)


def report(entry, kind="opportunity", **given):
    return receive(**{"kind": kind, "slug": entry.slug, "subject": "dates", "message": "Chiude prima.", **given})


def test_an_accepted_suggestion_is_on_the_page_and_in_the_search_at_once(region):
    call = factories.opportunity(title_it="Zafferano")
    search.rebuild()
    suggestion = report(call, part="title_it", present="Zafferano", suggested="Curcuma", email="a@example.org")

    dealing.accept(suggestion, by=region, words="Curcuma dolce", note="Grazie mille.")

    assert Opportunity.objects.get(pk=call.pk).title_it == "Curcuma dolce"
    assert found("curcuma")[0] == call.slug
    assert (suggestion.status, suggestion.closed_by) == (CorrectionStatus.SETTLED, region)
    (letter,) = mail.outbox
    assert letter.to == ["a@example.org"]
    assert "Grazie mille." in letter.body
    assert call.get_absolute_url() in letter.body


def test_what_an_editor_accepts_waits_for_the_region(region):
    body = factories.partner()
    call = factories.opportunity(title_it="Zafferano", partner=body)
    suggestion = report(call, part="title_it", present="Zafferano", suggested="Curcuma")

    outcome = dealing.accept(suggestion, by=factories.officer(body, StaffRole.EDITOR), words="Curcuma")

    assert outcome.kind == "pending"
    assert Opportunity.objects.get(pk=call.pk).title_it == "Zafferano"
    assert open_revision(call).values == {"title_it": "Curcuma"}


def test_a_day_is_suggested_as_a_day_and_no_other_text_is_one(region):
    call = factories.opportunity(opens=date(2026, 1, 1), closes=date(2026, 2, 1))
    suggestion = report(call, part="closes", present="2026-02-01", suggested="2026-03-01")

    with pytest.raises(ValidationError):
        dealing.accept(suggestion, by=region, words="domani")
    assert Correction.objects.waiting().get() == suggestion

    dealing.accept(suggestion, by=region, words="2026-03-01")
    assert Opportunity.objects.get(pk=call.pk).closes == date(2026, 3, 1)


def test_a_refusal_says_why_in_the_readers_language(region):
    suggestion = report(factories.opportunity(title_en="Call"), email="a@example.org")
    Correction.objects.update(language="en")
    suggestion.refresh_from_db()

    dealing.refuse(suggestion, by=region, reason=CorrectionRefusal.UNCONFIRMED)

    (letter,) = mail.outbox
    assert "No source confirms it" in letter.body
    assert "/en/" in letter.body
    assert (suggestion.status, suggestion.reason) == (CorrectionStatus.DISMISSED, "unconfirmed")


def test_who_left_no_address_is_not_written_to(region):
    dealing.settle(report(factories.opportunity()), by=region)

    assert mail.outbox == []


def test_of_two_who_press_at_once_one_wins_and_one_answer_leaves(region):
    first = report(factories.opportunity(), email="a@example.org")
    second = Correction.objects.get(pk=first.pk)

    dealing.settle(first, by=region)
    with pytest.raises(dealing.AlreadyDealtWithError):
        dealing.refuse(second, by=region, reason=CorrectionRefusal.RIGHT)

    assert len(mail.outbox) == 1
    assert Correction.objects.get().status == CorrectionStatus.SETTLED


def test_of_what_is_no_report_nothing_is_kept_and_nobody_is_answered(region):
    spam = report(
        factories.opportunity(), message="Buy now", email="a@example.org", part="url", suggested="https://spam"
    )

    assert dealing.discard([spam], by=region) == 1
    assert dealing.discard([spam], by=region) == 0

    kept = Correction.objects.get()
    assert (kept.message, kept.suggested, kept.email, kept.status) == ("", "", "", CorrectionStatus.SPAM)
    assert mail.outbox == []


def test_a_body_sees_the_reports_on_its_own_entries_of_every_kind(region):
    body, other = factories.partner(), factories.partner()
    editor, officer = factories.officer(body, StaffRole.EDITOR), factories.officer(body)
    theirs = {report(body, "partner")}
    theirs |= {report(getattr(factories, kind)(partner=body), kind) for kind in ("service", "opportunity")}
    journey = report(factories.mission(partner=body), "mission")
    others = {report(other, "partner"), report(factories.service(partner=other), "service")}

    assert set(within(editor)) == theirs | {journey}
    assert set(within(officer)) == {journey}
    assert set(within(region)) == theirs | others | {journey}
    assert not within(factories.person(is_staff=True)).exists()


def test_addresses_go_before_reports_and_nothing_before_its_time(region):
    with time_machine.travel(NOON, tick=False) as clock:
        answered = report(factories.opportunity(), email="a@example.org")
        forgotten = report(factories.opportunity(), email="b@example.org")
        dealing.settle(answered, by=region)

        assert erase_old(NOON + ADDRESS_KEPT) == (0, 0)
        assert erase_old(NOON + ADDRESS_KEPT + timedelta(seconds=1)) == (1, 0)
        assert erase_old(NOON + ADDRESS_KEPT_UNANSWERED + timedelta(seconds=1)) == (1, 0)
        assert erase_old(NOON + REPORT_KEPT + timedelta(seconds=1)) == (0, 1)
        clock.shift(REPORT_KEPT)
        assert list(Correction.objects.all()) == [forgotten]
        assert timezone.now() > NOON
