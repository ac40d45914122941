"""Timing what is short, on a machine that others use too."""

import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True)
class Percentiles:
    """Milliseconds, or whatever was given."""

    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, values: Iterable[float]) -> "Percentiles":
        ordered = sorted(values)
        return cls(*(round(ordered[round(share * (len(ordered) - 1))], 3) for share in (0.50, 0.95, 0.99)))

    def __str__(self) -> str:
        return " / ".join(f"{value:.2f}" for value in (self.p50, self.p95, self.p99)) + " ms"


@dataclass(frozen=True)
class Contender:
    """Something to time on every item; ``prepare`` runs before each and is not timed."""

    run: Callable[[Item], object]
    prepare: Callable[[], object] = lambda: None


def best(items: Sequence[Item], contenders: Mapping[str, Contender], passes: int) -> dict[str, Percentiles]:
    """Percentiles over the items of each one's best time in milliseconds, for all contenders taking turns pass by pass.

    The best of some passes is what the work costs; the rest is what else the machine was doing.
    """
    times = {name: [float("inf")] * len(items) for name in contenders}
    for _pass in range(passes):
        for name, contender in contenders.items():
            for place, item in enumerate(items):
                contender.prepare()
                started = time.perf_counter()
                contender.run(item)
                times[name][place] = min(times[name][place], (time.perf_counter() - started) * 1_000)
    return {name: Percentiles.of(taken) for name, taken in times.items()}


def calibration() -> float:
    """Milliseconds that a fixed loop takes right now: how slow the machine is, and how steady."""
    taken = []
    for _round in range(7):
        started = time.perf_counter()
        sum(number * number for number in range(200_000))
        taken.append((time.perf_counter() - started) * 1_000)
    return round(statistics.median(taken), 1)
