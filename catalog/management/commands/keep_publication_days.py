"""Publishes entries on the day they were approved for, and withdraws them after their last one. For a timer."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from catalog.editorial.moves import keep_days


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        opened, closed = keep_days(localdate())
        self.stdout.write(f"{opened} entries published, {closed} withdrawn")
