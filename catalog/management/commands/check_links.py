"""Tries the links of public entries that are due."""

from typing import Any

from django.core.management.base import BaseCommand

from catalog.freshness.links.guard import Guard
from catalog.freshness.links.rounds import run_round


class Command(BaseCommand):
    help = "Try the links of public entries that are due, a round of some minutes at most. Entries are never touched."

    def handle(self, *args: Any, **options: Any) -> None:
        tally = run_round(guard=Guard())
        if tally.asked:
            states = ", ".join(f"{count} {state}" for state, count in sorted(tally.states.items()))
            self.stdout.write(f"links: {tally.asked} addresses tried: {states}")
