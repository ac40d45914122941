"""gunicorn's own settings.

Sync workers, one per core: measured fastest for pages that are all CPU. A proxy buffers slow clients.
"""

import tempfile
from pathlib import Path

worker_class = "sync"
timeout = 30
graceful_timeout = 30
keepalive = 5
accesslog = None
errorlog = "-"
loglevel = "warning"
# The default would write the workers' heartbeat to disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else tempfile.gettempdir()  # noqa: S108


def post_worker_init(worker: object) -> None:
    """Reads the vocabularies and the commonest terms before the first visitor comes."""
    from catalog.search import warm_up

    warm_up()


def worker_exit(server: object, worker: object) -> None:
    """Writes the counts that still wait in a worker that ends in order."""
    from portal.numbers import counting

    counting.write()
