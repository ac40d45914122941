"""Deletes what readers sent and nobody needs any more; for the timer, once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from catalog.corrections.erasing import erase_old


class Command(BaseCommand):
    help = "Delete the addresses and the reports of errors whose time is over."

    def handle(self, *args: Any, **options: Any) -> None:
        addresses, reports = erase_old(timezone.now())
        self.stdout.write(f"reports of errors: {addresses} addresses and {reports} reports deleted")
