"""The API: what the public contract promises, the page's own grammar, problems as problem documents."""

import json
from datetime import date

import pytest

from catalog.enums import Availability, Kind, OpportunityType
from tests import factories
from tests.factories import document
from tests.portal.catalogues import clear, publish
from tests.search.corpora import rebuild

pytestmark = pytest.mark.django_db

LISTS = ("services", "opportunities", "partners", "missions")


@pytest.fixture
def get(client):
    """A function that asks the API for a path and returns its answer."""
    return lambda path, **options: client.get(f"/api/v1/{path}", **options)


def test_a_search_answers_with_everything_the_contract_names(get):
    factories.country("JP", label_it="Giappone")
    factories.partner(slug="ice", short_name="ICE")
    rebuild(
        [
            document(
                kind="opportunity",
                slug="bando",
                title_it="Zafferano",
                summary_it="Un <b> sommario",
                partner_slug="ice",
                partner_name="ICE",
                facets={"country": ["JP"], "type": ["grant"]},
                closes=date(2099, 12, 31),
            )
        ]
    )

    answer = get("search?q=zaferano+giappone&country=JP&nonsense=1").json()

    assert answer["results"][0].pop("score") > 0
    assert answer.pop("facets") == {
        "kind": [{"value": "opportunity", "label": Kind.OPPORTUNITY.label, "count": 1, "selected": False}],
        "status": [{"value": "open", "label": Availability.OPEN.label, "count": 1, "selected": False}],
        "stage": [],
        "need": [],
        "type": [{"value": "grant", "label": OpportunityType.GRANT.label, "count": 1, "selected": False}],
        "sector": [{"value": "all", "label": "Tutti i settori", "count": 1, "selected": False}],
        "country": [{"value": "JP", "label": "Giappone", "count": 1, "selected": True}],
        "province": [{"value": "all", "label": "Tutta la Lombardia", "count": 1, "selected": False}],
        "partner": [{"value": "ice", "label": "ICE", "count": 1, "selected": False}],
    }
    assert answer == {
        "count": 1,
        "more": 0,
        "low_confidence": False,
        "page": 1,
        "page_size": 20,
        "next": None,
        "previous": None,
        "query": {
            "text": "zaferano giappone",
            "corrected": "zafferano giappone",
            "recognised": [{"name": "country", "value": "JP", "label": "Giappone", "text": "giappone"}],
            "unknown": [],
        },
        "ignored": [{"name": "nonsense", "value": "1"}],
        "results": [
            {
                "kind": "opportunity",
                "slug": "bando",
                "title": "Zafferano",
                "summary": "Un <b> sommario",
                "snippet": "Un &lt;b&gt; sommario",
                "partner": {"slug": "ice", "name": "ICE"},
                "url": "/opportunita/bando/",
                "opens": None,
                "closes": "2099-12-31",
                "status": "open",
            }
        ],
    }


def test_pages_lead_to_each_other_and_keep_the_search(get, client):
    rebuild([document(slug=f"s-{number}", title_it="Zafferano") for number in range(5)])

    first = get("search?q=zafferano&page_size=2&lang=en").json()
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()

    assert first["next"] == "/api/v1/search?q=zafferano&page=2&page_size=2&lang=en"
    assert (first["previous"], second["previous"], third["next"]) == (None, first["next"].replace("&page=2", ""), None)
    assert [len(page["results"]) for page in (first, second, third)] == [2, 2, 1]
    assert third["results"][0]["url"].startswith("/en/services/")


def test_a_page_after_the_last_is_empty_and_leads_nowhere(get):
    rebuild([document()])

    answer = get("search?page=7").json()

    assert (answer["count"], answer["results"], answer["next"], answer["previous"]) == (1, [], None, None)


@pytest.mark.parametrize(
    ("query", "ignored"),
    [
        ("page_size=1000", []),
        ("page_size=0", [("page_size", "0")]),
        ("page=none", [("page", "none")]),
        ("kind=thing&kind=service", [("kind", "thing")]),
        ("country=jp", [("country", "jp")]),
        ("closes_before=tomorrow", [("closes_before", "tomorrow")]),
        ("sort=price", [("sort", "price")]),
        ("q=x&q=y&utm_source=z", [("utm_source", "z")]),
    ],
)
def test_what_means_nothing_is_listed_and_the_rest_is_used(get, query, ignored):
    rebuild([document()])

    answer = get(f"search?{query}").json()

    assert [(item["name"], item["value"]) for item in answer["ignored"]] == ignored
    assert answer["page_size"] <= 100


@pytest.mark.parametrize(
    ("query", "header", "language"),
    [
        ("", "", "it"),
        ("", "en", "en"),
        ("", "en-GB,en;q=0.9,it;q=0.5", "en"),
        ("", "de", "it"),
        ("?lang=en", "it", "en"),
        ("?lang=it", "en", "it"),
        ("?lang=xx", "en", "en"),
    ],
)
def test_the_language_is_asked_for_by_name_or_by_header(get, query, header, language):
    publish(1)

    response = get(f"services/first{query}", headers={"accept-language": header})

    assert response.headers["Content-Language"] == language
    assert response.json()["title"] == ("Service 0" if language == "en" else response.json()["title"])
    assert response.json()["url"] == ("/en/services/first/" if language == "en" else "/servizi/first/")
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_one_kind_by_title_with_what_is_needed_to_page(get, name):
    publish(3)

    answer = get(f"{name}?page_size=2").json()

    assert answer["count"] == 3
    assert {entry["kind"] for entry in answer["results"]} == {
        name.removesuffix("s").replace("opportunitie", "opportunity")
    }
    assert [entry["title"] for entry in answer["results"]] == sorted(entry["title"] for entry in answer["results"])
    assert answer["next"] == f"/api/v1/{name}?sort=title&page=2&page_size=2"


@pytest.mark.parametrize("name", LISTS)
def test_an_entry_says_what_it_is_whose_it_is_and_where_it_comes_from(get, name):
    publish(1)

    entry = get(f"{name}/first").json()

    assert (entry["slug"], entry["partner"]["slug"]) == ("first", "first")
    assert entry["url"].endswith("/first/")
    assert entry["sources"]
    assert entry["checked"].startswith("2026-10")


def test_dates_are_dates_and_a_status_follows_from_them(get):
    publish(1)

    entry = get("opportunities/first").json()

    assert entry["status"] == "open"
    assert date.fromisoformat(entry["opens"]) < date.fromisoformat(entry["closes"])


@pytest.mark.parametrize("path", ["services/nothing", "nothing", "services/first/", "search/x"])
def test_what_is_not_there_is_a_problem(get, path):
    response = get(path)

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "about:blank",
        "title": "A questo indirizzo non c’è nulla",
        "status": 404,
        "instance": f"/api/v1/{path}",
    }


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["search", "services", "services/first", "status"])
def test_nothing_can_be_written(client, method, path):
    response = client.generic(method, f"/api/v1/{path}")

    assert response.status_code == 405
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Allow"]


@pytest.mark.parametrize("query", ["a=1&" * 2_000, "q=%00"])
def test_what_cannot_be_read_is_a_problem(get, query):
    response = get(f"search?{query}")

    assert response.status_code == 400
    assert response.json()["title"] == "La richiesta non si può leggere"


def test_what_breaks_is_a_problem_without_its_reasons(client, monkeypatch):
    def break_down(*_arguments, **_options):
        raise RuntimeError("secret")

    monkeypatch.setattr("catalog.search.search", break_down)
    client.raise_request_exception = False

    response = client.get("/api/v1/search")

    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/problem+json"
    assert "secret" not in response.content.decode()


def test_a_search_costs_the_same_however_much_it_finds(get, django_assert_num_queries):
    for size in (1, 3):
        rebuild([document(title_it="Zafferano") for _entry in range(size)])
        get("search?q=zafferano")
        with django_assert_num_queries(2):  # the version of the index, the entries of the page
            get("search?q=zafferano")


@pytest.mark.parametrize("name", LISTS)
def test_an_entry_costs_the_same_however_much_it_links_to(get, name, django_assert_max_num_queries):
    costs = []
    for size in (1, 3):
        publish(size)
        with django_assert_max_num_queries(4) as queries:
            get(f"{name}/first")
        costs.append(len(queries))
        clear()
    assert costs[0] == costs[1]


def test_what_was_published_a_moment_ago_is_in_the_answer(get):
    assert get("search").headers["Cache-Control"] == "no-cache"


def test_numbers_are_numbers_that_json_knows(get):
    publish(1)

    def refuse(constant):
        raise AssertionError(constant)

    json.loads(get("search?q=offerta").content, parse_constant=refuse)
