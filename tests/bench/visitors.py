"""Visitors on loopback, any number at once in one process: each asks again as soon as it is answered.

gunicorn's sync workers close after every answer, so each request is a connection of its own. It is written in Python,
so that nothing need be installed, and takes some 60 microseconds a request of the processor it shares with the server.
"""

import selectors
import socket
import time
from collections.abc import Generator, Iterable
from dataclasses import dataclass

_PATIENCE = 60


@dataclass(frozen=True)
class Answer:
    """What came back, head and body as one, after how many milliseconds."""

    whole: bytes
    milliseconds: float

    @property
    def status(self) -> int:
        """The status code; 0 where the connection ended before one came."""
        return int(self.whole[9:12] or 0)


#: Yields a request, with its head, and is sent the answer; ends when it has seen enough.
Visitor = Generator[bytes, Answer, None]


@dataclass
class _Exchange:
    """A request of somebody on its way."""

    visitor: Visitor
    started: float
    answer: bytearray


def head(method: str, path: str, port: int, **headers: str) -> str:
    """The head of a request; ``Content_Type`` is written as ``Content-Type``."""
    named = {"Host": f"127.0.0.1:{port}", "Connection": "close", **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in named.items()]
    return "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "", ""])


def serve(port: int, visitors: Iterable[Visitor]) -> None:
    """Hands requests and answers to and fro until every visitor has ended. Raises ``TimeoutError``."""
    with selectors.DefaultSelector() as selector:
        for visitor in visitors:
            _ask(selector, port, visitor, next(visitor, b""))
        while selector.get_map():
            ready = selector.select(_PATIENCE)
            if not ready:
                raise TimeoutError(f"no answer on port {port}")
            for key, _events in ready:
                exchange: _Exchange = key.data
                piece = key.fileobj.recv(262_144)
                if piece:
                    exchange.answer += piece
                    continue
                selector.unregister(key.fileobj)
                key.fileobj.close()
                milliseconds = (time.perf_counter() - exchange.started) * 1_000
                try:
                    request = exchange.visitor.send(Answer(bytes(exchange.answer), milliseconds))
                except StopIteration:
                    continue
                _ask(selector, port, exchange.visitor, request)


def _ask(selector: selectors.BaseSelector, port: int, visitor: Visitor, request: bytes) -> None:
    if not request:
        return
    started = time.perf_counter()
    connection = socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)
    connection.sendall(request)
    connection.setblocking(False)
    selector.register(connection, selectors.EVENT_READ, _Exchange(visitor, started, bytearray()))
