"""The suggestions of the search box as the browser gets them."""

from datetime import date

import pytest

from catalog import search
from catalog.enums import EditorialStatus, Kind
from tests import factories
from tests.factories import document
from tests.search.corpora import rebuild

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogue():
    factories.country("JP", label_it="Giappone", label_en="Japan")
    factories.need("fairs-promotion", label_it="Fiere e promozione", label_en="Fairs and promotion")
    factories.need("credit-insurance", label_it="Assicurazione e incassi", label_en="Getting paid")
    rebuild(
        [
            document(slug="grants", title_it="Contributi per le fiere", partner_name="Camera"),
            document(kind=Kind.PARTNER, slug="fair", title_it="Fiera Milano", partner_name="Fiera"),
            document(kind=Kind.OPPORTUNITY, slug="past", title_it="Fiere 2020", closes=date(2020, 1, 1)),
        ]
    )


def _suggestions(client, text, address="/cerca/suggerimenti/", **query):
    response = client.get(address, {"q": text, **query})
    assert response.status_code == 200
    return response.json()["suggestions"]


def test_names_bodies_and_entries_are_suggested_in_this_order(client):
    assert [item for item in _suggestions(client, "fier") if "q" not in item] == [
        {"label": "Fiere e promozione", "what": "Bisogno", "url": "/cerca/?need=fairs-promotion"},
        {"label": "Fiera Milano", "what": "Ente", "url": "/enti/fair/"},
        {"label": "Contributi per le fiere", "what": "Servizio · Camera", "url": "/servizi/grants/"},
        {"label": "Fiere 2020", "what": "Opportunità · Ente · Chiuso", "url": "/opportunita/past/"},
    ]


def test_a_place_goes_on_with_the_text(client):
    assert _suggestions(client, "voucher  in giap") == [
        {"before": "voucher in ", "label": "Giappone", "what": "Paese", "q": "voucher in Giappone"}
    ]
    assert _suggestions(client, "toky")[0]["what"] == "Giappone"
    assert _suggestions(client, "il cliente estero non")[0] == {
        "before": "",
        "label": "il cliente estero non paga",
        "what": "Assicurazione e incassi",
        "q": "il cliente estero non paga",
    }


def test_the_english_box_suggests_english(client):
    english = "/en/search/suggestions/"

    assert _suggestions(client, "jap", english)[0] == {"before": "", "label": "Japan", "what": "Country", "q": "Japan"}
    assert {
        "label": "Contributi per le fiere",
        "what": "Service · Camera",
        "url": "/en/services/grants/",
        "lang": "it",
    } in (_suggestions(client, "contributi", english))


def test_a_one_kind_page_suggests_that_kind(client):
    assert [item["url"] for item in _suggestions(client, "fier", kind="service") if "before" not in item] == [
        "/cerca/?need=fairs-promotion",
        "/servizi/grants/",
    ]


def test_a_space_at_the_end_says_that_the_word_is_whole(client):
    assert _suggestions(client, "giap ") == []


def test_what_is_not_published_is_not_suggested(client):
    entry = factories.service(title_it="Canarino")
    search.rebuild()
    assert [item["label"] for item in _suggestions(client, "canar")] == ["Canarino"]

    entry.editorial_status = EditorialStatus.ARCHIVED
    entry.save()
    search.index_entry(entry)

    assert _suggestions(client, "canar") == []
    assert client.get("/cerca/suggerimenti/?q=canar").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "query", ["", "q=", "q=%20", "q=%00", "q=<script>", "q=a&q=b", "kind=x&q=fier", "page=-1&q=fier", "q=" + "a+" * 900]
)
def test_nothing_breaks_it(client, query):
    assert client.get(f"/cerca/suggerimenti/?{query}").status_code in (200, 400)


def test_it_is_read_only_and_not_for_search_engines(client):
    assert client.post("/cerca/suggerimenti/").status_code == 405
    assert client.get("/cerca/suggerimenti/").headers["X-Robots-Tag"] == "noindex"


def test_the_cost_is_small_and_constant(client, django_assert_max_num_queries):
    _suggestions(client, "voucher fier")
    with django_assert_max_num_queries(3):
        _suggestions(client, "voucher fier")


@pytest.mark.parametrize(("page", "address"), [("/", ""), ("/cerca/?q=x", ""), ("/servizi/", "?kind=service")])
def test_every_search_box_knows_where_to_ask(client, page, address):
    assert f'data-suggestions="/cerca/suggerimenti/{address}"' in client.get(page).content.decode()
