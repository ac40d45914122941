"""The portal as gunicorn serves it, with what a race needs to be seen.

``RACE_PAUSE`` are seconds between looking whether a seat is free and taking it: they make rare moments common.
``RACE_UNGUARDED`` takes away what keeps seats safe, for the control that must oversell: the lock and the transaction,
which on SQLite is the lock (it begins IMMEDIATE). Neither exists outside the tests.
"""

import os
import time

from portal.wsgi import application  # isort: skip - Django must be ready before its models are read

from missions import seats
from missions.models import Mission, Registration

__all__ = ["application"]

PAUSE, UNGUARDED = float(os.environ.get("RACE_PAUSE", 0)), bool(os.environ.get("RACE_UNGUARDED"))

if UNGUARDED:
    seats.lock_mission = lambda pk: Mission.objects.get(pk=pk)
    seats.lock_registration = lambda pk: Registration.objects.select_related("mission", "firm").get(pk=pk)
    seats.submit = seats.submit.__wrapped__  # type: ignore[attr-defined]

if PAUSE:
    _move = seats.move

    def _slowly(*arguments: object, **named: object) -> None:
        time.sleep(PAUSE)
        _move(*arguments, **named)  # type: ignore[arg-type]

    seats.move = _slowly
