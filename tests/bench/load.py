"""A load generator for loopback, in a process of its own: connections that ask again as soon as they are answered.

gunicorn's sync workers close after every answer, so each request is a connection of its own. It is written in Python,
so that nothing need be installed, and takes some 60 microseconds a request of the processor it shares with the server.
"""

import json
import selectors
import socket
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import cycle

from tests.bench.timing import Percentiles

_OK = b" 200 "


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


@dataclass
class _Exchange:
    """One request on its way."""

    started: float
    answer: bytearray


def run(port: int, paths: Sequence[str], connections: int, seconds: float) -> Load:
    """Asks for the paths in turn for some seconds."""
    address = ("127.0.0.1", port)
    headers = f"HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    requests = cycle([f"GET {path} {headers}".encode() for path in paths])
    times: list[float] = []
    received = failed = 0
    with selectors.DefaultSelector() as selector:
        for _number in range(connections):
            _ask(selector, address, next(requests))
        started = time.perf_counter()
        while (now := time.perf_counter()) < started + seconds:
            for key, _events in selector.select(timeout=1):
                exchange: _Exchange = key.data
                piece = key.fileobj.recv(262_144)
                if piece:
                    exchange.answer += piece
                    continue
                selector.unregister(key.fileobj)
                key.fileobj.close()
                times.append((time.perf_counter() - exchange.started) * 1_000)
                received += len(exchange.answer)
                failed += _OK not in exchange.answer[:16]
                _ask(selector, address, next(requests))
        for key in list(selector.get_map().values()):
            key.fileobj.close()
    answers = len(times)
    return Load(answers, answers / (now - started), Percentiles.of(times), received / answers, failed)


def _ask(selector: selectors.BaseSelector, address: tuple[str, int], request: bytes) -> None:
    connection = socket.create_connection(address, timeout=30)
    connection.sendall(request)
    connection.setblocking(False)
    selector.register(connection, selectors.EVENT_READ, _Exchange(time.perf_counter(), bytearray()))


if __name__ == "__main__":
    asked = json.loads(sys.stdin.read())
    print(json.dumps(asdict(run(**asked))))
