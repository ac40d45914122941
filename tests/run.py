"""`make test`: the whole suite on SQLite, with the browser, and beside it, on a real PostgreSQL, what asks a database.

Arguments are handed to pytest. Both runs go on to their end: what SQLite says is shown as it comes, what PostgreSQL
says after it.
"""

import os
import signal
import subprocess
import sys
import tempfile

from tests import chromium, postgres

#: Two processes each, on two processors: what the browser's tests wait for, the others use. A file stays with one
#: process, so that a portal or a browser is started once for all its tests; files come in the order of ``conftest.py``.
WORKERS = ("--numprocesses", "2", "--dist", "loadfile", "--no-loadscope-reorder")


def main(arguments: list[str]) -> int:
    """The exit code: pytest's own, or 1 when something that the tests need is missing."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the temporary PostgreSQL goes too
    try:
        chromium.executable()
        with postgres.server() as url, tempfile.TemporaryFile("w+") as report:
            print("Tests on SQLite, and beside it on PostgreSQL", flush=True)
            runs = [
                _pytest("", arguments),
                _pytest(url, ["--ignore=tests/browser", *arguments], stdout=report, stderr=report),
            ]
            try:
                sqlite, postgresql = [run.wait() for run in runs]
            finally:
                for run in runs:
                    run.terminate()
            report.seek(0)
            said = report.read()
            print("Tests on PostgreSQL", said if postgresql else said.splitlines()[-1], sep="\n")
            if sqlite:
                print("Tests on SQLite failed: see above.")
            return sqlite or postgresql
    except (chromium.ChromiumMissingError, postgres.PostgresMissingError) as missing:
        print(missing, file=sys.stderr)
        return 1


def _pytest(url: str, arguments: list[str], **output: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pytest", "--quiet", *WORKERS, *arguments]
    return subprocess.Popen(command, env={**os.environ, "TEST_DATABASE_URL": url}, **output)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
