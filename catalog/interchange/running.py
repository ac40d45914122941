"""Applying a file beside the request that asked for it: a thousand rows take longer than a page may."""

import subprocess
import sys

from django.conf import settings
from django.db import transaction

from catalog.models import Import


def start(batch: Import) -> None:
    """Has a file applied by a process of its own, once the transaction is written.

    A process, not a thread of a worker: it outlives the worker, and takes nothing from its pages. Should it not begin,
    the timer's ``apply_imports`` finds the file. A thousand new entries take some ten seconds in one transaction; on
    SQLite other writers wait as long, which its timeout allows.
    """
    command = [sys.executable, "manage.py", "apply_imports", str(batch.pk)]

    def run() -> None:
        subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
            command, cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL, start_new_session=True
        )

    transaction.on_commit(run)
