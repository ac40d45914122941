"""The minute a mission opens: many firms with a complete draft, all pressing the last button at once, through HTTP."""

import http.client
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
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
from django.utils import timezone
from post_office.models import Email

from missions import registering
from missions.models import Firm, Mission, Registration
from portal.environment import BASE_DIR
from tests import factories
from tests.processes import answers, database_url, environment, free_port

WORKERS = 4
#: A firm that hears nothing for so long goes away.
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
class Sender:
    """A person who is signed in, with the firm it acts for."""

    person: Any
    firm: Firm
    session: str


def senders(count: int) -> list[Sender]:
    with transaction.atomic():
        found = []
        for _number in range(count):
            person = factories.person()
            firm = factories.firm(by=person)
            client = Client()
            client.force_login(person)
            found.append(Sender(person, firm, client.cookies[settings.SESSION_COOKIE_NAME].value))
    return found


@dataclass
class Answer:
    """What a firm heard in the end: the status, where it was led, after how many attempts and seconds."""

    sender: Sender
    status: int
    location: str
    attempts: int
    seconds: float

    @property
    def confirmed(self) -> bool:
        return self.status == http.client.FOUND and self.location.endswith("/inviata/")


@dataclass
class OpeningDay:
    """One mission, and a complete draft of every firm for it."""

    mission: Mission
    drafts: list[tuple[Sender, Registration]]

    def send_all(self, port: int, *, times: int = 1) -> list[Answer]:
        """Every firm sends at the same moment, ``times`` times each; whoever hears nothing sends again."""
        forms = [(sender, self._form(draft)) for sender, draft in self.drafts for _time in range(times)]
        together = Barrier(len(forms))

        def send(given: tuple[Sender, str]) -> Answer:
            together.wait()
            return self._send(port, *given)

        with ThreadPoolExecutor(len(forms)) as pool:
            return list(pool.map(send, forms))

    def _send(self, port: int, sender: Sender, form: str) -> Answer:
        started, attempts = time.monotonic(), 0
        headers = {
            "Cookie": f"sessionid={sender.session}; csrftoken={_TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        path = f"/missioni/{self.mission.slug}/iscrizione/riepilogo/"
        while True:
            attempts += 1
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            try:
                connection.request("POST", path, form, headers)
                answer = connection.getresponse()
                answer.read()
                location = answer.headers.get("Location", "")
                return Answer(sender, answer.status, location, attempts, time.monotonic() - started)
            except (OSError, http.client.HTTPException):
                if time.monotonic() - started > PATIENCE:
                    return Answer(sender, 0, "", attempts, time.monotonic() - started)
                time.sleep(0.05)
            finally:
                connection.close()

    def _form(self, draft: Registration) -> str:
        given = {"seen": registering.version(draft), "rules": "on", "privacy": "on", "go": "on"}
        return urlencode({**given, "firm": draft.firm_id, "csrfmiddlewaretoken": _TOKEN})


def mails() -> Counter[str]:
    """How many mails there are to each address, sent or not."""
    return Counter(address for addresses in Email.objects.values_list("to", flat=True) for address in addresses)


def opening_day(firms: Sequence[Sender], capacity: int) -> OpeningDay:
    with transaction.atomic():
        mission = factories.open_mission(timezone.now(), capacity=capacity)
        drafts = [(sender, factories.draft(mission, sender.firm)) for sender in firms]
    return OpeningDay(mission, drafts)
