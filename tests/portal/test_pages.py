"""Every kind of page, in both languages: it is there, it is whole, and its cost does not grow with what it lists."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import translate_url

from catalog.enums import EditorialStatus
from catalog.models import Opportunity, Partner, Service
from missions.models import Mission
from tests.portal.catalogues import ENTRIES, LANGUAGES, PAGES, PLACES, addresses, clear, publish

pytestmark = pytest.mark.django_db

#: Queries a page may make once the process is warm.
BUDGETS = {"home": 10, **dict.fromkeys(PAGES[1:], 6), **dict.fromkeys([*ENTRIES, *PLACES], 8), "numbers": 9}
every_page = pytest.mark.parametrize("name", [*PAGES, *ENTRIES, *PLACES])
every_language = pytest.mark.parametrize("language", LANGUAGES)


class Page(HTMLParser):
    """What a page is made of: its tags in order, ids, links, and the text of its title."""

    VOID = ("meta", "link", "input", "img", "br")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def values(self, name, *tags):
        return [found[name] for tag, found in self.tags if name in found and (not tags or tag in tags)]


@every_language
@every_page
def test_a_page_is_whole_sets_no_cookie_and_knows_its_twin(client, name, language):
    """Three things of one page, because publishing takes longer than looking."""
    publish(3)

    response = client.get(addresses(language)[name])

    assert response.status_code == 200
    assert response.headers["Content-Language"] == language
    assert response.cookies == {}
    assert "Cookie" in response.headers["Vary"]  # its head says who has signed in
    page = Page(response.content.decode())
    _is_whole(page, language)
    _knows_its_twin(page, name, language)


def _is_whole(page, language):
    assert page.open == []
    assert page.tags[0] == ("html", {"lang": language})
    assert [tag for tag, _attributes in page.tags].count("h1") == 1
    assert len(page.values("id")) == len(set(page.values("id")))
    assert {target[1:] for target in page.values("href", "a") if target.startswith("#")} <= set(page.values("id"))
    assert set(" ".join(page.values("aria-labelledby")).split()) <= set(page.values("id"))
    assert page.values("style") == []
    assert [handler for _tag, attributes in page.tags for handler in attributes if handler.startswith("on")] == []
    assert all(src.startswith("/static/") for src in page.values("src"))


def _knows_its_twin(page, name, language):
    """The twin's own page is looked at in its turn."""
    other = "en" if language == "it" else "it"
    own, twin = addresses(language)[name], addresses(other)[name]

    links = [attributes for tag, attributes in page.tags if tag == "link"]
    alternates = {link["hreflang"]: link["href"] for link in links if "hreflang" in link}
    assert alternates == {language: f"http://testserver{own}", other: f"http://testserver{twin}"}
    assert [link["href"] for link in links if link.get("rel") == "canonical"] == [f"http://testserver{own}"]
    assert [attributes["href"] for tag, attributes in page.tags if tag == "a" and attributes.get("hreflang")] == [twin]
    assert translate_url(own, other) == twin


def test_the_twin_of_a_search_is_the_same_search(client):
    publish(1)

    page = Page(client.get("/cerca/?q=offerta&country=JP&sort=title").content.decode())

    twin = next(attributes["href"] for tag, attributes in page.tags if tag == "a" and attributes.get("hreflang"))
    assert twin == "/en/search/?q=offerta&country=JP&sort=title"


@every_page
def test_a_page_costs_the_same_however_much_it_lists(client, name, django_assert_max_num_queries):
    counts = []
    for size in (1, 3):
        publish(size)
        client.get(addresses("it")[name])  # what the process keeps is read once
        with django_assert_max_num_queries(BUDGETS[name]) as queries:
            client.get(addresses("it")[name])
        counts.append(len(queries))
        clear()
    assert counts[0] == counts[1]


@every_page
def test_head_is_answered_like_get_and_nothing_else_is(client, name):
    publish(1)
    address = addresses("it")[name]

    assert client.head(address).status_code == 200
    for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE"):
        assert client.generic(method, address).status_code == 405


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_that_is_not_published_is_not_there(client, name):
    publish(1)
    for model in (Mission, Opportunity, Service, Partner):
        model.objects.update(editorial_status=EditorialStatus.DRAFT)

    assert client.get(addresses("it")[name]).status_code == 404


def test_an_address_that_needs_its_slash_leads_there(client):
    assert client.get("/cerca?q=x").headers["Location"] == "/cerca/?q=x"


def test_no_two_pages_share_a_title(client):
    """Not even in two languages, where a body's name is the same in both."""
    publish(3)

    pages = [client.get(path).content.decode() for language in LANGUAGES for path in addresses(language).values()]
    titles = [re.search("<title>(.*?)</title>", page, re.DOTALL)[1] for page in pages]

    assert sorted(titles) == sorted(set(titles))
