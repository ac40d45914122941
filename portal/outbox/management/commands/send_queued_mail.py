"""Sends the mail that waits. Takes the place of post_office's command of this name."""

import os
import signal
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, close_old_connections

from portal.outbox.delivery import deliver

#: Seconds between two looks at the queue, and at most while the server is away.
_PAUSE, _LONGEST_PAUSE = 0.5, 60.0


class Command(BaseCommand):
    help = "Sends the mail that waits, once; with --beside for as long as the process that started this one lives."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--beside", type=int, metavar="PID", help="go on looking, twice a second, beside PID")

    def handle(self, *, beside: int | None, **_options: Any) -> None:
        if beside is not None:
            self._go_on(beside)
            return
        result = deliver()
        if result.sent or result.failed or result.away:
            away = "; the server is away, others wait" if result.away else ""
            self.stdout.write(f"{result.sent} sent, {result.failed} failed{away}")

    def _go_on(self, parent: int) -> None:
        """Until asked to end, or orphaned: a portal that was killed must leave no sender behind.

        The parent is named, not looked up: it may be gone before this process has started to look.
        """
        ending: list[bool] = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_arguments: ending.append(True))
        pause = _PAUSE
        while not ending and os.getppid() == parent:
            close_old_connections()
            try:
                pause = min(pause * 2, _LONGEST_PAUSE) if deliver().away else _PAUSE
            except Error as error:
                self.stderr.write(f"The outbox cannot be read: {type(error).__name__}")
                pause = min(pause * 2, _LONGEST_PAUSE)
            time.sleep(pause)
