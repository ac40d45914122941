"""Where an entry stands: deadlines are days in Italy and end with them, in summer and in winter."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from catalog import search
from catalog.availability import availability
from catalog.enums import Availability
from catalog.models import Opportunity
from missions.models import Mission
from tests import factories

DAYS = st.none() | st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 1, 9))


@given(opens=DAYS, closes=DAYS, always=st.booleans(), today=DAYS.filter(bool))
def test_every_entry_stands_somewhere_or_nobody_said(opens, closes, always, today):
    status = availability(opens, closes, always, today)

    assert (status == Availability.CLOSED) == (closes is not None and closes < today)
    if status in (Availability.OPEN, Availability.ROLLING):
        assert opens is None or opens <= today
    if status == Availability.UPCOMING:
        assert opens > today
    if status is None:
        assert closes is None
        assert not always


#: The last second of a day in Italy and the one after, as UTC: in summer, on the days the clocks change, in winter.
MIDNIGHTS = [
    (date(2026, 7, 1), datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC), datetime(2026, 7, 1, 22, 0, 0, tzinfo=UTC)),
    (date(2026, 3, 29), datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC), datetime(2026, 3, 29, 22, 0, 0, tzinfo=UTC)),
    (date(2026, 3, 28), datetime(2026, 3, 28, 22, 59, 59, tzinfo=UTC), datetime(2026, 3, 28, 23, 0, 0, tzinfo=UTC)),
    (date(2026, 10, 25), datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC), datetime(2026, 10, 25, 23, 0, 0, tzinfo=UTC)),
    (date(2026, 12, 31), datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC), datetime(2026, 12, 31, 23, 0, 0, tzinfo=UTC)),
    (date(2028, 2, 29), datetime(2028, 2, 29, 22, 59, 59, tzinfo=UTC), datetime(2028, 2, 29, 23, 0, 0, tzinfo=UTC)),
]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "last", "next_day"), MIDNIGHTS, ids=lambda value: str(value) if type(value) is date else ""
)
def test_a_call_is_open_until_midnight_in_italy_everywhere(client, day, last, next_day):
    factories.opportunity(slug="bando", closes=day)
    search.rebuild()

    for moment, status in ((last, "open"), (next_day, "closed")):
        with time_machine.travel(moment, tick=False):
            assert client.get("/api/v1/opportunities/bando").json()["status"] == status
            assert client.get("/api/v1/search?kind=opportunity").json()["results"][0]["status"] == status
            assert client.get(f"/api/v1/search?status={status}").json()["count"] == 1
            assert client.get("/opportunita/bando/").context["closed"] == (status == "closed")
            assert ("/opportunita/bando/" in client.get("/").content.decode()) == (status == "open")


@pytest.mark.django_db
def test_what_closes_next_comes_first():
    day = date(2026, 6, 15)
    later = factories.opportunity(closes=date(2026, 7, 1))
    today = factories.opportunity(opens=day, closes=day)
    factories.opportunity(closes=date(2026, 6, 14))
    factories.opportunity(opens=date(2026, 6, 16), closes=date(2026, 7, 1))
    factories.opportunity()

    assert list(Opportunity.objects.closing_from(day)) == [today, later]


@pytest.mark.django_db
def test_what_is_open_until_the_funds_run_out_comes_with_the_latest_first():
    day = date(2026, 6, 15)
    old = factories.opportunity(rolling=True, opens=date(2025, 1, 1))
    new = factories.opportunity(rolling=True, opens=day)
    undated = factories.opportunity(rolling=True)
    factories.opportunity(rolling=True, opens=date(2026, 6, 16))
    factories.opportunity(rolling=True, closes=date(2026, 6, 14))

    assert list(Opportunity.objects.rolling_on(day)) == [new, old, undated]


@pytest.mark.django_db
def test_missions_are_to_come_until_they_start_and_past_from_then_on():
    day = date(2026, 6, 15)
    soon = factories.mission(starts=date(2026, 6, 16))
    late = factories.mission(starts=date(2026, 9, 1))
    begun = factories.mission(starts=day, ends=date(2026, 6, 20))
    over = factories.mission(starts=date(2025, 1, 1))
    factories.mission()

    assert list(Mission.objects.upcoming(day)) == [soon, late]
    assert list(Mission.objects.past(day)) == [begun, over]
