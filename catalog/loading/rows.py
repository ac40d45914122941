"""The rows of the catalogue files, and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from catalog.loading.checks import Check, Known


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a file: where, and why."""

    file: str
    row: int
    key: str
    field: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}: row {self.row}" if self.row else self.file
        return ": ".join(
            part for part in (f"{place} ({self.key})" if self.key else place, self.field, self.reason) if part
        )


class BadRowsError(Exception):
    """The files cannot be loaded; every problem is listed and nothing was written."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problem{'s' if len(problems) > 1 else ''} in the catalogue files")
        self.problems = problems


@dataclass(frozen=True)
class Row:
    """One entry of a file; ``number`` counts from 1."""

    file: str
    number: int
    values: Mapping[str, Any]

    def problem(self, field: str, reason: str) -> Problem:
        return Problem(
            self.file, self.number, str(self.values.get("id") or self.values.get("name") or ""), field, reason
        )


def read_rows(path: Path) -> list[Row]:
    """The entries of a YAML file. Raises ``BadRowsError`` when it is no list of entries."""
    try:
        content = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    except OSError as error:
        raise BadRowsError([Problem(path.name, 0, "", "", f"cannot be read: {error.strerror}")]) from error
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        raise BadRowsError(
            [Problem(path.name, 0, "", "", f"is not valid YAML: {' '.join(str(error).split())}")]
        ) from error
    if not isinstance(content, list) or not all(isinstance(values, dict) for values in content):
        raise BadRowsError([Problem(path.name, 0, "", "", "must be a list of entries")])
    return [Row(path.name, number, values) for number, values in enumerate(content, start=1)]


def problems_of(row: Row, checks: Mapping[str, Check], known: Known) -> list[Problem]:
    """Everything wrong with one row's fields: unknown keys, missing ones, values a check refuses."""
    found = [row.problem(str(key), "is not a field of this file") for key in row.values if key not in checks]
    for field, check in checks.items():
        try:
            reason = check(row.values.get(field), known)
        except TypeError:  # an unhashable value where a key is expected
            reason = f"{row.values.get(field)!r} cannot stand here"
        if reason:
            found.append(row.problem(field, "is missing" if field not in row.values else reason))
    return found
