"""A load generator for loopback, in a process of its own: connections that ask for pages in turn, for some seconds."""

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus
from itertools import cycle

from tests.bench.timing import Percentiles
from tests.bench.visitors import Answer, Visitor, head, serve


@dataclass(frozen=True)
class Load:
    """What a server did: answers, how many a second, their times in ms, bytes of an average one, how many not 200.

    ``processor`` are the milliseconds of processor that the server spent on an answer.
    """

    answers: int
    per_second: float
    times: Percentiles
    bytes: float
    failed: int
    processor: float = 0.0


def run(port: int, paths: Sequence[str], connections: int, seconds: float) -> Load:
    """Asks for the paths in turn for some seconds."""
    requests = cycle([head("GET", path, port).encode() for path in paths])
    answers: list[tuple[float, int, bool]] = []

    def visitor() -> Visitor:
        while time.perf_counter() < started + seconds:
            answer: Answer = yield next(requests)
            answers.append((answer.milliseconds, len(answer.whole), answer.status != HTTPStatus.OK))

    started = time.perf_counter()
    serve(port, [visitor() for _number in range(connections)])
    taken = time.perf_counter() - started
    times, lengths, failures = zip(*answers, strict=True)
    return Load(len(times), len(times) / taken, Percentiles.of(times), sum(lengths) / len(times), sum(failures))


if __name__ == "__main__":
    asked = json.loads(sys.stdin.read())
    print(json.dumps(asdict(run(**asked))))
