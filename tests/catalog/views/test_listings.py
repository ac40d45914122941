"""The page of results: what it shows around them, and the addresses it leads to."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from catalog.enums import Kind
from tests import factories
from tests.factories import document
from tests.search.corpora import rebuild

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogue():
    factories.country("JP", label_it="Giappone", label_en="Japan")
    factories.country("DE", label_it="Germania", label_en="Germany")
    factories.need("orientation", label_it="Orientamento", label_en="Orientation")
    rebuild(
        [
            document(slug="jp", title_it="Zafferano", facets={"country": ["JP"], "need": ["orientation"]}),
            document(slug="de", title_it="Zafferano", facets={"country": ["DE"]}),
            document(kind=Kind.OPPORTUNITY, slug="call", title_it="Zafferano", closes=localdate() + timedelta(days=3)),
            *[document(slug=f"s-{number}", title_it="Altro") for number in range(25)],
        ]
    )


def _view(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.context["view"], response.content.decode()


def test_a_search_shows_its_results_and_their_number(client):
    view, page = _view(client, "/cerca/?q=zafferano")

    assert view.page.count == 3
    assert page.count('class="it-card pm-result"') == 3
    assert "<mark>Zafferano</mark>" not in view.near  # titles are not marked, snippets are
    assert 'href="/servizi/jp/"' in page


def test_the_title_says_what_was_asked_and_how_much_was_found(client):
    assert _view(client, "/cerca/?q=zafferano&country=JP")[0].title == "zafferano, Giappone: 1 risultato"
    assert _view(client, "/en/search/?q=zafferano&sort=title")[0].title == "zafferano, Title: 3 results"
    assert _view(client, "/cerca/?page=2")[0].title.endswith(": 28 risultati, pagina 2")


def _chips(chips):
    return [(chip.prefix, chip.label.replace("\u00a0", " "), chip.url) for chip in chips]


def test_what_was_understood_can_be_taken_away_one_by_one(client):
    view, page = _view(client, "/cerca/?q=zafferano+giappone&sort=title")

    assert _chips(view.understood) == [("Paese", "Giappone", "/cerca/?q=zafferano&sort=title")]
    assert page.count('class="pm-chip"') == 1


def test_what_was_chosen_can_be_taken_away_one_by_one(client):
    view, page = _view(client, "/cerca/?q=zafferano&country=JP&country=DE&closes_before=2030-01-01&page=1")

    assert _chips(view.chosen) == [
        ("Paese", "Germania", "/cerca/?q=zafferano&country=JP&closes_before=2030-01-01"),
        ("Paese", "Giappone", "/cerca/?q=zafferano&country=DE&closes_before=2030-01-01"),
        ("Chiude entro", "1° gennaio 2030", "/cerca/?q=zafferano&country=JP&country=DE"),
    ]
    assert 'href="/cerca/?q=zafferano"' in page


def test_the_kind_of_a_one_kind_page_cannot_be_taken_away(client):
    assert _view(client, "/servizi/?kind=partner")[0].chosen == []


def test_forms_carry_along_what_they_do_not_change(client):
    view, _page = _view(client, "/cerca/?q=zafferano&country=JP&sort=title&closes_before=2030-01-01&exact=1&page=1")

    deadline = ("closes_before", "2030-01-01")
    assert view.hidden_for_words == [("country", "JP"), ("sort", "title"), deadline]
    assert view.hidden_for_sort == [("q", "zafferano"), ("exact", "1"), ("country", "JP"), deadline]
    assert view.hidden_for_filters == [("q", "zafferano"), ("exact", "1"), ("sort", "title")]


def test_a_deadline_can_be_asked_for(client):
    page = _view(client, "/cerca/?q=zafferano&closes_before=2030-01-01")[1]

    assert '<input id="closes_before" name="closes_before" type="date" value="2030-01-01">' in page


def test_what_has_no_deadline_is_not_asked_for_one_but_keeps_it(client):
    view, page = _view(client, "/servizi/?q=zafferano")

    assert view.hidden_for_filters == [("q", "zafferano")]
    assert 'type="date"' not in page
    assert _view(client, "/servizi/?closes_before=2030-01-01")[0].hidden_for_filters == [
        ("closes_before", "2030-01-01")
    ]


def test_the_same_results_can_be_taken_away(client):
    view, page = _view(client, "/servizi/?q=zafferano&sort=title&page=1")

    assert view.table == "/cerca/risultati.csv?q=zafferano&kind=service&sort=title"
    assert view.feed == "/cerca/feed.atom?q=zafferano&kind=service"
    assert 'href="/cerca/risultati.csv?q=zafferano&amp;kind=service&amp;sort=title"' in page
    assert "risultati.csv" not in _view(client, "/cerca/?q=zafferano&type=loan")[1]


def test_a_correction_leads_to_the_words_as_typed(client):
    view, page = _view(client, "/cerca/?q=zaferano")

    assert "<b>zafferano</b>" in page
    assert view.as_typed == "/cerca/?q=zaferano&exact=1"


def test_pages_lead_on_and_back(client):
    first, second = _view(client, "/cerca/?sort=title")[0], _view(client, "/cerca/?sort=title&page=2")[0]

    assert (first.previous, first.next) == ("", "/cerca/?sort=title&page=2")
    assert (second.previous, second.next) == ("/cerca/?sort=title", "")


def test_a_page_after_the_last_is_the_last(client):
    view, page = _view(client, "/cerca/?page=99")

    assert view.filters.page == 2
    assert page.count("<article") == 8


@pytest.mark.parametrize(
    ("path", "kind", "count"),
    [
        ("/servizi/", "service", 27),
        ("/opportunita/", "opportunity", 1),
        ("/enti/", "partner", 0),
        ("/missioni/", "mission", 0),
    ],
)
def test_a_one_kind_page_is_the_search_for_that_kind(client, path, kind, count):
    view, page = _view(client, f"{path}?kind=partner")

    assert (view.filters.fixed_kind, view.page.count) == (kind, count)
    assert 'name="kind"' not in page
    assert view.address(sort="title") == f"{path}?sort=title"


def test_what_was_ignored_is_said(client):
    page = _view(client, "/cerca/?colour=red&country=XX")[1]

    assert "<code>colour=red</code>" in page
    assert "<code>country=XX</code>" in page


def test_only_a_search_that_found_nothing_is_kept_from_other_search_engines(client):
    view, page = _view(client, "/cerca/?q=xyzzy")
    assert (view.page.count, 'content="noindex, follow"' in page) == (0, True)
    view, page = _view(client, "/cerca/?q=zafferano")
    assert (view.page.count > 0, "noindex" in page) == (True, False)


def test_an_address_has_one_canonical_form(client):
    page = _view(client, "/cerca/?page_size=20&sort=&country=DE&country=JP&q=%20zafferano%20&colour=red")[1]

    assert '<link rel="canonical" href="http://testserver/cerca/?q=zafferano&amp;country=DE&amp;country=JP">' in page


def _ways(client, address):
    return [(way.label, way.url, way.count) for way in client.get(address).context["ways"]]


def test_without_an_answer_searches_that_have_one_are_offered(client):
    assert _ways(client, "/cerca/?q=xyzzy+zafferano&type=loan") == [
        ("Senza il filtro «Tipo di opportunità»", "/cerca/?q=xyzzy+zafferano", 3),
        ("Cercate solo «zafferano»", "/cerca/?q=zafferano", 3),
    ]
    assert client.get("/cerca/?q=xyzzy+plugh").context["ways"] == []


def test_few_results_lead_on_to_more_by_one_filter_less(client):
    assert _ways(client, "/cerca/?q=zafferano&country=JP&closes_before=2030-01-01") == [
        ("Anche quello che chiude più tardi", "/cerca/?q=zafferano&country=JP", 1),
        ("Senza il filtro «Paese»", "/cerca/?q=zafferano&closes_before=2030-01-01", 1),
    ]
    assert _ways(client, "/cerca/?q=zafferano&country=JP") == [("Senza il filtro «Paese»", "/cerca/?q=zafferano", 3)]


def test_what_no_way_finds_more_of_is_not_offered(client):
    assert _ways(client, "/cerca/?q=zafferano") == []
    assert _ways(client, "/cerca/") == []


def test_ways_on_stay_on_a_one_kind_page(client):
    assert _ways(client, "/opportunita/?q=zafferano&country=JP") == [
        ("Senza il filtro «Paese»", "/opportunita/?q=zafferano", 1),
    ]


def test_a_search_that_nothing_answers_says_so_and_offers_to_take_the_filters_away(client):
    response = client.get("/cerca/?q=zafferano&country=JP&type=loan&sort=title")

    assert response.context["page"].count == 0
    assert 'href="/cerca/?q=zafferano&amp;sort=title"' in response.content.decode()


def test_an_answer_nobody_is_sure_of_is_called_so(client):
    page = client.get("/cerca/?q=xyzzy+plugh+altro").content.decode()

    assert "xyzzy" in page
    assert "pm-unknown" in page
