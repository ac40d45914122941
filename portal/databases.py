"""The database settings a ``DATABASE_URL`` asks for: SQLite and PostgreSQL, both safe for confirmed registrations."""

from typing import Any

import dj_database_url

from portal.environment import ConfigurationError

#: FULL, not NORMAL: with NORMAL a power cut may lose the last commits, and a confirmed seat is a promise.
_SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA cache_size=-16384; PRAGMA mmap_size=268435456;"
)


def database(url: str, *, patient: bool = False) -> dict[str, Any]:
    """Django's settings for a database address; ``patient`` gives commands the time that a web request never gets.

    Raises ``ConfigurationError`` for an address that is neither SQLite nor PostgreSQL.
    """
    scheme = url.partition(":")[0]
    if scheme not in {"sqlite", "postgresql", "postgres"}:
        raise ConfigurationError(f"DATABASE_URL must begin with sqlite:/// or postgresql://, not with {scheme}:")
    try:
        settings: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    except ValueError as error:
        raise ConfigurationError(f"DATABASE_URL cannot be read: {error}") from error
    if scheme == "sqlite":
        if settings["NAME"] == ":memory:":
            raise ConfigurationError("DATABASE_URL names no file: sqlite:///folder/portal.sqlite3")
        # IMMEDIATE: a transaction that starts by reading and then writes would fail at once under load.
        settings["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": _SQLITE_START}
        settings["CONN_MAX_AGE"] = None
    else:
        if not settings.get("NAME"):
            raise ConfigurationError("DATABASE_URL names no database: postgresql://user:password@host/name")
        statement, lock = ("300s", "150s") if patient else ("10s", "5s")
        settings["OPTIONS"] = {
            **settings.get("OPTIONS", {}),
            "connect_timeout": 5,
            "options": f"-c statement_timeout={statement} -c lock_timeout={lock} -c synchronous_commit=on",
        }
    return settings
