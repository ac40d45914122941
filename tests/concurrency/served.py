"""A portal that several workers serve on the tests' own database, and people who are signed in to it."""

import http.client
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier
from typing import Any
from urllib.parse import urlencode

import psutil
from django.conf import settings
from django.db import transaction
from django.test import Client
from post_office.models import Email

from missions.models import Firm
from portal.environment import BASE_DIR
from tests import factories
from tests.processes import answers, database_url, environment, free_port

WORKERS = 4
#: Somebody who hears nothing for so long goes away.
PATIENCE = 30
#: Any token will do, as long as the cookie and the form say the same.
_TOKEN = "a" * 32


@dataclass
class Portal:
    """A portal served by several workers on the tests' own database, that can be killed."""

    folder: Path
    variables: dict[str, object] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: Any = None

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "tests.concurrency.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        command += ["--workers", str(WORKERS), "--config", "python:portal.gunicorn"]
        given = {
            "DEMO": 1,
            "SECRET_KEY": settings.SECRET_KEY,
            "VAR_DIR": self.folder,
            "DATABASE_URL": database_url(),
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            **self.variables,
        }
        with (self.folder / "portal.log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=BASE_DIR, env=environment(**given), stdout=log, stderr=log)
        if not answers(f"http://127.0.0.1:{self.port}/robots.txt", self.process):
            raise AssertionError((self.folder / "portal.log").read_text())

    def workers(self) -> list[psutil.Process]:
        """Those that answer; what sends the mail is not one of them."""
        return [child for child in psutil.Process(self.process.pid).children() if _serves(child)]

    def kill_a_worker(self, chance: random.Random) -> None:
        workers = self.workers()
        if workers:
            chance.choice(workers).kill()

    def kill(self) -> None:
        """All of it, as when the power goes."""
        parent = psutil.Process(self.process.pid)
        for process in (parent, *parent.children(recursive=True)):
            process.kill()
        self.process.wait(PATIENCE)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)


def _serves(process: psutil.Process) -> bool:
    try:
        return "gunicorn" in " ".join(process.cmdline())
    except psutil.Error:  # it has just ended
        return False


@contextmanager
def portal(folder: Path, **variables: object) -> Iterator[Portal]:
    served = Portal(folder, variables)
    served.start()
    try:
        yield served
    finally:
        served.stop()


@dataclass(frozen=True)
class Heard:
    """What was heard in the end: the status, 0 for nothing, where it led, after how many attempts and seconds."""

    status: int
    location: str
    attempts: int
    seconds: float


@dataclass(frozen=True)
class Visitor:
    """Somebody who is signed in."""

    person: Any
    session: str

    def post(self, port: int, path: str, **fields: object) -> Heard:
        """Sends a form; whoever hears nothing sends it again."""
        started, attempts = time.monotonic(), 0
        form = urlencode({**fields, "csrfmiddlewaretoken": _TOKEN}, doseq=True)
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={_TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        while True:
            attempts += 1
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            try:
                connection.request("POST", path, form, headers)
                answer = connection.getresponse()
                answer.read()
                location = answer.headers.get("Location", "")
                return Heard(answer.status, location, attempts, time.monotonic() - started)
            except (OSError, http.client.HTTPException):
                if time.monotonic() - started > PATIENCE:
                    return Heard(0, "", attempts, time.monotonic() - started)
                time.sleep(0.05)
            finally:
                connection.close()


@dataclass(frozen=True)
class Sender(Visitor):
    """A person who acts for a firm."""

    firm: Firm


def session_of(person: Any) -> str:
    """What the cookie of a person holds after signing in."""
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def senders(count: int) -> list[Sender]:
    with transaction.atomic():
        people = [factories.person() for _number in range(count)]
        return [Sender(person, session_of(person), factories.firm(by=person)) for person in people]


def at_once(acts: Sequence[Callable[[], Heard]]) -> list[Heard]:
    """What each heard; all of them begin at the same moment."""
    together = Barrier(len(acts))

    def act(one: Callable[[], Heard]) -> Heard:
        together.wait()
        return one()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


def mails() -> Counter[str]:
    """How many mails there are to each address, sent or not."""
    return Counter(address for addresses in Email.objects.values_list("to", flat=True) for address in addresses)
