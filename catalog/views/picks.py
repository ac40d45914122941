"""Entries chosen by rule, as pages show them: a row of the lists with the reasons beside it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalog.guidance.picking import Pick
from catalog.views import rows


@dataclass(frozen=True)
class Card:
    """One entry chosen: how it is listed elsewhere, and why it is here."""

    row: rows.Row
    reasons: str


def cards(picks: Iterable[Pick], today: datetime.date, province: str = "") -> list[Card]:
    """Some picks in the active language. Whom they are for is said where the reader's province is not known."""
    chosen = list(picks)
    listed = rows.of_hits([pick.entry for pick in chosen], today)
    return [
        Card(row, " ".join([*pick.reasons, *([row.limit] if row.limit and not province else [])]))
        for row, pick in zip(listed, chosen, strict=True)
    ]


def see_also(related: list[Card]) -> list[tuple[str, str]]:
    """The line of a page's index that leads to what goes with its entry; none when nothing does."""
    return [("collegate", _("See also"))] if related else []
