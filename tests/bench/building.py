"""Building the index: the portal's, and tantivy's, from entries that are ready in memory."""

import shutil
import time
from pathlib import Path

from django.core.management import call_command

from catalog.search import indexing
from tests.bench.corpus import Corpus, Vocabularies
from tests.bench.databases import REAL, Databases
from tests.bench.processes import measured
from tests.bench.report import Row
from tests.bench.tantivy_search import TantivySearch


def rows(databases: Databases, sizes: tuple[int, ...]) -> list[Row]:
    """Makes every database the other parts need, and tells how fast."""
    measured("tests.bench.building:load_real", database=databases.sqlite(REAL))
    told = []
    for size in sizes:
        folder = str(databases.folder / f"tantivy-{size}")
        yardstick = measured("tests.bench.building:tantivy", database=databases.sqlite(REAL), size=size, folder=folder)
        for engine, database in (("SQLite", databases.sqlite(size)), ("PostgreSQL", databases.postgresql(size))):
            seconds = measured("tests.bench.building:portal", database=database, size=size)
            told.append(
                Row(
                    f"index build, {size:,} entries, {engine}",
                    f"{size / seconds:,.0f} rows/s",
                    f"tantivy {size / yardstick:,.0f} rows/s",
                    yardstick / seconds,
                    ">= 0.5",
                )
            )
    return told


def load_real() -> None:
    """An empty database becomes the portal's own, with the real catalogue in it."""
    call_command("migrate", verbosity=0)
    call_command("load_catalog", verbosity=0)


def portal(size: int) -> float:
    """The real catalogue's index replaced by a synthetic one; seconds that the build took."""
    load_real()
    corpus = Corpus(size, Vocabularies.read())
    documents = list(corpus.documents())
    started = time.perf_counter()
    indexing.rebuild([(document.kind, document.slug) for document in documents], documents)
    return time.perf_counter() - started


def tantivy(size: int, folder: str) -> float:
    """A new tantivy index in a folder; seconds that the build took."""
    entries = list(Corpus(size, Vocabularies.read()))
    shutil.rmtree(folder, ignore_errors=True)
    Path(folder).mkdir(parents=True)
    index = TantivySearch(Path(folder))
    started = time.perf_counter()
    index.build(entries)
    return time.perf_counter() - started
