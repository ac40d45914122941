"""When entries are to be confirmed: the list that the database makes and the day that Python counts agree."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.enums import EditorialStatus, Kind
from catalog.freshness import rhythm
from catalog.models.reviews import Rhythm
from tests import factories

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
TODAY = date(2026, 11, 25)


@given(DAYS, DAYS, st.sampled_from(Rhythm.values))
def test_a_day_is_reached_from_a_start_exactly_when_it_is_not_after_the_last_start(start, day, months):
    assert (rhythm.after(start, months) <= day) == (start <= rhythm.latest_start(day, months))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_are_those_of_the_calendar(day, months, later):
    assert rhythm.after(day, months) == later


@pytest.mark.django_db
@given(
    checked=st.one_of(
        DAYS.map(str), DAYS.map(lambda day: str(day)[:7]), DAYS.map(lambda day: str(day)[:4]), st.just("")
    ),
    months=st.sampled_from([None, *Rhythm.values]),
    day=DAYS,
)
def test_the_database_finds_what_python_counts(checked, months, day):
    service = factories.service(checked=checked, rhythm=months)
    rules = rhythm.rules()

    found = rhythm.due_by(Kind.SERVICE, day, rules).filter(pk=service.pk).exists()

    assert found == (rhythm.due_day(service, rules) <= day)


@pytest.mark.django_db
def test_every_kind_has_its_rule():
    rules = rhythm.rules()

    assert set(rules) == set(rhythm.MODELS)
    assert {kind: (rule.rhythm, rule.hidden_after_days) for kind, rule in rules.items()} == {
        Kind.SERVICE: (6, 365),
        Kind.OPPORTUNITY: (3, 180),
        Kind.PARTNER: (12, None),
    }


@pytest.mark.django_db
def test_nobody_is_asked_about_what_is_not_public_or_over():
    old = {"checked": "2020-01-01"}
    asked = [
        factories.service(**old),
        factories.opportunity(**old, closes=None, rolling=True),
        factories.opportunity(**old, closes=date.today() + timedelta(days=30)),
    ]
    factories.service(**old, editorial_status=EditorialStatus.DRAFT)
    factories.opportunity(**old, closes=date.today() - timedelta(days=2))

    rules = rhythm.rules()
    found = [entry for kind in (Kind.SERVICE, Kind.OPPORTUNITY) for entry in rhythm.due_by(kind, TODAY, rules)]

    assert {entry.slug for entry in found} == {entry.slug for entry in asked}
