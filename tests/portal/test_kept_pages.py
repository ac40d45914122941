"""Finished pages are kept until an entry or the day changes, and only for visitors without a session."""

import pytest
import time_machine
from django.conf import settings

from catalog.views import kept
from tests.factories import document
from tests.search.corpora import rebuild

pytestmark = pytest.mark.django_db

SEARCH = "/cerca/?q=fiera"


@pytest.fixture(autouse=True)
def _pages_are_kept(monkeypatch):
    monkeypatch.setattr(kept, "KEPT", 10)
    monkeypatch.setattr(kept, "_pages", {})


def entries(*titles):
    return [document(slug=f"entry-{number}", title_it=title) for number, title in enumerate(titles)]


def asked(client, address=SEARCH):
    """A page, and whether it was made anew."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode(), bool(response.templates)


def test_a_page_is_made_once(client):
    rebuild(entries("Fiera di Milano"))
    first, made = asked(client)
    again, made_again = asked(client)
    assert made
    assert not made_again
    assert again == first


def test_a_kept_page_says_that_those_who_sign_in_get_another(client):
    rebuild(entries("Fiera di Milano"))
    asked(client)

    assert "Cookie" in client.get(SEARCH).headers["Vary"]


def test_a_publication_is_seen_at_once(client):
    rebuild(entries("Fiera di Milano"))
    asked(client)
    rebuild(entries("Fiera di Milano", "Fiera di Bergamo"))
    page, made = asked(client)
    assert made
    assert "Fiera di Bergamo" in page


def test_a_new_day_makes_new_pages(client):
    rebuild(entries("Fiera di Milano"))
    with time_machine.travel("2026-06-15T12:00:00+02:00", tick=False):
        asked(client)
    with time_machine.travel("2026-06-16T00:00:01+02:00", tick=False):
        assert asked(client)[1]


def test_who_has_a_session_gets_no_kept_page_and_leaves_none(client):
    rebuild(entries("Fiera di Milano"))
    client.cookies[settings.SESSION_COOKIE_NAME] = "a-session"
    asked(client)
    assert asked(client)[1]
    del client.cookies[settings.SESSION_COOKIE_NAME]
    assert asked(client)[1]


def test_each_host_and_scheme_has_pages_of_its_own(client):
    rebuild(entries("Fiera di Milano"))
    asked(client)
    page = client.get(SEARCH, headers={"host": "localhost"}).content.decode()
    assert "http://localhost/cerca/" in page


def test_no_more_pages_are_kept_than_agreed(client, monkeypatch):
    monkeypatch.setattr(kept, "KEPT", 2)
    rebuild(entries("Fiera di Milano"))
    for word in ("uno", "due", "tre"):
        asked(client, f"/cerca/?q={word}")
    assert len(kept._pages) <= 2
    assert asked(client, "/cerca/?q=uno")[1]
    assert not asked(client, "/cerca/?q=tre")[1]
