"""gunicorn's own settings.

Sync workers, one per core: measured fastest for pages that are all CPU. A proxy buffers slow clients.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from portal.environment import BASE_DIR

worker_class = "sync"
timeout = 30
graceful_timeout = 30
keepalive = 5
accesslog = None
errorlog = "-"
loglevel = "warning"
# The default would write the workers' heartbeat to disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else tempfile.gettempdir()  # noqa: S108

_senders: list[subprocess.Popen[bytes]] = []


def on_starting(server: object) -> None:
    """Starts what sends a demonstration's mail at once; in production a timer does, see the README.

    A process, not a thread of a worker: a slow mail server, or a long queue, takes nothing from the pages.
    """
    from django.conf import settings

    if settings.DEMO:
        command = [sys.executable, "manage.py", "send_queued_mail", "--beside", str(os.getpid())]
        _senders.append(subprocess.Popen(command, cwd=BASE_DIR))  # noqa: S603 - our own interpreter, no shell


def on_exit(server: object) -> None:
    for sender in _senders:
        sender.terminate()


def post_worker_init(worker: object) -> None:
    """Reads the vocabularies and the commonest terms before the first visitor comes."""
    from catalog.search import warm_up

    warm_up()


def worker_exit(server: object, worker: object) -> None:
    """Writes the counts that still wait in a worker that ends in order."""
    from portal.numbers import counting

    counting.write()
