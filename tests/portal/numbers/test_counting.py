"""Counts wait in memory and are written together, once, whatever else happens."""

import threading

import pytest
import time_machine
from django.db import DatabaseError, connection, connections

from portal.numbers import counting
from portal.numbers.enums import What
from portal.numbers.models import DailyCount

pytestmark = pytest.mark.django_db


def _written():
    return {(str(row.day), row.what, row.key): row.count for row in DailyCount.objects.all()}


@time_machine.travel("2026-11-24T12:00:00+01:00", tick=False)
def test_what_is_counted_is_added_to_what_is_there():
    counting.count(What.PAGE, "home")
    counting.count(What.PAGE, "home")
    counting.write()
    counting.count(What.PAGE, "home", times=3)
    counting.count(What.SEARCH)
    counting.write()

    assert _written() == {("2026-11-24", "page", "home"): 5, ("2026-11-24", "search", ""): 1}


def test_a_day_is_a_day_in_italy():
    with time_machine.travel("2026-11-24T22:59:00Z", tick=False):
        counting.count(What.SEARCH)
    with time_machine.travel("2026-11-24T23:01:00Z", tick=False):
        counting.count(What.SEARCH)
    counting.write()

    assert [str(row.day) for row in DailyCount.objects.all()] == ["2026-11-24", "2026-11-25"]


def test_many_counts_are_few_statements(django_assert_max_num_queries):
    for number in range(450):
        counting.count(What.ENTRY, f"service/entry-{number}")

    with django_assert_max_num_queries(8):  # three inserts, the transaction around them, the patience of the database
        counting.write()

    assert DailyCount.objects.count() == 450


def test_nothing_to_write_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        counting.write()
        counting.write_when_due()


def test_they_wait_their_time(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(counting, "WAIT", 10.0)
    monkeypatch.setattr("portal.numbers.counting.time.monotonic", lambda: now[0])
    counting.count(What.SEARCH)
    counting.write_when_due()
    assert not DailyCount.objects.exists()

    now[0] = 110.0
    counting.write_when_due()

    assert DailyCount.objects.exists()


def test_what_cannot_be_written_is_written_later(monkeypatch, caplog):
    counting.count(What.SEARCH)
    with monkeypatch.context() as broken:
        broken.setattr(counting, "_add", lambda rows: (_ for _ in ()).throw(DatabaseError("out of order")))
        counting.write()
    assert "Counts not written: out of order" in caplog.text
    counting.count(What.SEARCH)

    counting.write()

    assert DailyCount.objects.get().count == 2


def test_memory_has_an_end(monkeypatch):
    monkeypatch.setattr(counting, "MOST", 3)
    for number in range(5):
        counting.count(What.ENTRY, f"service/{number}")

    assert len(counting.tally.take()) == 3


@pytest.mark.django_db(transaction=True)
def test_the_patience_of_the_database_is_what_it_was():
    question = "PRAGMA busy_timeout" if connection.vendor == "sqlite" else "SHOW lock_timeout"

    def patience():
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()

    before = patience()
    counting.count(What.SEARCH)
    counting.write()

    assert patience() == before


@pytest.mark.django_db(transaction=True)
def test_several_processes_add_up():
    """Threads with connections of their own stand for them; none of their counts is lost."""

    def process():
        for _round in range(5):
            counting._add([((counting.localdate(), "page", key), 1) for key in ("a", "b", "c")])
        connections.close_all()

    threads = [threading.Thread(target=process) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {row.key: row.count for row in DailyCount.objects.all()} == {"a": 20, "b": 20, "c": 20}


def test_a_worker_that_ends_in_order_writes_what_it_has():
    from portal.gunicorn import worker_exit

    counting.count(What.SEARCH)
    worker_exit(None, None)

    assert DailyCount.objects.get().count == 1
