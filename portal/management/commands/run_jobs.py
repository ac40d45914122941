"""Everything that is done by the clock and not by a click, in one command for the timer."""

import logging
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

_logger = logging.getLogger(__name__)

#: Every job, in the order in which it runs. Each is safe to run twice, at the same time or days late, and opens its own
#: transactions; links come last, because asking other sites takes minutes.
JOBS = (
    "run_missions",
    "apply_imports",
    "keep_publication_days",
    "remind_reviews",
    "erase_old_reports",
    "erase_old_imports",
    "erase_old_searches",
    "check_links",
)


class Command(BaseCommand):
    help = "Run every job that is due, one after the other. A job that fails keeps no other from running."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        for job in JOBS:
            try:
                call_command(job, stdout=self.stdout, stderr=self.stderr)
            except Exception:
                _logger.exception("The job %s failed", job)
                failed.append(job)
        if failed:
            raise CommandError(f"failed: {', '.join(failed)}")
