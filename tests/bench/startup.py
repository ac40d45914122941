"""Starting: the second ``python -m portal.serve`` on a machine where everything is already set up."""

import subprocess
import sys
import time
from pathlib import Path

from tests.bench.processes import environment
from tests.bench.report import Row
from tests.bench.serving import end, free_port, wait


def rows(folder: Path) -> list[Row]:
    var = folder / "start"
    first, second = _start(var), _start(var)
    return [
        Row(
            "second start until the first answer", f"{second:.1f} s", f"the first {first:.1f} s", second, "<= 5.0", " s"
        )
    ]


def _start(var: Path) -> float:
    """Seconds from the command to the first page."""
    port = free_port()
    given = {**environment(f"sqlite:///{var / 'portal.sqlite3'}"), "VAR_DIR": str(var), "PORT": str(port)}
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "portal.serve"], env=given, stdout=subprocess.DEVNULL)
    try:
        wait(port, "/cerca/?q=fiere", process)
        return time.perf_counter() - started
    finally:
        end(process)
