"""Deletes what is kept of searches in vain and nobody searches for any more; for the timer, once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import localdate

from portal.numbers.missed import erase_old


class Command(BaseCommand):
    help = "Delete the searches in vain whose time is over."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"searches in vain: {erase_old(localdate())} texts deleted")
