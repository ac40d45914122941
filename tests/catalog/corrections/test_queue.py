"""The queue of readers' reports: what gets in, what does not, and how it empties."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils.translation import override

from catalog.corrections.queue import HOUR, MOST, MOST_ON_ONE, TooManyCorrectionsError, entry_named, receive
from catalog.enums import CorrectionStatus, EditorialStatus
from catalog.models import Correction
from tests import factories

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def send(slug="s", **given):
    return receive(kind="service", slug=slug, subject="dates", message="Chiude il 10, non il 12.", **given)


def test_a_report_waits_with_all_that_was_said_and_nothing_else():
    with override("en"):
        correction = send(email="a@example.org")

    assert list(Correction.objects.waiting()) == [correction]
    kept = {field.name: getattr(correction, field.name) for field in Correction._meta.fields}
    assert set(kept) == {
        "id",
        "kind",
        "slug",
        "subject",
        "message",
        "email",
        "language",
        "status",
        "received_at",
        "closed_at",
        "closed_by",
        "reason",
        "note",
        "part",
        "present",
        "suggested",
    }
    assert (kept["email"], kept["language"], kept["status"]) == ("a@example.org", "en", CorrectionStatus.OPEN)


def test_the_oldest_waits_at_the_front():
    with time_machine.travel(NOON, tick=False) as clock:
        later = send("later")
        clock.move_to(NOON - timedelta(days=1))
        earlier = send("earlier")

    assert list(Correction.objects.waiting()) == [earlier, later]


def test_so_many_an_hour_on_one_entry_and_the_next_hour_again():
    with time_machine.travel(NOON, tick=False) as clock:
        for _number in range(MOST_ON_ONE):
            send()
        with pytest.raises(TooManyCorrectionsError, match="Riprovate"):
            send()
        send("another")
        clock.shift(HOUR)
        send()

    assert Correction.objects.count() == MOST_ON_ONE + 2


def test_so_many_an_hour_on_all_entries_together():
    with time_machine.travel(NOON, tick=False):
        Correction.objects.bulk_create(
            Correction(kind="service", slug=f"s-{number}", subject="dates", message="m", language="it")
            for number in range(MOST)
        )
        with pytest.raises(TooManyCorrectionsError):
            send("one-more")


@pytest.mark.parametrize("kind", ["service", "opportunity", "partner", "mission"])
def test_an_entry_of_any_kind_is_found_while_it_is_public(kind):
    entry = getattr(factories, kind)(slug="s")

    assert entry_named(kind, "s") == entry
    assert entry_named(kind, "another") is None

    type(entry).objects.update(editorial_status=EditorialStatus.ARCHIVED)
    assert entry_named(kind, "s") is None


def test_a_kind_that_does_not_exist_has_no_entries():
    assert entry_named("office", "s") is None
