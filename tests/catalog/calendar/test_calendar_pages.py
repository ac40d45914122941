"""The calendar's pages and files, over opportunities and missions."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from icalendar import Calendar

from catalog import search
from catalog.enums import EditorialStatus
from catalog.models import Opportunity
from catalog.publishing import withdraw
from missions.models import Mission
from tests import factories

pytestmark = pytest.mark.django_db
ROME = ZoneInfo("Europe/Rome")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime(2026, 10, 1, 9, tzinfo=ROME), tick=False):
        yield


@pytest.fixture
def entries():
    factories.opportunity(slug="chiude", title_it="Chiude presto", opens=date(2026, 9, 1), closes=date(2026, 10, 9))
    factories.opportunity(
        slug="apre", title_it="Apre", title_en="Opens", opens=date(2026, 10, 9), closes=date(2027, 3, 1)
    )
    factories.mission(
        slug="osaka",
        title_it="Osaka",
        cities=["Osaka"],
        starts=date(2026, 10, 30),
        ends=date(2026, 11, 3),
        capacity=10,
        registration_opens=datetime(2026, 9, 1, 9, tzinfo=ROME),
        registration_closes=datetime(2026, 10, 15, 23, 59, tzinfo=ROME),
    )
    factories.opportunity(slug="bozza", closes=date(2026, 10, 10), editorial_status=EditorialStatus.DRAFT)
    factories.opportunity(slug="senza-date")
    search.rebuild()


def shown(lines):
    return [(line.occasion.moment.value, line.occasion.slug) for line in lines]


def test_a_month_lists_what_closes_opens_and_takes_place(client, entries):
    response = client.get("/calendario/2026/10/")

    assert shown(response.context["lines"]) == [
        ("closes", "chiude"),
        ("opens", "apre"),
        ("registration-closes", "osaka"),
        ("takes-place", "osaka"),
    ]
    text = response.content.decode()
    assert "Ottobre 2026" in text
    assert "2 scadenze, 1 apertura e 1 missione" in text
    assert "giovedì 15\u00a0ottobre 2026, ore 23:59" in text
    assert "30\u00a0ottobre - 3\u00a0novembre 2026" in text


def test_a_mission_stands_in_every_month_it_touches(client, entries):
    assert shown(client.get("/calendario/2026/11/").context["lines"]) == [("takes-place", "osaka")]


def test_a_month_leads_to_its_neighbours_with_dates(client, entries):
    text = client.get("/calendario/2026/11/").content.decode()

    assert 'rel="prev" href="/calendario/2026/10/"' in text
    assert 'rel="next" href="/calendario/2027/3/"' in text


def test_an_empty_month_says_so(client, entries):
    text = client.get("/calendario/2027/1/").content.decode()

    assert "non chiude, non apre e non si svolge niente" in text


@pytest.mark.parametrize(
    "path",
    [
        "2026/0",
        "2026/13",
        "0/1",
        "1999/12",
        "2027/11",
        "9999/12",
        "10000/1",
        "99999999999999999999/1",
        "2026/999999999",
    ],
)
def test_a_month_that_is_none_or_too_far_is_not_there(client, entries, path):
    assert client.get(f"/calendario/{path}/").status_code == 404


def test_a_month_has_one_address(client, entries):
    assert client.get("/calendario/2027/01/").headers["Location"] == "/calendario/2027/1/"


def test_the_overview_shows_what_is_ahead_and_what_has_just_passed(client, entries):
    factories.opportunity(slug="appena", closes=date(2026, 9, 30))
    factories.opportunity(slug="vecchia", closes=date(2026, 5, 1))
    factories.opportunity(slug="continua", rolling=True)

    response = client.get("/calendario/")

    ahead = [(name, shown(lines)) for name, _address, lines in response.context["ahead"]]
    assert [name for name, _lines in ahead] == ["Ottobre 2026", "Marzo 2027"]
    assert ("closes", "chiude") in ahead[0][1]
    assert "vecchia" not in str(ahead)
    assert shown(response.context["recent"]) == [("closes", "appena")]
    assert [offer.slug for offer in response.context["rolling"]] == ["continua"]
    assert [year for year, _months in response.context["archive"]] == [2026]


def test_what_closes_today_is_still_ahead_until_midnight_in_italy(client):
    factories.opportunity(slug="oggi", closes=date(2026, 10, 1))

    for moment, ahead in ((datetime(2026, 10, 1, 23, 59), True), (datetime(2026, 10, 2, 0, 0), False)):
        with time_machine.travel(moment.replace(tzinfo=ROME), tick=False):
            assert bool(client.get("/calendario/").context["ahead"]) is ahead


@pytest.mark.parametrize("day", [date(2028, 2, 29), date(2026, 12, 31), date(9999, 12, 31), date(1, 1, 1)])
def test_days_at_the_ends_of_months_years_and_time(client, day):
    factories.opportunity(closes=day)
    search.rebuild()

    assert client.get("/calendario/").status_code == 200
    assert client.get(f"/calendario/{day.year}/{day.month}/").context["lines"]
    assert client.get("/calendario.ics").status_code == 200
    assert client.get("/cerca/calendario.ics").status_code == 200


def events(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(response.content).walk("VEVENT")]


def test_the_file_holds_every_public_day(client, entries):
    assert events(client, "/calendario.ics") == [
        "Apre: Chiude presto",
        "Aprono le iscrizioni: Osaka",
        "Chiude: Chiude presto",
        "Apre: Apre",
        "Chiudono le iscrizioni: Osaka",
        "Osaka",
        "Chiude: Apre",
    ]


def test_the_file_of_a_search_holds_its_days_and_no_others(client, entries):
    assert events(client, "/cerca/calendario.ics?kind=mission") == [
        "Aprono le iscrizioni: Osaka",
        "Chiudono le iscrizioni: Osaka",
        "Osaka",
    ]
    assert events(client, "/en/search/calendar.ics?q=opens&kind=opportunity")[-1] == "Closes: Opens"
    assert events(client, "/cerca/calendario.ics?status=upcoming&kind=opportunity") == ["Apre: Apre", "Chiude: Apre"]
    assert events(client, "/cerca/calendario.ics?kind=service") == []
    assert events(client, "/cerca/calendario.ics?q=xyzzy") == []
    assert events(client, "/cerca/calendario.ics?country=XX&colour=red&page=7")


def test_a_file_of_a_search_is_called_by_what_was_asked(client, entries):
    read = Calendar.from_ical(client.get("/cerca/calendario.ics?q=fiere&kind=mission").content)

    assert read["X-WR-CALNAME"] == "Porte del Mondo: fiere, Missioni"


def test_a_file_that_has_not_changed_is_not_sent_again(client, entries):
    first = client.get("/calendario.ics")

    assert client.get("/calendario.ics", headers={"if-none-match": first.headers["ETag"]}).status_code == 304
    factories.opportunity(closes=date(2026, 12, 1))
    assert client.get("/calendario.ics", headers={"if-none-match": first.headers["ETag"]}).status_code == 200


def test_a_withdrawn_entry_leaves_every_file(client, entries):
    withdraw(Opportunity.objects.get(slug="chiude"))

    assert "Chiude: Chiude presto" not in events(client, "/calendario.ics")
    assert "Chiude: Chiude presto" not in events(client, "/cerca/calendario.ics?kind=opportunity")


def test_a_cancelled_mission_is_cancelled_in_the_file(client, entries):
    Mission.objects.update(cancelled_at=datetime(2026, 9, 30, tzinfo=ROME))

    read = Calendar.from_ical(client.get("/calendario.ics").content)
    states = {str(event["STATUS"]) for event in read.walk("VEVENT") if "osaka" in str(event["UID"])}
    assert states == {"CANCELLED"}
    assert "annullata" in client.get("/calendario/").content.decode()


@pytest.mark.parametrize(("address", "most"), [("/calendario.ics", 2), ("/cerca/calendario.ics?q=offerta", 6)])
def test_a_file_costs_the_same_however_much_it_holds(client, address, most, django_assert_max_num_queries):
    counts = []
    for count in (1, 3):
        for _number in range(count):
            factories.opportunity(closes=date(2026, 12, 1))
            factories.mission(title_it="Offerta", starts=date(2026, 12, 1))
        search.rebuild()
        client.get(address)
        with django_assert_max_num_queries(most) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("search_page", "file"),
    [
        ("/cerca/?q=presto", "/cerca/calendario.ics?q=presto"),
        ("/missioni/", "/cerca/calendario.ics?kind=mission"),
        ("/cerca/?kind=opportunity&sort=title", "/cerca/calendario.ics?kind=opportunity"),
        ("/servizi/", ""),
        ("/cerca/?kind=partner", ""),
    ],
)
def test_a_search_that_found_days_offers_its_file(client, entries, search_page, file):
    factories.service()
    search.rebuild()

    response = client.get(search_page)

    assert response.context["view"].calendar == file
    assert ('type="text/calendar"' in response.content.decode()) is bool(file)
