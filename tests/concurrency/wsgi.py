"""The portal as gunicorn serves it, with what a race needs to be seen. Nothing of it exists outside the tests.

``RACE_PAUSE`` are seconds between looking whether something is free and taking it: they make rare moments common.
``RACE_CLOCK`` are seconds by which the clocks of the workers differ: some are right, some early, some late.
Three controls take away what keeps things safe, and must fail: ``RACE_UNGUARDED`` the locks and the transactions, which
on SQLite are the lock (they begin IMMEDIATE); ``RACE_CROSSED`` the order in which locks are taken; ``RACE_TIMED`` the
number by which a firm queues, for which it takes the worker's clock.
"""

import os
import time
from datetime import datetime, timedelta

from portal.wsgi import application  # isort: skip - Django must be ready before its models are read

from django.utils import timezone

from missions import assigning, locking, seats, support
from missions.models import Mission, Registration

__all__ = ["application"]

PAUSE, CLOCK = float(os.environ.get("RACE_PAUSE", 0)), int(os.environ.get("RACE_CLOCK", 0))
UNGUARDED, CROSSED, TIMED = (bool(os.environ.get(f"RACE_{name}")) for name in ("UNGUARDED", "CROSSED", "TIMED"))


def _slowly(module, name, *, before):
    """Lets a function of the portal take its time: before it does something, or after it has looked."""
    does = getattr(module, name)

    def slow(*arguments, **named):
        if before:
            time.sleep(PAUSE)
        answer = does(*arguments, **named)
        if not before:
            time.sleep(PAUSE)
        return answer

    setattr(module, name, slow)


if UNGUARDED:
    for module in (seats, support):
        module.lock_mission = lambda pk: Mission.objects.get(pk=pk)
    seats.lock_registration = lambda pk, _mission: Registration.objects.select_related("mission", "firm").get(pk=pk)
    for module, names in (
        (seats, ("submit", "withdraw", "decline", "reopen")),
        (support, ("ask", "keep", "confirm")),
        (assigning, ("assign",)),
    ):
        for name in names:
            setattr(module, name, getattr(module, name).__wrapped__)

if PAUSE:
    _slowly(seats, "move", before=True)
    _slowly(support, "left", before=False)
    _slowly(assigning, "_check_free", before=False)

if CROSSED:

    def _registration_first(registration):
        fresh = locking.lock_registration(registration.pk)
        time.sleep(PAUSE)
        fresh.mission = locking.lock_mission(registration.mission_id)
        return fresh.mission, fresh

    seats._locked = _registration_first

if TIMED:
    seats._last_in_queue = lambda _left, now: {"queued_at": now, "queue_number": int(now.timestamp())}

if CLOCK:
    _now = timezone.now

    def _by_its_own_clock() -> datetime:
        # Workers are forked from one process: their numbers follow each other, and so all three clocks are there.
        return _now() + timedelta(seconds=CLOCK * (os.getpid() % 3 - 1))

    timezone.now = _by_its_own_clock
