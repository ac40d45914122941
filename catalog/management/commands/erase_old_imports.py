"""Deletes the reports of tables that staff brought in, once their time is over; for the timer."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from catalog.interchange.erasing import erase_old


class Command(BaseCommand):
    help = "Delete the reports of tables brought in, with the rows of their files, whose time is over."

    def handle(self, *args: Any, **options: Any) -> None:
        if count := erase_old(timezone.now()):
            self.stdout.write(f"reports of tables brought in: {count} deleted")
