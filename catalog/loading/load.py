"""One load: check everything, then write what changed in one transaction, and bring the search in step."""

import inspect
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b, sha256
from pathlib import Path

from django.db import transaction

from catalog import search
from catalog.loading.files import FOLDER, EntryFile, entry_files
from catalog.loading.rows import BadRowsError, Problem, Row, problems_of, read_rows
from catalog.loading.upsert import Outcome, Table
from catalog.loading.vocabularies import known_references, load_vocabularies
from catalog.loading.wordings import load_wordings
from catalog.models import CatalogLoad, Partner
from catalog.search import data, documents
from catalog.territory import municipalities

#: From this many changed entries on, building the search anew is quicker than touching it entry by entry.
REBUILD_FROM = 25

Say = Callable[[str], None]


@dataclass
class Report:
    """What a load did, table by table; ``kept`` are staff edits that the files did not overwrite."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def count(self, outcome: Outcome) -> None:
        setattr(self, outcome.kind, getattr(self, outcome.kind) + 1)


def load(
    folder: Path | None = None, *, say: Say = lambda line: None, progress: search.indexing.Progress | None = None
) -> dict[str, Report]:
    """Loads the catalogue files, the project's own or those in ``folder``.

    All or nothing; running it twice changes nothing. A value that staff edited is kept. An entry that left the files
    stays and is reported: withdrawing it is for people to decide. Raises ``BadRowsError`` with every problem of every
    file, before anything is written.
    """
    rows = {file.path.name: read_rows(_path(file, folder)) for file in _present(folder)}
    _check(rows, folder)
    reports: dict[str, Report] = {}
    with transaction.atomic():
        started = time.perf_counter()
        vocabularies = {**load_vocabularies(), **load_wordings()}
        say(f"vocabularies: {', '.join(f'{count} {name}' for name, count in vocabularies.items())} {_took(started)}")
        changed: list = []
        for file in _present(folder):
            report = reports[file.path.name] = Report()
            started = time.perf_counter()
            changed += _write(file, rows[file.path.name], report)
            report.seconds = time.perf_counter() - started
            say(
                f"{file.path.name}: {len(rows[file.path.name])} rows, {report.new} new, {report.changed} changed, "
                f"{report.unchanged} unchanged {_took(started)}"
            )
            for line in report.kept:
                say(f"  kept as staff edited it: {line}")
            for line in report.missing:
                say(f"  no longer in the file, left as it is: {line}")
        started = time.perf_counter()
        if len(changed) >= REBUILD_FROM or _read_otherwise():
            say(f"search: {search.rebuild(progress)} entries indexed {_took(started)}")
        else:
            for entry in changed:
                search.index_entry(entry)
            say(f"search: {len(changed)} entries brought up to date {_took(started)}")
        CatalogLoad.objects.create(digest=digest(folder))
    return reports


def up_to_date(folder: Path | None = None) -> bool:
    """Whether the files are those of the last load."""
    last = CatalogLoad.objects.order_by("-pk").first()
    return last is not None and last.digest == digest(folder)


def digest(folder: Path | None = None) -> str:
    """What the files are now and, in the second half, what reads them: code, language data, the territory."""
    return _hash(_path(file, folder) for file in _present(folder)) + _hash(_readers())


def _readers() -> list[Path]:
    folders = [Path(data.__file__).parent, Path(search.__file__).parent, Path(__file__).parent]
    builders = {Path(inspect.getfile(source.build)) for source in documents.sources()}
    places = {FOLDER / "provinces.yaml", municipalities.listing(), Path(municipalities.__file__)}
    return sorted({*places, *builders}.union(*(folder.glob("*.[py]*") for folder in folders)))


def _read_otherwise() -> bool:
    """Whether the index was made by another version of what makes it, or never."""
    last = CatalogLoad.objects.order_by("-pk").first()
    return last is None or last.digest[32:] != digest()[32:]


def _hash(paths: Iterable[Path]) -> str:
    whole = blake2b(digest_size=16)
    for path in paths:
        whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _present(folder: Path | None) -> Iterator[EntryFile]:
    """All files of the project; of another folder, those it has."""
    for file in entry_files():
        if folder is None or _path(file, folder).exists():
            yield file


def _path(file: EntryFile, folder: Path | None) -> Path:
    return folder / file.path.name if folder else file.path


def _check(rows: dict[str, list[Row]], folder: Path | None) -> None:
    known = {name: set(values) for name, values in known_references().items()}
    known["partner"] = {str(row.values.get("id")) for row in rows.get("partners.yaml", [])}
    known["partner"] |= set(Partner.objects.values_list("slug", flat=True))
    problems: list[Problem] = []
    for file in _present(folder):
        seen: dict[object, int] = {}
        for row in rows[file.path.name]:
            found = problems_of(row, file.checks, known)
            problems += found or file.rules(row)
            key = row.values.get("id") or f"{row.values.get('partner')}: {row.values.get('name')}"
            if str(key) in seen:
                problems.append(row.problem("id" if "id" in row.values else "name", f"is also in row {seen[str(key)]}"))
            seen.setdefault(str(key), row.number)
    if problems:
        raise BadRowsError(problems)


def _write(file: EntryFile, rows: list[Row], report: Report) -> list:
    """Writes one file's rows; returns the entries whose search document may have changed."""
    table = Table(file.model, file.key)
    partners = dict(Partner.objects.values_list("slug", "pk"))
    changed = []
    for row in rows:
        outcome = table.upsert(file.values(row, partners), file.many(row))
        report.count(outcome)
        report.kept += [f"{outcome.entry}: {name}" for name in outcome.kept]
        found_as = file.found_as(outcome.entry) if outcome.kind != "unchanged" else None
        if found_as is not None:
            changed.append(found_as)
    report.missing = [str(entry) for entry in table.untouched() if entry.loaded]
    return changed


def _took(started: float) -> str:
    return f"({time.perf_counter() - started:.1f} s)"
