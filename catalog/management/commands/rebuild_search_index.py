"""Builds the search index anew from the published entries."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from catalog import search


class Command(BaseCommand):
    help = "Build the search index anew from the published entries, in one transaction; searches go on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.perf_counter()
        count = search.rebuild(self._progress if self.stdout.isatty() else None)
        self.stdout.write(f"search: {count} entries indexed in {time.perf_counter() - started:.1f} s")

    def _progress(self, done: int, total: int) -> None:
        self.stdout.write(f"\rsearch: {done} of {total}", ending="\n" if done == total else "")
