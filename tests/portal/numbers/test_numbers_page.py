"""The public page and its table show what was counted."""

import csv
import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.utils.timezone import localdate

from portal.feedback import ratings
from portal.numbers import counting, reports
from portal.numbers.enums import What
from tests.portal.catalogues import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_days():
    """Some use on two days, the first two days before the second, seen three days after it."""
    with time_machine.travel("2026-10-30T12:00:00+01:00", tick=False):
        publish(1)
        counting.count(What.PAGE, "home", times=4)
        counting.count(What.SEARCH, times=2)
        counting.write()
        ratings.rate(page="/privacy/", language="it", stars=5)
    with time_machine.travel("2026-11-01T12:00:00+01:00", tick=False):
        counting.count(What.PAGE, "service", times=3)
        counting.count(What.ENTRY, "service/first", times=3)
        counting.count(What.ENTRY, "service/withdrawn", times=9)
        counting.count(What.CONTACT, "mail")
        counting.write()
        ratings.rate(page="/privacy/", language="it", stars=2)
    with time_machine.travel("2026-11-04T12:00:00+01:00", tick=False):
        yield


def _tables(html):
    """Every table of a page as rows of texts."""
    tables = []
    for table in re.findall(r"<table>(.*?)</table>", html, re.DOTALL):
        rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
        cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
        tables.append([[re.sub(r"<[^>]*>|\s+", " ", cell).strip() for cell in row] for row in cells])
    return tables


def test_the_tables_add_up(client, two_days):
    totals, kinds, opened, ways, stars, days, months = _tables(client.get("/numeri/").content.decode())

    assert totals[1:] == [
        ["Pagine aperte", "7"],
        ["Ricerche", "2"],
        ["Ricerche senza risposta", "0"],
        ["Schede aperte", "12"],
        ["Schede aperte da una ricerca", "0"],
        ["Contatti seguiti", "1"],
        ["Valutazioni", "2"],
    ]
    assert ["Home", "4"] in kinds
    assert ["Servizi", "3"] in kinds
    assert sum(int(count) for _kind, count in kinds[1:]) == 7
    assert [count for _title, count in opened[1:]] == ["3"]  # what was withdrawn is not named
    assert ways[1:] == [["Telefono", "0"], ["E-mail", "1"], ["Sito", "0"]]
    assert [row[1] for row in stars[1:]] == ["1", "0", "0", "1", "0"]
    assert [[day.replace("\u00a0", " "), *counts] for day, *counts in days[1:]] == [
        ["3 novembre 2026", "0", "0", "0", "0", "0", "0", "0"],
        ["2 novembre 2026", "0", "0", "0", "0", "0", "0", "0"],
        ["1° novembre 2026", "3", "0", "0", "12", "0", "1", "1"],
        ["31 ottobre 2026", "0", "0", "0", "0", "0", "0", "0"],
        ["30 ottobre 2026", "4", "2", "0", "0", "0", "0", "1"],
    ]
    assert months[1:] == [
        ["Novembre 2026", "3", "0", "0", "12", "0", "1", "1"],
        ["Ottobre 2026", "4", "2", "0", "0", "0", "0", "1"],
    ]


def test_the_mean_of_the_stars_is_written_as_the_reader_writes_it(client, two_days):
    assert "<b>3,5</b>" in client.get("/numeri/").content.decode()
    assert "<b>3.5</b>" in client.get("/en/numbers/").content.decode()


def test_large_numbers_are_grouped_as_the_reader_groups_them(client):
    with time_machine.travel(localdate() - timedelta(days=1)):
        counting.count(What.PAGE, "home", times=21_067)
        counting.write()

    assert '<td class="n">21.067</td>' in client.get("/numeri/").content.decode()
    assert '<td class="n">21,067</td>' in client.get("/en/numbers/").content.decode()


def test_before_anything_is_counted_the_page_says_so(client):
    page = client.get("/numeri/").content.decode()

    assert "Non abbiamo ancora contato nulla." in page
    assert "In questi giorni nessuno ha valutato una pagina." in page


def test_only_the_last_thirty_whole_days_are_added_up(two_days):
    yesterday = localdate() - timedelta(days=1)

    assert reports.use(yesterday, yesterday).totals == [0] * 7
    assert sum(reports.use(localdate() - timedelta(days=30), yesterday).totals) == 24


def test_the_table_for_programs_holds_every_count(client, two_days):
    response = client.get("/numeri/tutti.csv")
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert rows == [
        ["day", "what", "key", "count"],
        ["2026-10-30", "page", "home", "4"],
        ["2026-10-30", "search", "", "2"],
        ["2026-11-01", "contact", "mail", "1"],
        ["2026-11-01", "entry", "service/first", "3"],
        ["2026-11-01", "entry", "service/withdrawn", "9"],
        ["2026-11-01", "page", "service", "3"],
    ]
    assert client.get("/en/numbers/all.csv").status_code == 200
