"""A mission where firms come, leave, answer offers and come back, all at once, while the timer runs: what may never be
seen meanwhile is looked for all the time.
"""

import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from missions import seats
from missions.enums import RegistrationStatus as Status
from missions.models import Registration
from missions.models.registrations import HOLDING
from tests.concurrency.opening_day import OpeningDay, send
from tests.concurrency.served import Sender

#: Seconds between two looks, and between two runs of the timer.
LOOK, TIMER = 0.1, 1.0
#: A seat may be free for so many seconds while somebody waits: an offer that has expired waits for the timer.
PATIENCE = 3.0
#: How many firms of a hundred leave instead of sending once more, or decline instead of accepting.
LEAVE = 30


@dataclass
class Churn:
    """What was seen: the promises that were broken, how often was looked, what firms were answered."""

    day: OpeningDay
    broken: list[str] = field(default_factory=list)
    looks: int = 0
    answers: Counter[int] = field(default_factory=Counter)

    def run(self, port: int, seconds: float, actors: int) -> None:
        """For so many seconds ``actors`` firms at a time do something: whichever, whatever it may."""
        over = Event()
        with ThreadPoolExecutor(actors + 1) as pool:
            acting = [pool.submit(self._act, port, number, over) for number in range(actors)]
            timer = pool.submit(self._timer, over)
            try:
                self._watch(time.monotonic() + seconds)
            finally:
                over.set()
            timer.result()
            self.answers = sum((actor.result() for actor in acting), Counter())
        self._look(Vacancy())

    def once_each(self, port: int) -> None:
        """Every step that there is, one after the other: in a few seconds chance may leave one out."""
        self.day.send_all(port)
        for does in ("accept", "decline", "expire"):
            _do(port, *self._first(Status.SEATED), "withdraw")
            if does == "expire":
                self._expire()
            else:
                sender, offered = self._first(Status.OFFERED)
                _do(port, sender, offered, does)
        _do(port, *self._first(Status.DECLINED), "reopen")

    def _first(self, status: Status) -> tuple[Sender, Registration]:
        found = Registration.objects.filter(mission=self.day.mission, status=status).order_by("pk")[0]
        return next(sender for sender, draft in self.day.drafts if draft.pk == found.pk), found

    def _act(self, port: int, number: int, over: Event) -> Counter[int]:
        chance, answers = random.Random(number), Counter[int]()
        try:
            while not over.is_set():
                sender, draft = chance.choice(self.day.drafts)
                answers[_something(port, sender, draft.pk, chance)] += 1
            return answers
        finally:
            connection.close()

    def _timer(self, over: Event) -> None:
        """What run_missions does every minute, every second; it finds an offer that has just expired."""
        try:
            while not over.wait(TIMER):
                self._expire()
        finally:
            connection.close()

    def _expire(self) -> None:
        offers = Registration.objects.filter(mission=self.day.mission, status=Status.OFFERED).order_by("pk")
        offers.filter(pk__in=list(offers.values_list("pk", flat=True)[:1])).update(offer_expires_at=timezone.now())
        seats.refresh(self.day.mission, now=timezone.now())

    def _watch(self, until: float) -> None:
        vacancy = Vacancy()
        while time.monotonic() < until:
            self._look(vacancy)
            time.sleep(LOOK)

    def _look(self, vacancy: "Vacancy") -> None:
        """One query, so that what is seen was true at one moment."""
        self.looks += 1
        rows = list(
            Registration.objects.filter(mission=self.day.mission)
            .order_by("pk")
            .values_list("status", "queue_number", "offer_expires_at")
        )
        now = timezone.now()
        held = sum(status in HOLDING for status, _number, _end in rows)
        live = held - sum(status == Status.OFFERED and end <= now for status, _number, end in rows)
        queue = [number for status, number, _end in rows if status == Status.WAITING]
        if held > self.day.mission.capacity:
            self.broken.append(f"{held} seats of {self.day.mission.capacity} are held")
        if len(set(queue)) < len(queue):
            self.broken.append(f"two firms have the same place: {sorted(queue)}")
        if vacancy.lasts(bool(queue) and live < self.day.mission.capacity) > PATIENCE:
            self.broken.append(f"a seat is free while {len(queue)} wait")


class Vacancy:
    """For how long a seat has been free while somebody waits."""

    since: float | None = None

    def lasts(self, there: bool) -> float:
        self.since = (self.since or time.monotonic()) if there else None
        return time.monotonic() - self.since if self.since else 0.0


def _something(port: int, sender: Sender, pk: int, chance: random.Random) -> int:
    """What a firm does as things stand, or stood a moment ago; the status it was answered with."""
    registration = Registration.objects.select_related("mission", "firm").get(pk=pk)
    leaves = chance.randrange(100) < LEAVE
    if registration.status == Status.OFFERED:
        does = "decline" if leaves else "accept"
    elif registration.status in (Status.SEATED, Status.WAITING) and leaves:
        does = "withdraw"
    elif registration.status in (Status.DRAFT, Status.SEATED, Status.WAITING):
        return send(sender, registration, port).status
    else:
        does = "reopen"
    return _do(port, sender, registration, does)


def _do(port: int, sender: Sender, registration: Registration, does: str) -> int:
    return sender.post(port, reverse(f"missions:{does}", args=[registration.reference])).status
