"""The databases that are measured: the real catalogue and the synthetic ones, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests import postgres

REAL = "real"


@dataclass
class Databases:
    """Addresses of databases that exist for one run. ``content`` is ``REAL`` or the number of synthetic entries."""

    folder: Path
    server: str
    _made: set[str] = field(default_factory=set)

    def sqlite(self, content: object) -> str:
        return f"sqlite:///{self.folder / f'{content}.sqlite3'}"

    def postgresql(self, content: object) -> str:
        name = f"porte_bench_{content}"
        if name not in self._made:
            with psycopg.connect(self.server, autocommit=True) as connection:
                connection.execute(f"DROP DATABASE IF EXISTS {name}")
                connection.execute(f"CREATE DATABASE {name}")
            self._made.add(name)
        return urlunsplit(urlsplit(self.server)._replace(path=f"/{name}"))

    def drop(self) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            for name in self._made:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def databases(folder: Path) -> Iterator[Databases]:
    """Empty databases for the time of a ``with`` block; PostgreSQL writes as safely as in production."""
    for left in folder.glob("*.sqlite3*"):
        left.unlink()
    with postgres.server(durable=True) as server:
        made = Databases(folder, server)
        try:
            yield made
        finally:
            made.drop()
