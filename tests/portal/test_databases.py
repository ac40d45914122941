"""The settings of either database: what keeps a confirmed registration confirmed."""

import pytest
from django.db import connection

from portal.databases import database
from portal.environment import ConfigurationError


@pytest.mark.django_db(transaction=True)
def test_the_connection_is_as_safe_as_the_database_can_be():
    asked = {
        "sqlite": {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 20_000},
        "postgresql": {"synchronous_commit": "on", "lock_timeout": "5s", "statement_timeout": "10s", "TimeZone": "UTC"},
    }[connection.vendor]
    word = {"sqlite": "PRAGMA", "postgresql": "SHOW"}[connection.vendor]

    answers = {}
    with connection.cursor() as cursor:
        for name in asked:
            cursor.execute(f"{word} {name}")
            answers[name] = cursor.fetchone()[0]

    assert answers == asked


def test_a_transaction_on_sqlite_takes_its_lock_at_once():
    """A transaction that reads and then writes would else fail under load, the timeout unheard."""
    assert database("sqlite:////var/portal.sqlite3")["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_web_request_waits_seconds_and_a_command_minutes():
    url = "postgresql://user:secret@host:5433/name"

    web, command = database(url)["OPTIONS"]["options"], database(url, patient=True)["OPTIONS"]["options"]

    assert web == "-c statement_timeout=10s -c lock_timeout=5s -c synchronous_commit=on"
    assert command == "-c statement_timeout=300s -c lock_timeout=150s -c synchronous_commit=on"


def test_connections_to_postgresql_are_kept_and_checked():
    settings = database("postgresql://user:se%2Fcret@host:5433/name?sslmode=require")

    assert (settings["HOST"], settings["PORT"], settings["PASSWORD"]) == ("host", 5433, "se/cret")
    assert (settings["CONN_MAX_AGE"], settings["CONN_HEALTH_CHECKS"]) == (60, True)
    assert (settings["OPTIONS"]["sslmode"], settings["OPTIONS"]["connect_timeout"]) == ("require", 5)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("mysql://host/name", "must begin with sqlite:/// or postgresql://, not with mysql:"),
        ("portal.sqlite3", "must begin with sqlite:/// or postgresql://, not with portal.sqlite3:"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("postgresql://host/", "names no database"),
        ("postgresql://host:port/name", "cannot be read"),
        ("postgresql://[::1/name", "cannot be read"),
    ],
)
def test_an_address_that_cannot_work_is_refused(url, reason):
    with pytest.raises(ConfigurationError, match=reason):
        database(url)
