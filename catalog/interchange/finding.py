"""What is found out about one row of a file while it is looked at."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst

from catalog.interchange.cells import short


@dataclass
class Finding:
    """One row while it is looked at: what was read of it, and what is to be said."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[dict[str, str]] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)
    differences: list[list[str]] = field(default_factory=list)
    kept: bool = False

    def refuse(self, column: str, value: str, reason: str, instead: str = "", **more: str) -> None:
        said = {"column": column, "value": short(value), "reason": capfirst(reason), "instead": instead, **more}
        self.problems.append(said)
