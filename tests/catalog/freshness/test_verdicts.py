"""What an answer makes of a link, and what it does not."""

from datetime import UTC, datetime, timedelta

import pytest

from catalog.enums import LinkFault, LinkState
from catalog.freshness.links.asking import Answer
from catalog.freshness.links.verdicts import AGAIN, record, verdict
from catalog.models import Link

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Answer(200), LinkState.OK),
        (Answer(206), LinkState.OK),
        (Answer(304), LinkState.OK),
        (Answer(416), LinkState.OK),
        (Answer(200, moved_to="https://example.org/b"), LinkState.MOVED),
        (Answer(404), LinkState.DEAD),
        (Answer(410), LinkState.DEAD),
        (Answer(404, moved_to="https://example.org/b"), LinkState.DEAD),
        (Answer(400), LinkState.REFUSED),
        (Answer(401), LinkState.REFUSED),
        (Answer(403), LinkState.REFUSED),
        (Answer(403, moved_to="https://example.org/b"), LinkState.REFUSED),
        (Answer(429), LinkState.REFUSED),
        (Answer(451), LinkState.REFUSED),
        (Answer(408), LinkState.UNREACHABLE),
        (Answer(500), LinkState.UNREACHABLE),
        (Answer(503, moved_to="https://example.org/b"), LinkState.UNREACHABLE),
        (Answer(fault=LinkFault.TIME), LinkState.UNREACHABLE),
        (Answer(fault=LinkFault.NO_HOST), LinkState.UNREACHABLE),
        (Answer(fault=LinkFault.LOOP), LinkState.UNREACHABLE),
        (Answer(fault=LinkFault.BARRED), LinkState.BARRED),
    ],
)
def test_an_answer_speaks_for_a_state(answer, state):
    assert verdict(answer) == state


def tried(*answers: Answer | tuple[Answer, timedelta], link: Link | None = None) -> Link:
    """A link after answers on one day after the other, or after the time that stands beside an answer."""
    link, now = link or Link(url="https://example.org/a"), MONDAY
    for answer in answers:
        answer, wait = answer if isinstance(answer, tuple) else (answer, DAY)
        record(link, answer, now=now)
        now += wait
    return link


def test_not_found_is_believed_on_the_second_day():
    assert tried(Answer(200), Answer(404)).state == LinkState.OK
    assert tried(Answer(200), Answer(404), Answer(404)).state == LinkState.DEAD


def test_not_found_twice_on_one_day_is_once():
    hour = timedelta(hours=1)

    assert tried(Answer(200), (Answer(404), hour), (Answer(404), hour), (Answer(410), hour)).state == LinkState.OK


def test_days_are_those_of_rome():
    late = tried((Answer(404), timedelta(0)))
    record(late, Answer(404), now=datetime(2026, 11, 23, 22, 59, tzinfo=UTC))
    assert late.state == LinkState.UNKNOWN

    record(late, Answer(404), now=datetime(2026, 11, 23, 23, 1, tzinfo=UTC))
    assert late.state == LinkState.DEAD


def test_an_answer_between_two_misses_begins_anew():
    assert tried(Answer(404), Answer(200), Answer(404)).state == LinkState.OK


@pytest.mark.parametrize("silence", [Answer(503), Answer(fault=LinkFault.TIME), Answer(403)])
def test_silence_between_two_misses_changes_nothing(silence):
    assert tried(Answer(404), silence, Answer(404)).state == LinkState.DEAD
    assert tried(Answer(404), Answer(404), silence).state == LinkState.DEAD


def test_a_page_that_comes_back_lives():
    link = tried(Answer(404), Answer(404), Answer(200))

    assert (link.state, link.missed_on) == (LinkState.OK, None)


def test_a_suspicion_is_followed_up_the_next_day_and_a_fact_next_week():
    assert tried(Answer(404)).next_try == MONDAY + DAY
    assert tried(Answer(404), Answer(404)).next_try == MONDAY + DAY + AGAIN[LinkState.DEAD]


def test_a_site_is_left_alone_as_long_as_it_asks_within_reason():
    assert tried(Answer(503, wait=3 * 86_400)).next_try == MONDAY + 3 * DAY
    assert tried(Answer(503, wait=60)).next_try == MONDAY + DAY
    assert tried(Answer(429, wait=10**8)).next_try == MONDAY + 30 * DAY


def test_a_new_address_is_proposed_while_it_is_one():
    moved = tried(Answer(200, moved_to="https://example.org/b"))
    assert moved.new_url == "https://example.org/b"
    assert tried(Answer(404), link=moved).new_url == "https://example.org/b"
    assert tried(Answer(200), link=moved).new_url == ""


def test_a_state_has_its_beginning_and_a_person_vouches_for_one_state():
    link = tried(Answer(403), Answer(403))
    assert link.since == MONDAY

    link.vouched_at = MONDAY
    assert tried(Answer(429), link=link).vouched_at == MONDAY
    assert tried(Answer(fault=LinkFault.TIME), link=link).vouched_at is None


@pytest.mark.parametrize(
    ("url", "new", "front"),
    [
        ("https://example.org/a/b", "https://example.org/", True),
        ("https://example.org/a", "https://www.example.org", True),
        ("http://example.org/", "https://example.org/", False),
        ("https://example.org/a", "https://example.org/b/", False),
        ("https://example.org/a", "https://example.org/b", False),
        ("https://example.org/a", "", False),
    ],
)
def test_a_page_that_leads_to_the_front_page_is_told_apart(url, new, front):
    assert Link(url=url, new_url=new).leads_to_front_page is front
