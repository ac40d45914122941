"""Counting without slowing a page: in memory while it is made, written now and then after one has been sent.

Each process adds up its own counts and writes them as one statement, some seconds after the first of them, when an
answer has left. A process that is killed loses what it had not written: the numbers show what is used, they are no
accounts.
"""

import datetime
import logging
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock

from django.db import Error, connection, transaction
from django.utils.timezone import localdate

from portal.numbers import missed
from portal.numbers.enums import What
from portal.numbers.models import DailyCount

Key = tuple[datetime.date, str, str]
#: Seconds that a count waits, and how many different ones may wait.
WAIT = 10.0
MOST = 5_000
#: Rows of one statement, and how long it may wait for another writer, in milliseconds.
_ROWS = 200
_PATIENCE = 250

logger = logging.getLogger(__name__)


class Tally:
    """The counts of one process that are not written yet."""

    def __init__(self) -> None:
        self._counts: Counter[Key] = Counter()
        self._since = 0.0
        self._guard = Lock()

    def add(self, what: What, key: str = "", times: int = 1) -> None:
        with self._guard:
            if not self._counts:
                self._since = time.monotonic()
            if len(self._counts) < MOST:
                self._counts[localdate(), what.value, key] += times

    @property
    def is_due(self) -> bool:
        return bool(self._counts) and time.monotonic() - self._since >= WAIT

    def take(self) -> Counter[Key]:
        """Hands the counts over and starts anew."""
        with self._guard:
            taken, self._counts = self._counts, Counter()
        return taken

    def give_back(self, counts: Counter[Key]) -> None:
        """Takes back what could not be written, for the next time."""
        with self._guard:
            self._since = time.monotonic()
            self._counts += counts


tally = Tally()
count = tally.add


def write_when_due(**_signal: object) -> None:
    """Called after an answer has left."""
    if tally.is_due:
        write()


def write() -> None:
    """Adds this process's counts to those of the day, and what was searched for in vain."""
    counts, searches = tally.take(), missed.take()
    if not counts and not searches:
        return
    rows = sorted(counts.items())  # one order for all processes: none waits for another that waits for it
    try:
        with _brief_transaction():
            for start in range(0, len(rows), _ROWS):
                _add(rows[start : start + _ROWS])
            missed.add(searches)
    except Error as error:
        logger.warning("Counts not written: %s", error)
        tally.give_back(counts)
        missed.give_back(searches)


def _add(rows: Sequence[tuple[Key, int]]) -> None:
    """One statement, the same on both databases: what is there already grows."""
    quote, table = connection.ops.quote_name, DailyCount._meta.db_table
    columns = ", ".join(map(quote, ("day", "what", "key", "count")))
    places = ", ".join(["(%s, %s, %s, %s)"] * len(rows))
    values = [
        value
        for (day, what, key), times in rows
        for value in (connection.ops.adapt_datefield_value(day), what, key, times)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(table)} ({columns}) VALUES {places} "  # noqa: S608 - names of our own
            f"ON CONFLICT ({', '.join(map(quote, ('day', 'what', 'key')))}) "
            f"DO UPDATE SET {quote('count')} = {quote(table)}.{quote('count')} + excluded.{quote('count')}",
            values,
        )


@contextmanager
def _brief_transaction() -> Iterator[None]:
    """A transaction that gives up soon when somebody else writes: the process's next visitor waits behind it."""
    if connection.vendor != "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{_PATIENCE}ms'")
            yield
        return
    usual = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1_000)
    _sqlite_waits(_PATIENCE)
    try:
        with transaction.atomic():
            yield
    finally:
        _sqlite_waits(usual)


def _sqlite_waits(milliseconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds}")
