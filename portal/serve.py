"""What `make run` does once everything is installed: prepare the database, say where the portal is, serve it.

Every step says what it does and how long it took. A configuration that cannot work ends with one line and exit code 2.
"""

import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured


@contextmanager
def step(what: str) -> Iterator[None]:
    """Prints what is being done and, when it is done, in how many seconds."""
    started = time.perf_counter()
    say(f"{what} ...")
    yield
    say(f"{what}: {time.perf_counter() - started:.1f} s")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def refuse(reason: str) -> None:
    """Ends with one line on why the portal cannot start."""
    sys.stderr.write(f"The portal cannot start: {reason}\n")
    sys.exit(2)


def main() -> None:
    """Prepares and serves; returns only by replacing this process with gunicorn."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    from portal.environment import read

    try:
        host, port = read("HOST", "127.0.0.1"), read("PORT", 8000)
        workers = read("WEB_CONCURRENCY", os.cpu_count() or 1)
        django.setup()
    except ImproperlyConfigured as error:
        refuse(str(error))
    _check_port(host, port)
    _prepare()
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    say(f"\nPorte del Mondo: http://{address}/")
    from django.conf import settings

    if settings.DEMO:
        from portal.accounts.demo import ACCOUNTS, PASSWORD

        say(f"Sign in at /accedi/ with the password {PASSWORD} as")
        for email, account in ACCOUNTS.items():
            say(f"  {email}  {account.meaning}")
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", address, "--workers", str(workers)]
    command += ["--config", "python:portal.gunicorn"]
    os.execv(sys.executable, command)  # noqa: S606 - our own interpreter, no shell


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        refuse(f"cannot listen on {host}:{port} ({reason}). Choose another with PORT=...")


def _prepare() -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import Error, connection

    try:
        connection.ensure_connection()
    except (Error, UnicodeError) as error:
        refuse(f"the database of DATABASE_URL does not answer ({_first_line(error)})")
    try:
        _step("Preparing the database", lambda: call_command("migrate", verbosity=0, interactive=False))
    except Error as error:
        refuse(f"the database of DATABASE_URL cannot be prepared ({_first_line(error)})")
    _step("Loading the catalogue", lambda: call_command("load_catalog", if_changed=True))
    if settings.DEMO:
        from django.utils import timezone

        from missions.demo import create_missions
        from portal.accounts.demo import create_accounts

        _step("Creating the demonstration accounts", create_accounts)
        _step("Creating the demonstration missions", lambda: create_missions(timezone.now()))


def _step(what: str, action: Callable[[], object]) -> None:
    with step(what):
        action()


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__


if __name__ == "__main__":
    main()
