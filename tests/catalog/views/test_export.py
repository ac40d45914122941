"""The results of a search as a table and as a feed: the same entries, in the same words, as on the page."""

import csv
import io
import tracemalloc
from datetime import date
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from catalog import search
from catalog.enums import Stage
from catalog.views import export
from tests import factories
from tests.factories import document
from tests.portal.catalogues import clear, publish
from tests.search.corpora import rebuild

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def _table(client, address="/cerca/risultati.csv", separator=";"):
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))


def _read(client, path):
    response = client.get(path)
    return b"".join(response.streaming_content) if response.streaming else response.content


def _feed(client, address="/cerca/feed.atom"):
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return [entry.findtext(f"{ATOM}title") for entry in ElementTree.fromstring(response.content).iter(f"{ATOM}entry")]


def _entries(count=1, **fields):
    body = factories.partner(short_name="Ente", provinces=["CO"])
    factories.province("CO", name="Como")
    for number in range(count):
        title = {"title_it": f"Voucher {number}", "title_en": f"Trade voucher {number}"}
        factories.opportunity(slug=f"call-{number}", partner=body, **{**title, **fields})
    search.rebuild()


def test_a_row_says_what_the_page_says(client):
    factories.need(label_it="Fiere", label_en="Fairs")
    _entries(
        summary_it="Metà della spesa.",
        stages=[Stage.FIRST_TIME],
        countries=[factories.country("JP", label_it="Giappone"), factories.country("DE", label_it="Germania")],
        closes=date(2020, 10, 8),
    )

    assert _table(client, "/cerca/risultati.csv?q=voucher&kind=opportunity") == [
        {
            "Che cosa": "Opportunità",
            "Titolo": "Voucher 0",
            "In breve": "Metà della spesa.",
            "Ente": "Ente",
            "Aperto o chiuso": "Chiuso, in archivio",
            "Apre": "",
            "Chiude": "2020-10-08",
            "Tipo di opportunità": "Contributo",
            "Bisogno": "Fiere",
            "La vostra impresa": "Mai stata all’estero",
            "Settore": "Tutti i settori",
            "Paese": "Germania | Giappone",
            "Provincia": "Como",
            "Indirizzo": "http://testserver/opportunita/call-0/",
        }
    ]


def test_the_english_table_is_english_and_opens_in_an_english_spreadsheet(client):
    _entries()

    row = _table(client, "/en/search/results.csv?kind=opportunity", separator=",")[0]

    assert (row["What"], row["Title"]) == ("Opportunities", "Trade voucher 0")
    assert row["Address"] == "http://testserver/en/opportunities/call-0/"


def test_a_table_is_a_download_of_today_and_not_for_search_engines(client):
    response = client.get("/cerca/risultati.csv")

    assert response.headers["Content-Disposition"] == f'attachment; filename="risultati-{localdate()}.csv"'
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_a_table_holds_all_that_answers_in_the_order_asked_for(client, monkeypatch):
    monkeypatch.setattr(export, "_AT_A_TIME", 3)
    _entries(8)

    titles = [row["Titolo"] for row in _table(client, "/cerca/risultati.csv?kind=opportunity&sort=title&page=2")]

    assert titles == [f"Voucher {number}" for number in range(8)]


def test_a_table_ends_at_its_bound(client, monkeypatch):
    monkeypatch.setattr(export, "_AT_A_TIME", 3)
    monkeypatch.setattr(export, "MAX_ROWS", 4)
    _entries(8)

    assert len(_table(client, "/cerca/risultati.csv?kind=opportunity")) == 4


def test_weaker_results_are_left_out(client):
    rebuild([document(title_it="Zafferano"), document(title_it="Altro", body_it="zafferano")])
    page = client.get("/cerca/?q=zafferano+giappone+dogana").context["page"]

    rows = _table(client, "/cerca/risultati.csv?q=zafferano+giappone+dogana")

    assert page.more
    assert len(rows) == page.count


def test_a_title_that_a_spreadsheet_would_run_is_text(client):
    _entries(title_it='=HYPERLINK("http://evil.example")')

    assert _table(client, "/cerca/risultati.csv?kind=opportunity")[0]["Titolo"].startswith("'=HYPERLINK")


def test_a_table_takes_no_more_memory_for_more_rows(client):
    def lines_and_peak(count):
        rebuild([document(title_it=f"Titolo {number}", summary_it="Parola " * 200) for number in range(count)])
        _table(client)  # what the process keeps is read once
        response = client.get("/cerca/risultati.csv")
        tracemalloc.start()
        lines = sum(1 for _line in response.streaming_content)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return lines, peak

    (few, low), (many, high) = lines_and_peak(400), lines_and_peak(1_200)

    assert many > 2.9 * few
    assert high < 1.2 * low


def test_a_feed_tells_the_newest_first(client):
    _entries(1, opens=date(2020, 1, 1))
    factories.opportunity(title_it="Più nuovo", opens=date(2025, 1, 1))
    search.rebuild()

    assert _feed(client, "/cerca/feed.atom?kind=opportunity&sort=title") == ["Più nuovo", "Voucher 0"]
    assert _feed(client, "/en/search/feed.atom?kind=opportunity&q=trade+0")[-1] == "Trade voucher 0"


def test_a_feed_is_of_the_search_it_stands_beside(client):
    _entries()

    page = client.get("/cerca/?q=voucher&kind=opportunity").content.decode()
    feed = ElementTree.fromstring(client.get("/cerca/feed.atom?q=voucher&kind=opportunity&page=9").content)

    assert 'type="application/atom+xml" title="Porte del Mondo: voucher, Opportunità"' in page
    assert feed.findtext(f"{ATOM}title") == "Porte del Mondo: voucher, Opportunità"
    assert [link.get("href") for link in feed.findall(f"{ATOM}link[@rel='alternate']")] == [
        "http://testserver/cerca/?q=voucher&kind=opportunity"
    ]


def test_a_feed_ends_at_its_length(client, monkeypatch):
    monkeypatch.setattr(export, "FEED_LENGTH", 3)
    _entries(4)

    assert len(_feed(client, "/cerca/feed.atom?kind=opportunity")) == 3


@pytest.mark.parametrize("path", ["/cerca/risultati.csv", "/cerca/feed.atom"])
def test_the_cost_does_not_grow_with_what_is_taken_away(client, path):
    counts = []
    for size in (1, 3):
        publish(size)
        _read(client, path)  # what the process keeps is read once
        with CaptureQueriesContext(connection) as queries:
            assert _read(client, path)
        counts.append(len(queries))
        clear()
    assert counts[0] == counts[1] <= 7


def test_a_feed_that_has_not_changed_is_not_sent_again(client):
    _entries()
    etag = client.get("/cerca/feed.atom").headers["ETag"]

    assert client.get("/cerca/feed.atom", headers={"If-None-Match": etag}).status_code == 304
    factories.service(slug="new")
    search.rebuild()
    assert client.get("/cerca/feed.atom", headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("path", ["/cerca/risultati.csv", "/cerca/feed.atom"])
def test_nonsense_is_left_out_and_nothing_but_reading_is_allowed(client, path):
    _entries()

    assert client.get(f"{path}?colour=red&country=XX&page=-3&q=%ff%ef%bf%be").status_code == 200
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


@pytest.mark.parametrize("path", ["/cerca/risultati.csv", "/cerca/feed.atom"])
def test_what_is_not_published_is_not_in_it(client, path):
    _entries(title_it="Canarino", editorial_status="draft")

    assert b"Canarino" not in _read(client, path)
