"""What nobody confirms is hidden by rule, after a warning, and only by that."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from catalog import search
from catalog.enums import EditorialStatus
from catalog.freshness.confirming import confirm
from catalog.freshness.hiding import hide_unconfirmed
from catalog.freshness.reminding import WARNED, remind
from catalog.models import Lapse, Link, ReviewRule, Service
from tests import factories
from tests.catalog.freshness import people
from tests.search.corpora import found

pytestmark = pytest.mark.django_db
#: Checked on 1 June, due on 1 December, hidden 30 days later.
HIDDEN = date(2026, 12, 31)


@pytest.fixture
def service(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    ReviewRule.objects.filter(kind="service").update(hidden_after_days=30)
    body = factories.partner(checked="2026-11-30")
    people.editor(body)
    made = factories.service(partner=body, checked="2026-06-01", title_it="Zafferano")
    Service.objects.update(created_at=datetime(2026, 6, 1, tzinfo=UTC))
    search.rebuild()
    return made


def on(time_machine, day: date) -> int:
    """Both parts of the job on a day; how many entries were hidden."""
    time_machine.move_to(datetime(day.year, day.month, day.day, 8, 0, tzinfo=UTC))
    remind(day)
    return hide_unconfirmed(day)


def test_an_entry_is_hidden_on_the_day_that_was_said(service, time_machine):
    hidden = [day for number in range(60) if on(time_machine, day := date(2026, 11, 20) + timedelta(days=number))]

    assert hidden == [HIDDEN]
    service.refresh_from_db()
    assert service.editorial_status == EditorialStatus.SUSPENDED
    assert service.slug not in found("zafferano")
    assert "31\xa0dicembre 2026" in "".join(message.body for message in mail.outbox)


def test_nothing_is_hidden_without_a_warning_long_enough_ago(service, time_machine):
    late = date(2027, 6, 1)

    assert on(time_machine, late) == 0
    assert on(time_machine, late + timedelta(days=WARNED - 1)) == 0
    assert on(time_machine, late + timedelta(days=WARNED)) == 1


def test_what_comes_in_with_an_old_source_has_its_time_all_the_same(service, time_machine):
    Service.objects.update(checked="2002-07-25", created_at=datetime(2026, 12, 1, tzinfo=UTC))

    hidden = [day for number in range(60) if on(time_machine, day := date(2026, 11, 20) + timedelta(days=number))]

    assert hidden == [HIDDEN]


def test_where_nobody_can_be_written_to_nothing_is_hidden(service, time_machine):
    service.partner.memberships.all().delete()

    assert [on(time_machine, HIDDEN + timedelta(days=number)) for number in (0, 30, 60)] == [0, 0, 0]


def test_a_confirmation_in_time_keeps_it_and_one_afterwards_brings_it_back(service, time_machine):
    editor = service.partner.memberships.get().user
    on(time_machine, date(2026, 12, 10))
    assert on(time_machine, HIDDEN) == 1

    confirm([service], by=editor, today=HIDDEN)

    service.refresh_from_db()
    assert (service.editorial_status, service.checked) == (EditorialStatus.PUBLISHED, "2026-12-31")
    assert service.slug in found("zafferano")
    assert Lapse.objects.get().ended_at is not None
    assert on(time_machine, HIDDEN + timedelta(days=1)) == 0


def test_a_rule_without_days_hides_nothing(service, time_machine):
    ReviewRule.objects.update(hidden_after_days=None)

    assert [on(time_machine, date(2026, 11, 20) + timedelta(days=30 * number)) for number in range(30)] == [0] * 30


def test_a_dead_link_hides_nothing(service, time_machine):
    for state in ("dead", "unreachable", "refused"):
        Link.objects.create(entry=service, url=f"https://example.org/{state}", host="example.org", state=state)

    assert on(time_machine, date(2026, 11, 30)) == 0
    assert Service.objects.get().editorial_status == EditorialStatus.PUBLISHED


def test_what_the_region_suspends_later_is_not_brought_back_by_a_confirmation(service, time_machine):
    editor = service.partner.memberships.get().user
    on(time_machine, date(2026, 12, 10))
    on(time_machine, HIDDEN)
    Service.objects.update(editorial_status=EditorialStatus.PUBLISHED)
    on(time_machine, HIDDEN + timedelta(days=1))
    Service.objects.update(editorial_status=EditorialStatus.SUSPENDED)

    confirm([service], by=editor, today=date(2027, 2, 1))

    assert Service.objects.get().editorial_status == EditorialStatus.SUSPENDED
