"""The health address: 200 when the portal can serve, 503 when not, and nothing that helps a stranger."""

import pytest
from django.db import InterfaceError, OperationalError

from catalog.search import index
from tests.factories import document
from tests.search.corpora import rebuild


@pytest.mark.django_db
def test_it_is_well_when_the_search_holds_entries(client, django_assert_num_queries):
    rebuild([document()])

    with django_assert_num_queries(2):  # the version, and the index of a process that has just begun
        response = client.get("/status")

    assert (response.status_code, response.json()) == (200, {"status": "ok", "entries": 1})
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_an_empty_search_is_not_well(client):
    response = client.get("/status")

    assert (response.status_code, response.json()) == (503, {"status": "search empty", "entries": 0})
    assert response.headers["Retry-After"] == "30"


@pytest.mark.parametrize("error", [OperationalError("server on 10.0.0.7 refused"), InterfaceError("connection closed")])
@pytest.mark.parametrize("address", ["/status", "/api/v1/status"])
def test_without_a_database_it_says_so_and_no_more(client, monkeypatch, address, error):
    def fail():
        raise error

    monkeypatch.setattr(index, "current", fail)

    response = client.get(address)

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert "database unreachable" in response.content.decode()
    assert "10.0.0.7" not in response.content.decode()
