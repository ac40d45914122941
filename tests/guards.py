"""Mistakes that no single test looks for: while tests run they fail at once, wherever they are made."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.db.models import QuerySet

LOOPBACK = ("127.", "::1", "localhost")


class NetworkUsedError(Exception):
    """Something wanted to talk to another machine."""


class LockWithoutTargetError(Exception):
    """A row lock without ``of=`` takes every joined table's rows along."""


@contextmanager
def shuffled() -> Iterator[None]:
    """Rows that nobody ordered come in any order, on both databases."""
    fetch, iterate = QuerySet._fetch_all, QuerySet._iterator

    def fetch_shuffled(rows: QuerySet) -> None:
        if rows._result_cache is None:
            _shuffle(rows)
        fetch(rows)

    def iterate_shuffled(rows: QuerySet, *arguments: object) -> Iterator[object]:
        _shuffle(rows)
        return iterate(rows, *arguments)

    with patch.object(QuerySet, "_fetch_all", fetch_shuffled), patch.object(QuerySet, "_iterator", iterate_shuffled):
        yield


def _shuffle(rows: QuerySet) -> None:
    query = rows.query
    fixed = query.combinator or query.distinct or query.group_by is not None or query.extra_order_by
    if not (fixed or rows.ordered or query.is_empty()):
        rows._query = query.chain()  # assigning to ``query`` would turn the rows of values_list into dictionaries
        rows._query.add_ordering("?")


@contextmanager
def targeted_locks() -> Iterator[None]:
    """``select_for_update`` names what it locks. Django's own calls lock one table, as do those of allauth."""
    lock = QuerySet.select_for_update

    def lock_target(rows: QuerySet, nowait: bool = False, skip_locked: bool = False, of: tuple = (), **rest: bool):
        if not of and not _caller().startswith(("django.", "allauth.")):
            raise LockWithoutTargetError(f"select_for_update on {rows.model.__name__} needs of=('self',)")
        return lock(rows, nowait=nowait, skip_locked=skip_locked, of=of, **rest)

    with patch.object(QuerySet, "select_for_update", lock_target):
        yield


def _caller() -> str:
    """The module that asked a queryset, or its manager, for a lock."""
    frame = sys._getframe(2)
    while frame.f_globals["__name__"] == "django.db.models.manager":
        frame = frame.f_back
    return frame.f_globals["__name__"]


@contextmanager
def no_network() -> Iterator[None]:
    """Connections stay on this machine."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(LOOPBACK):
            raise NetworkUsedError(f"to {address}")
        connect(self, address)

    with patch.object(socket.socket, "connect", connect_here):
        yield
