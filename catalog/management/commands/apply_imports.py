"""Applies the files of entries that staff said are to be applied."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from catalog.interchange import applying


class Command(BaseCommand):
    help = "Applies the files of entries that staff said are to be applied; all of each, or nothing of it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("keys", nargs="*", type=int, help="Only these files.")

    def handle(self, *args: Any, **options: Any) -> None:
        count = sum(map(applying.run, options["keys"])) if options["keys"] else applying.run_all()
        if count:
            self.stdout.write(f"{count} file{'s' if count > 1 else ''} applied")
