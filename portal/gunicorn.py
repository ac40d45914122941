"""gunicorn's own settings.

Sync workers, one per core: measured fastest for pages that are all CPU. A proxy buffers slow clients.

The portal and its search are read once, before the workers are forked, and are shared by them. New code therefore
needs a restart of gunicorn: a reload (HUP) would start workers of the old one.
"""

import gc
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
preload_app = True
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


def when_ready(server: object) -> None:
    """Reads vocabularies, the commonest terms and every address before the workers come, and leaves them in place.

    Frozen, the objects are passed over by the collector, which would otherwise copy every page of memory it looks at.
    """
    from django.db import connections
    from django.urls import get_resolver

    from catalog.search import warm_up

    get_resolver().url_patterns  # noqa: B018 - read for the modules it imports
    warm_up()
    connections.close_all()  # none may be shared
    gc.collect()
    gc.freeze()


def worker_exit(server: object, worker: object) -> None:
    """Writes the counts that still wait in a worker that ends in order."""
    from portal.numbers import counting

    counting.write()
