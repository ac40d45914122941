"""What the benchmarks say: tables on the terminal, JSON for whoever compares runs."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from textwrap import wrap


@dataclass(frozen=True)
class Row:
    """One figure. ``measured`` is ours, ``beside`` what it is held against, ``value`` the number the goal is about.

    ``goal`` is '<= 1.0' or '>= 2.0', '' for a figure that is only told; ``unit`` follows the value and the goal.
    """

    what: str
    measured: str
    beside: str = ""
    value: float | None = None
    goal: str = ""
    unit: str = "x"

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None without one."""
        if not self.goal or self.value is None:
            return None
        comparison, limit = self.goal.split()
        return self.value <= float(limit) if comparison == "<=" else self.value >= float(limit)

    def cells(self) -> tuple[str, ...]:
        verdict = {None: "", True: "met", False: "MISSED"}[self.met]
        value = "" if self.value is None else f"{self.value:,.3g}{self.unit}"
        return self.what, self.measured, self.beside, value, f"{self.goal}{self.unit}" if self.goal else "", verdict


@dataclass(frozen=True)
class Part:
    """The rows of one part, how long it took, and the calibration loop before and after it, in milliseconds."""

    name: str
    note: str
    rows: Sequence[Row]
    seconds: float
    before: float
    after: float


def table(part: Part) -> str:
    """A part as text."""
    lines = [("", "ours", "beside", "value", "goal", "")] + [row.cells() for row in part.rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    drawn = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    head = f"{part.name}  ({part.seconds:.0f} s; a fixed loop took {part.before} ms before and {part.after} ms after)"
    return "\n".join(["", head, "-" * len(head), *wrap(part.note, 110), *drawn])


def summary(parts: Iterable[Part]) -> str:
    """How many goals were met, and which were not."""
    rows = [row for part in parts for row in part.rows if row.met is not None]
    missed = [row for row in rows if not row.met]
    lines = [f"\n{len(rows) - len(missed)} of {len(rows)} goals met."]
    return "\n".join(
        lines + [f"  missed: {row.what}: {row.value:.3g}{row.unit}, goal {row.goal}{row.unit}" for row in missed]
    )


def write(parts: Iterable[Part], path: Path) -> None:
    """The same as JSON."""
    written = [{**asdict(part), "rows": [asdict(row) | {"met": row.met} for row in part.rows]} for part in parts]
    path.write_text(json.dumps(written, indent=1))
