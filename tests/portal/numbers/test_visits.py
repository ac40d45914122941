"""Which requests count: pages that readers open, what they search for and find, and nothing about them."""

import pytest
from django.urls import reverse

from catalog.views import kept
from portal.accounts.models import User
from portal.numbers import counting
from portal.numbers.machines import WORDS
from tests.portal.catalogues import publish

pytestmark = pytest.mark.django_db

READER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def counted(client):
    """A function that opens addresses as a reader does and gives what was counted."""
    publish(1)

    def visit(*addresses, **headers):
        for address in addresses:
            client.get(address, headers={"user-agent": READER, **headers})
        return {(what, key): times for (_day, what, key), times in counting.tally.take().items()}

    return visit


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "home"),
        ("/en/", "home"),
        ("/servizi/", "search"),
        ("/sportelli/", "offices"),
        ("/calendario/", "calendar"),
        ("/imprese/prima-volta/", "door"),
        ("/privacy/", "other"),
        ("/en/numbers/", "other"),
    ],
)
def test_a_page_counts_as_its_kind(counted, address, kind):
    assert counted(address) == {("page", kind): 1}


def test_an_entry_counts_as_itself_in_both_languages(counted):
    assert counted("/servizi/first/", "/en/services/first/", "/missioni/first/") == {
        ("page", "service"): 2,
        ("entry", "service/first"): 2,
        ("page", "mission"): 1,
        ("entry", "mission/first"): 1,
    }


def test_a_search_counts_at_its_first_page_and_when_nothing_is_found(counted):
    assert counted("/cerca/?q=offerta", "/cerca/?q=offerta&page=2", "/cerca/?q=+", "/cerca/?q=xyzzy&page=1") == {
        ("page", "search"): 4,
        ("search", ""): 2,
        ("unanswered", ""): 1,
    }


def test_a_page_that_was_kept_counts_like_a_new_one(counted, monkeypatch):
    monkeypatch.setattr(kept, "KEPT", 10)
    monkeypatch.setattr(kept, "_pages", {})

    assert counted("/cerca/?q=xyzzy", "/cerca/?q=xyzzy") == {
        ("page", "search"): 2,
        ("search", ""): 2,
        ("unanswered", ""): 2,
    }


@pytest.mark.parametrize(
    "address", ["/non-esiste/", "/status", "/api/v1/search", "/api/v1/docs", "/robots.txt", "/admin/login/", "/%00"]
)
def test_what_is_no_page_of_the_portal_does_not_count(counted, address):
    assert counted(address) == {}


def test_what_a_script_fetches_or_a_browser_reads_ahead_does_not_count(counted):
    assert counted("/", **{"sec-fetch-dest": "empty"}) == {}
    assert counted("/", **{"sec-purpose": "prefetch;prerender"}) == {}
    assert counted("/", **{"sec-fetch-dest": "document"}) == {("page", "home"): 1}


@pytest.mark.parametrize(
    "name",
    [
        "",
        "curl/8.5.0",
        "python-requests/2.34",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0) Chrome/116.0",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/142.0 Safari/537.36",
    ],
)
def test_programs_do_not_count(counted, name):
    assert counted("/", **{"user-agent": name}) == {}


@pytest.mark.parametrize(
    "name",
    [
        READER,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile Safari/604.1",
        "Mozilla/5.0 (Linux; Android 14; SM-A546B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
    ],
)
def test_browsers_do(counted, name):
    assert counted("/", **{"user-agent": name}) == {("page", "home"): 1}


def test_counting_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/contatti/", headers={"user-agent": READER})


def test_a_contact_that_is_followed_counts_by_its_way(client):
    post = {"headers": {"user-agent": READER}}
    for way in ("telephone", "mail", "website", "website", "pigeon"):
        assert client.post("/numeri/contatti/", {"way": way, "page": "/privacy/"}, **post).status_code == 204
    client.post("/numeri/contatti/", {"way": "mail", "page": "/elsewhere/"}, **post)
    client.post("/numeri/contatti/", {"way": "mail", "page": "/privacy/"}, headers={"user-agent": "curl/8"})

    counts = {key: times for (_day, _what, key), times in counting.tally.take().items()}

    assert counts == {"telephone": 1, "mail": 1, "website": 2}


def test_the_rule_is_published(client):
    page = client.get("/numeri/").content.decode()

    for word in WORDS:
        assert f"<code>{word}</code>" in page


def test_staff_at_work_do_not_count(counted, client, settings):
    settings.STAFF_SECOND_FACTOR = False
    staff = User.objects.create_user("staff@example.org", "a-long-passphrase", is_staff=True)
    firm = User.objects.create_user("firm@example.org", "a-long-passphrase")

    client.force_login(firm)
    assert counted("/privacy/") == {("page", "other"): 1}
    client.force_login(staff)
    assert counted("/privacy/") == {}


def test_an_entry_opened_from_our_search_says_what_was_looked_for(counted):
    came = "http://testserver/cerca/?q=offerta+Giappone&stage=first-time&sector=nowhere"

    assert counted("/servizi/first/", referer=came) == {
        ("page", "service"): 1,
        ("entry", "service/first"): 1,
        ("found", "service/first"): 1,
        ("sought", "service/first|country=JP"): 1,
        ("sought", "service/first|stage=first-time"): 1,
    }


@pytest.mark.parametrize(
    "came",
    [
        "https://elsewhere.example/cerca/?q=vino",
        "http://testserver/",
        "http://[",
        "http://testserver/cerca/" + "x" * 999,
    ],
)
def test_an_entry_opened_from_anywhere_else_says_nothing_of_that(counted, came):
    assert counted("/servizi/first/", referer=came) == {("page", "service"): 1, ("entry", "service/first"): 1}


def test_a_contact_is_the_entrys_too(client, counted):
    client.post(reverse("numbers-contact"), {"way": "mail", "page": "/servizi/first/"}, headers={"user-agent": READER})

    assert counted() == {("contact", "mail"): 1, ("asked", "mail:service/first"): 1}
