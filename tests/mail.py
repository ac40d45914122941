"""A mail server for tests: it keeps what it takes, and misbehaves as it is told to."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.processes import free_port


class Mailbox:
    """What a server took, in order, and how it behaves: ``answer`` to DATA, or death after it; slowness in seconds."""

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.answer = "250 Taken"
        self.dies = False
        self.slowness = 0.0
        self.visits = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        self.visits += 1
        if self.slowness:
            time.sleep(self.slowness)
        if self.answer.startswith("250"):
            self.taken.append(message_from_bytes(envelope.content))
        if self.dies:
            server.transport.abort()
        return self.answer

    @property
    def subjects(self) -> list[str]:
        return [message["Subject"] for message in self.taken]


@contextmanager
def mail_server(port: int | None = None) -> Iterator[tuple[int, Mailbox]]:
    """A server on a port of this machine."""
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port or free_port())
    controller.start()
    try:
        yield controller.port, mailbox
    finally:
        controller.stop(no_assert=True)


@contextmanager
def silent_server() -> Iterator[int]:
    """A server that lets everybody in and says nothing."""
    listener = socket.create_server(("127.0.0.1", 0))
    visitors: list[socket.socket] = []

    def let_in() -> None:
        while True:
            try:
                visitors.append(listener.accept()[0])
            except OSError:
                return

    threading.Thread(target=let_in, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        for each in (*visitors, listener):
            each.close()
