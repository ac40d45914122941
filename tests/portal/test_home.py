"""The home page: each list by a rule, each count that of the search it leads to."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from catalog import search
from portal.home import FEW, MOST, home_content
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return localdate()


def test_an_empty_portal_still_has_a_home(client):
    page = client.get("/")

    assert page.status_code == 200
    assert page.context["tiles"] == []


def test_needs_come_in_their_order_with_what_their_search_finds(client):
    first, second = factories.need("first", position=1), factories.need("second", position=2)
    factories.service(need=second)
    factories.opportunity(need=second)
    search.rebuild()

    needs = client.get("/").context["needs"]

    assert needs == [(first, 0), (second, 2)]
    assert client.get("/api/v1/search?need=second").json()["count"] == 2


def test_what_closes_next_comes_before_what_has_no_deadline(today):
    closing = [factories.opportunity(closes=today + timedelta(days=days)) for days in (9, 1, 5, 30)]
    rolling = [factories.opportunity(rolling=True, opens=today - timedelta(days=days)) for days in (1, 2, 3)]

    content = home_content()

    assert [offer for offer, _standing in content["closing"]] == [closing[1], closing[2], closing[0]]
    assert list(content["rolling"]) == rolling[: MOST - FEW]
    assert content["closing"][0][1].soon == "domani"


def test_with_nothing_closing_there_is_more_room_for_the_rest(today):
    rolling = [factories.opportunity(rolling=True, opens=today - timedelta(days=days)) for days in range(7)]

    assert list(home_content()["rolling"]) == rolling[:MOST]


def test_the_next_missions_or_else_the_latest(today):
    past = [factories.mission(starts=today - timedelta(days=days)) for days in (10, 20, 30, 40)]
    assert (home_content()["missions"], list(home_content()["past_missions"])) == ([], past[:FEW])

    coming = factories.mission(starts=today + timedelta(days=1))
    assert (home_content()["missions"], list(home_content()["past_missions"])) == ([coming], [])


def test_the_map_counts_the_offices_of_each_province():
    factories.office(province=factories.province("CO"))

    assert [(tile.province.code, tile.count) for tile in home_content()["tiles"]] == [("CO", 1)]


def test_the_regional_table_is_shown_by_name():
    factories.partner(short_name="B", table_member=True)
    factories.partner(short_name="A", table_member=True)
    factories.partner(short_name="C")

    assert [body.short_name for body in home_content()["table"]] == ["A", "B"]


def test_what_is_not_public_is_on_no_list(today):
    for status in ("draft", "archived"):
        factories.opportunity(closes=today, editorial_status=status)
        factories.opportunity(rolling=True, editorial_status=status)
        factories.mission(starts=today + timedelta(days=1), editorial_status=status)
        factories.partner(table_member=True, editorial_status=status)

    content = home_content()

    assert not any(
        [content["closing"], content["rolling"], content["missions"], content["past_missions"], content["table"]]
    )
