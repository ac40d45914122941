"""Loads the catalogue from its files; see ``catalog.loading``."""

import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from catalog.loading import BadRowsError, load
from catalog.loading.load import up_to_date


class Command(BaseCommand):
    help = "Load partners, offices, services, opportunities and missions from files; all or nothing, staff edits kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--from", dest="folder", type=Path, help="read the files of this folder instead of the project's own"
        )
        parser.add_argument(
            "--if-changed", action="store_true", help="do nothing when the files are those of the last load"
        )

    def handle(self, *args: Any, folder: Path | None = None, if_changed: bool = False, **options: Any) -> None:
        if folder is not None and not folder.is_dir():
            self.stderr.write(f"{folder} is not a folder")
            sys.exit(1)
        if if_changed and up_to_date(folder):
            self.stdout.write("catalogue: unchanged since the last load")
            return
        started = time.perf_counter()
        try:
            reports = load(folder, say=self.stdout.write, progress=self._progress if self.stdout.isatty() else None)
        except BadRowsError as bad:
            for problem in bad.problems:
                self.stderr.write(str(problem))
            self.stderr.write(f"{bad}; nothing was loaded")
            sys.exit(1)
        total = sum(report.new + report.changed + report.unchanged for report in reports.values())
        self.stdout.write(f"catalogue: {total} rows in {time.perf_counter() - started:.1f} s")

    def _progress(self, done: int, total: int) -> None:
        self.stdout.write(f"\rsearch: {done} of {total}", ending="\n" if done == total else "")
