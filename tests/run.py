"""`make test`: the whole suite on SQLite, with the browser, then all but the browser on a real PostgreSQL.

Arguments are handed to pytest. The first run that fails is the last one: the line pytest ends with is the verdict.
"""

import os
import signal
import subprocess
import sys
import time

from tests import chromium, postgres

#: Two workers: what the browser tests wait for, the others use. A file stays with one of them, so that a portal or a
#: browser is started once for all its tests.
WORKERS = ("--numprocesses", "2", "--dist", "loadfile")


def main(arguments: list[str]) -> int:
    """The exit code: pytest's own, or 1 when something that the tests need is missing."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the temporary PostgreSQL goes too
    try:
        chromium.executable()
        with postgres.server() as url:
            return _pytest("SQLite", "", arguments) or _pytest(
                "PostgreSQL", url, ["--ignore=tests/browser", *arguments]
            )
    except (chromium.ChromiumMissingError, postgres.PostgresMissingError) as missing:
        print(missing, file=sys.stderr)
        return 1


def _pytest(engine: str, url: str, arguments: list[str]) -> int:
    print(f"\nTests on {engine}", flush=True)
    command = [sys.executable, "-m", "pytest", "--quiet", *WORKERS, *arguments]
    started = time.perf_counter()
    code = subprocess.run(command, env={**os.environ, "TEST_DATABASE_URL": url}).returncode
    if code == 0 and engine == "SQLite":
        print(f"Tests on {engine}: {time.perf_counter() - started:.0f} s", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
