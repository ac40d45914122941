"""Letters about entries to confirm: to the right people, everything in one, each thing once."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.core import mail
from django.core.management import call_command

from catalog.enums import ReviewStep
from catalog.freshness.reminding import NAMED, remind
from catalog.models import ReviewNotice, ReviewRule, Service
from tests import factories
from tests.catalog.freshness import people

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _post(settings, time_machine):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    time_machine.move_to(datetime(2026, 11, 25, 8, 0, tzinfo=UTC))


@pytest.fixture
def body():
    return factories.partner(checked="2026-11-20")


def on(time_machine, day: date) -> list[str]:
    """Runs the job on a day; whom it wrote to."""
    time_machine.move_to(datetime(day.year, day.month, day.day, 8, 0, tzinfo=UTC))
    mail.outbox.clear()
    remind(day)
    return [message.to[0] for message in mail.outbox]


def test_one_letter_holds_everything_there_is_to_confirm(body, settings):
    editor = people.editor(body)
    late = factories.service(partner=body, checked="2026-01-10", title_it="Zafferano")
    due = factories.service(partner=body, checked="2026-05-20", title_it="Curcuma")
    soon = factories.opportunity(partner=body, checked="2026-09-01", title_it="Cannella", rolling=True)
    factories.service(partner=body, checked="2026-10-01", title_it="Pepe")

    assert remind(TODAY) == 1

    letter = mail.outbox[0]
    assert letter.to == [editor.email]
    assert letter.subject == "3 schede da confermare su Porte del Mondo"
    places = [letter.body.index(entry.title_it) for entry in (late, due, soon)]
    assert places == sorted(places)
    assert "Pepe" not in letter.body
    assert f"{settings.SITE_URL}/admin/catalog/confirmation/review/" in letter.body


def test_a_letter_about_very_many_names_the_longest_due_and_counts_the_rest(body):
    people.editor(body)
    for number in range(NAMED + 3):
        factories.service(partner=body, checked="2026-01-10", title_it=f"Spezia {number}")
    factories.opportunity(partner=body, checked="2025-12-01", title_it="Zafferano", rolling=True)

    remind(TODAY)

    letter = mail.outbox[0]
    assert letter.body.count("\n- ") == NAMED
    assert "Zafferano" in letter.body
    assert "e altre 4\n" in letter.body
    assert "ve ne chiediamo 10 alla settimana" in letter.body


def test_a_letter_is_in_its_readers_language(body):
    people.editor(body, language="en")
    factories.service(partner=body, checked="2026-05-20")

    remind(TODAY)

    assert mail.outbox[0].subject == "1 entry to confirm on Porte del Mondo"


def test_an_owner_hears_instead_of_the_others(body):
    owner, _other = people.editor(body), people.editor(body)
    factories.service(partner=body, checked="2026-05-20", owner=owner)

    remind(TODAY)

    assert [message.to for message in mail.outbox] == [[owner.email]]


@pytest.mark.parametrize("gone", [{"is_active": False}, {"is_staff": False}, {}])
def test_of_an_owner_who_has_left_the_others_hear(body, gone):
    here, owner = people.editor(body), people.editor(body)
    factories.service(partner=body, checked="2026-05-20", owner=owner)
    if gone:
        type(owner).objects.filter(pk=owner.pk).update(**gone)
    else:
        owner.memberships.all().delete()

    remind(TODAY)

    assert [message.to for message in mail.outbox] == [[here.email]]


def test_where_a_body_has_nobody_the_region_hears(body):
    region = people.regional()
    factories.service(partner=body, checked="2026-05-20")

    remind(TODAY)

    assert [message.to for message in mail.outbox] == [[region.email]]


def test_each_thing_is_said_once_however_often_the_job_runs(body, time_machine):
    people.editor(body)
    factories.service(partner=body, checked="2026-05-30")
    said = {}
    for number in range(120):
        day = date(2026, 11, 1) + timedelta(days=number)
        for _run in range(2):
            if on(time_machine, day):
                said[day] = list(ReviewNotice.objects.order_by("-pk").values_list("step", flat=True)[:1])

    assert said == {
        date(2026, 11, 16): [ReviewStep.SOON],
        date(2026, 11, 30): [ReviewStep.DUE],
        date(2026, 12, 30): [ReviewStep.LATE],
    }


def test_a_job_that_is_late_says_where_things_stand_and_not_what_it_missed(body, time_machine):
    people.editor(body)
    factories.service(partner=body, checked="2026-05-30")

    assert len(on(time_machine, date(2027, 1, 20))) == 1
    assert list(ReviewNotice.objects.values_list("step", flat=True)) == [ReviewStep.LATE]


def test_nobody_hears_more_than_once_a_week(body, time_machine):
    people.editor(body)
    for number in range(1, 15):
        factories.service(partner=body, checked=f"2026-05-{number:02}")

    days = [number for number in range(30) if on(time_machine, date(2026, 10, 15) + timedelta(days=number))]

    assert len(days) <= 5
    assert min(later - earlier for earlier, later in pairwise(days)) >= 7


def test_the_night_of_the_clock_change_says_nothing_twice(body, time_machine):
    people.editor(body)
    factories.service(partner=body, checked="2026-04-25")
    letters = 0
    for hour in range(0, 8):
        time_machine.move_to(datetime(2026, 10, 24, 21, 30, tzinfo=UTC) + timedelta(hours=hour))
        call_command("remind_reviews")
        letters = len(mail.outbox)

    assert letters == 1


def test_before_something_is_hidden_its_people_and_the_region_hear_at_once(body, time_machine):
    editor, region = people.editor(body), people.regional()
    ReviewRule.objects.filter(kind="service").update(hidden_after_days=60)
    factories.service(partner=body, checked="2026-05-25", title_it="Zafferano")
    assert on(time_machine, date(2027, 1, 2)) == [editor.email]

    assert sorted(on(time_machine, date(2027, 1, 4))) == sorted([editor.email, region.email])
    assert "25\xa0gennaio 2027" in mail.outbox[0].body


def test_a_letter_that_cannot_be_written_leaves_nothing_said(body, monkeypatch):
    people.editor(body)
    factories.service(partner=body, checked="2026-05-20")

    def broken(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("no template")

    monkeypatch.setattr("catalog.freshness.reminding.letter", broken)

    with pytest.raises(RuntimeError, match="no template"):
        remind(TODAY)
    assert not ReviewNotice.objects.exists()


def test_after_a_confirmation_the_next_round_begins(body, time_machine):
    people.editor(body)
    service = factories.service(partner=body, checked="2026-05-20")
    assert on(time_machine, TODAY)

    Service.objects.filter(pk=service.pk).update(checked="2026-11-26")

    assert not on(time_machine, date(2027, 2, 1))
    assert on(time_machine, date(2027, 5, 26))
