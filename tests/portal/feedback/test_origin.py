"""Forms without a token: taken from our own pages, refused from other sites, limited by where they come from."""

import pytest

from portal.feedback.limits import Limit
from portal.feedback.models import Fault, Rating

pytestmark = pytest.mark.django_db

RATING = {"page": "/privacy/", "stars": "5"}


@pytest.fixture
def browser(client):
    """A client that is asked for Django's own token where one is asked for."""
    client.handler.enforce_csrf_checks = True
    return client


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://testserver"}, 403),
        ({"origin": "http://testserver"}, 303),
        ({"origin": "http://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({}, 303),
    ],
)
def test_a_form_from_another_site_is_refused(browser, headers, code):
    response = browser.post("/valutazione/", RATING, headers=headers)

    assert response.status_code == code
    assert Rating.objects.count() == (1 if code == 303 else 0)


@pytest.mark.parametrize("path", ["/segnalazione-disservizio/", "/numeri/contatti/"])
def test_so_it_is_with_the_others(browser, path):
    data = {"kind": "broken", "text": "x", "way": "mail", "page": "/"}

    assert browser.post(path, data, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert not Fault.objects.exists()
    assert browser.post(path, data, headers={"sec-fetch-site": "same-origin"}).status_code in (204, 303)


def test_a_refused_form_gets_a_page_of_ours(browser):
    response = browser.post("/valutazione/", RATING, headers={"origin": "null"})

    assert 'role="search"' not in response.content.decode()
    assert "Non consentito" in response.content.decode()
    assert "pm-rate" not in response.content.decode()


def test_too_many_from_one_address_must_wait(client):
    codes = [client.post("/valutazione/", RATING).status_code for _time in range(61)]
    last = client.post("/segnalazione-disservizio/", {"kind": "broken", "text": "x"})
    elsewhere = client.post("/valutazione/", RATING, REMOTE_ADDR="198.51.100.7")

    assert codes == [303] * 60 + [429]
    assert last.status_code == 429
    assert last.headers["Retry-After"] == "600"
    assert "Dalla vostra rete" in last.content.decode()
    assert elsewhere.status_code == 303


def test_the_limit_passes_with_time_and_writes_no_address_down(rf, monkeypatch):
    now = [0.0]
    monkeypatch.setattr("portal.feedback.limits.time.monotonic", lambda: now[0])
    limit = Limit(times=2, seconds=10)
    request = rf.post("/", REMOTE_ADDR="203.0.113.9")

    assert [limit.allows(request) for _time in range(3)] == [True, True, False]
    now[0] = 10.5
    assert limit.allows(request)
    assert "203.0.113.9" not in repr(vars(limit))
    assert Limit(times=2, seconds=10)._sender(request) != limit._sender(request)


def test_only_so_many_addresses_are_remembered(rf, monkeypatch):
    monkeypatch.setattr("portal.feedback.limits._REMEMBERED", 3)
    limit = Limit(times=1, seconds=10)

    for number in range(5):
        assert limit.allows(rf.post("/", REMOTE_ADDR=f"203.0.113.{number}"))

    assert len(limit._seen) == 3
    assert not limit.allows(rf.post("/", REMOTE_ADDR="203.0.113.4"))
