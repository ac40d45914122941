"""The portal in processes of its own, as it runs in earnest: its environment is the test's, not the machine's."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from urllib.error import URLError
from urllib.parse import quote, urlencode
from urllib.request import urlopen
from uuid import uuid4

from django.conf import settings
from django.db import connection

from portal.environment import BASE_DIR, VARIABLES

#: A start loads the whole catalogue; on a busy machine it takes its time.
PATIENCE = 180


def environment(**variables: object) -> dict[str, str]:
    """This machine's environment without anything the portal reads, but for what is given."""
    own = {variable.name for variable in VARIABLES} | {"DJANGO_SETTINGS_MODULE", "TEST_DATABASE_URL"}
    bare = {name: value for name, value in os.environ.items() if name not in own}
    return {**bare, **{name: str(value) for name, value in variables.items()}}


def python(*arguments: str, **variables: object) -> subprocess.CompletedProcess[str]:
    """A Python program run to its end in the project's folder."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=BASE_DIR,
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(**variables: object) -> Iterator[str]:
    """The address of a portal that serves for the time of a ``with`` block."""
    port = variables.pop("PORT", None) or free_port()
    command = [sys.executable, "-m", "portal.serve"]
    with running(command, f"http://127.0.0.1:{port}", "/status", PORT=port, WEB_CONCURRENCY=1, **variables) as address:
        yield address


@contextmanager
def running(command: Sequence[str], address: str, path: str, **variables: object) -> Iterator[str]:
    """The address of a server that runs for the time of a ``with`` block and has answered at ``path``.

    What it prints goes to a file: a pipe that nobody reads would fill up and stop it.
    """
    with TemporaryFile("w+") as said:
        process = subprocess.Popen(
            command, cwd=BASE_DIR, env=environment(**variables), stdout=said, stderr=subprocess.STDOUT
        )
        try:
            if not answers(f"{address}{path}", process):
                said.seek(0)
                raise AssertionError(f"no answer at {address}{path} after {PATIENCE} s; it said: {said.read()}")
            yield address
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def answers(url: str, process: subprocess.Popen[bytes]) -> bool:
    """Waits until an address answers, as long as the process behind it runs and patience lasts."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(url, timeout=5):
                return True
        except (URLError, OSError):
            time.sleep(0.1)
    return False


@contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    """The address of a database of the kind the suite runs on, with nothing in it."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'portal.sqlite3'}"
        return
    name = f"portal_{uuid4().hex}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield database_url(name)
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def database_url(name: str = "") -> str:
    """The address of the test database, or of another on its server."""
    given = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    credentials = quote(given["USER"], safe="")
    if given["PASSWORD"]:
        credentials += ":" + quote(given["PASSWORD"], safe="")
    query = urlencode({"host": given["HOST"], **({"port": given["PORT"]} if given["PORT"] else {})})
    return f"postgresql://{credentials}@/{name or given['NAME']}?{query}"
