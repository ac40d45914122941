"""Writes to those who keep entries true, and hides what nobody has confirmed for long."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from catalog.freshness.hiding import hide_unconfirmed
from catalog.freshness.reminding import remind


class Command(BaseCommand):
    help = "Remind people of entries to confirm, each of each once, and hide what is overdue as the rules say."

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        letters, hidden = remind(today), hide_unconfirmed(today)
        if letters or hidden:
            self.stdout.write(f"reviews: {letters} letters written, {hidden} entries hidden")
