"""Runs the parts, prints their tables, writes VAR_DIR/bench/results.json."""

import argparse
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench import building, pages, registering, report, searching, spelling, startup
from tests.bench.databases import Databases, databases
from tests.bench.processes import MeasurementError
from tests.bench.report import Part, Row
from tests.bench.timing import calibration
from tests.postgres import PostgresMissingError

_NOTES = {
    "build": "Entries ready in memory, into tables in one transaction. Tantivy indexes three fields with two threads, "
    "the portal nine with one.",
    "search": searching.__doc__.split("\n\n")[1].replace("\n", " "),
    "spelling": spelling.__doc__,
    "pages": "gunicorn with two sync workers, 16 connections, loopback, our own load generator in a second process; "
    "the median of the rounds. Ratios are of the processor time that the workers spend on an answer (PostgreSQL's own "
    "not counted): when the processors are busy that is the ratio of answers a second, whatever else the machine does.",
    "registering": registering.__doc__,
    "startup": startup.__doc__,
}


def main() -> int:
    """The exit code: 0 even when a goal is missed, as on a busy machine some are; 1 when something could not run."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="The portal's benchmarks.")
    parser.add_argument("--quick", action="store_true", help="10,000 entries only, fewer rounds")
    parser.add_argument("--only", choices=list(_NOTES), help="one part; 'build' always runs, the others need it")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that servers and PostgreSQL end too
    folder = Path(os.environ.get("VAR_DIR") or "var").resolve() / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    done: list[Part] = []
    try:
        with databases(folder) as made:
            for name, rows in _parts(made, folder, options.quick).items():
                if options.only in (None, name) or name == "build":
                    done.append(_run(name, rows))
                    print(report.table(done[-1]), flush=True)
    except (PostgresMissingError, MeasurementError) as failed:
        print(failed, file=sys.stderr)
        return 1
    finally:
        report.write(done, folder / "results.json")
        for left in ("tantivy-*", "bare-*.json", "*.sqlite3*", "start"):
            for path in folder.glob(left):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    print(report.summary(done))
    print(f"Written to {folder / 'results.json'}")
    return 0


def _parts(made: Databases, folder: Path, quick: bool) -> dict[str, Callable[[], list[Row]]]:
    sizes = (10_000,) if quick else (10_000, 100_000)
    return {
        "build": lambda: building.rows(made, sizes),
        "search": lambda: searching.rows(made, sizes, passes=2 if quick else 5),
        "spelling": lambda: spelling.rows(made, sizes[-1]),
        "pages": lambda: pages.rows(made, sizes, seconds=2 if quick else 4, rounds=1 if quick else 3),
        "registering": lambda: registering.rows(made, firms=200 if quick else 1_000),
        "startup": lambda: startup.rows(folder),
    }


def _run(name: str, rows: Callable[[], list[Row]]) -> Part:
    print(f"\n{name} ...", flush=True)
    before, started = calibration(), time.perf_counter()
    told = rows()
    return Part(name, _NOTES[name], told, round(time.perf_counter() - started, 1), before, calibration())
