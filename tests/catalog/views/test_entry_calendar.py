"""The days of one entry for the reader's own calendar."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate
from icalendar import Calendar

from tests import factories

pytestmark = pytest.mark.django_db


def events(content):
    return {str(event["uid"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


def test_a_deadline_is_a_whole_day_that_keeps_its_name(client):
    closes = localdate() + timedelta(days=9)
    factories.opportunity(slug="o", title_it="Fiere in Giappone", closes=closes)

    page = client.get("/opportunita/o/").content.decode()
    response = client.get("/opportunita/o/calendario.ics")

    assert 'href="/opportunita/o/calendario.ics"' in page
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'inline; filename="o.ics"'
    (event,) = events(response.content).values()
    assert "Fiere in Giappone" in event["summary"]
    assert (event["dtstart"].dt, event["dtend"].dt) == (closes, closes + timedelta(days=1))
    assert event["url"] == "http://testserver/opportunita/o/"
    assert list(events(response.content)) == list(events(client.get("/calendario.ics").content))


def test_a_mission_takes_all_its_days_and_english_readers_get_english(client):
    starts = localdate() + timedelta(days=30)
    factories.mission(slug="m", title_en="Mission to Japan", starts=starts, ends=starts + timedelta(days=3))

    assert 'href="/en/missions/m/calendar.ics"' in client.get("/en/missions/m/").content.decode()
    (event,) = events(client.get("/en/missions/m/calendar.ics").content).values()
    assert "Mission to Japan" in event["summary"]
    assert (event["dtstart"].dt, event["dtend"].dt) == (starts, starts + timedelta(days=4))


@pytest.mark.parametrize("dates", [{}, {"rolling": True}, {"opens": date(2020, 1, 1), "closes": date(2020, 2, 1)}])
def test_no_file_is_offered_without_a_day_ahead(client, dates):
    factories.opportunity(slug="o", **dates)

    assert "calendario.ics" not in client.get("/opportunita/o/").content.decode().partition("<footer")[0]


def test_what_has_no_days_or_is_not_there_has_no_file(client):
    factories.opportunity(slug="o")

    for path in ("/opportunita/o/calendario.ics", "/opportunita/x/calendario.ics", "/missioni/x/calendario.ics"):
        assert client.get(path).status_code == 404
