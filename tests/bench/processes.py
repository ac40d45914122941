"""Measurements in processes of their own: a fresh interpreter, its own database, nothing left in memory."""

import json
import os
import subprocess
import sys
from pkgutil import resolve_name
from typing import Any


class MeasurementError(Exception):
    """A measuring process failed; its own words are on the terminal."""


def environment(database: str = "") -> dict[str, str]:
    """What a process of the portal is started with."""
    return {**os.environ, "DEMO": "1", "DJANGO_SETTINGS_MODULE": "portal.settings"} | (
        {"DATABASE_URL": database} if database else {}
    )


def measured(function: str, *, database: str, **arguments: Any) -> Any:
    """What ``module:function`` returns, called in a new process on a database; arguments and result are JSON."""
    command = [sys.executable, "-m", "tests.bench.processes", function, json.dumps(arguments)]
    done = subprocess.run(command, env=environment(database), stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise MeasurementError(f"{function} on {database.partition('@')[2] or database} failed")
    return json.loads(done.stdout.splitlines()[-1])


def _main(function: str, arguments: str) -> None:
    import django

    django.setup()
    print(json.dumps(resolve_name(function)(**json.loads(arguments))))


if __name__ == "__main__":
    _main(*sys.argv[1:])
