"""The missions' timer."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from missions import housekeeping


class Command(BaseCommand):
    help = (
        "Passes expired offers on, sends reminders and surveys, removes stray files. "
        "For a timer; safe to run late, twice and at once."
    )

    def handle(self, **_options: Any) -> None:
        done = housekeeping.run(timezone.now())
        if done.reminded or done.asked or done.removed:
            self.stdout.write(f"{done.reminded} reminders, {done.asked} surveys, {done.removed} stray files removed")
        if done.failed:
            raise CommandError(f"Failed, to be tried again: {', '.join(done.failed)}")
