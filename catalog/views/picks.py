"""Entries chosen by rule, as pages show them: a row of the lists with the reasons beside it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalog.guidance.picking import Pick
from catalog.guidance.wording import named
from catalog.search.documents import EVERYWHERE
from catalog.search.results import Hit
from catalog.views import rows


@dataclass(frozen=True)
class Card:
    """One entry chosen: what the search holds of it, how it is listed elsewhere, and why it is here."""

    entry: Hit
    row: rows.Row
    reasons: str


def cards(picks: Iterable[Pick], today: datetime.date, province: str = "") -> list[Card]:
    """Some picks in the active language. Whom they are for is said where the reader's province is not known."""
    chosen = list(picks)
    listed = rows.of_hits([pick.entry for pick in chosen], today)
    return [
        Card(pick.entry, row, " ".join([*pick.reasons, *([] if province else _reserved(pick.entry))]))
        for row, pick in zip(listed, chosen, strict=True)
    ]


def _reserved(entry: Hit) -> list[str]:
    provinces = [named("province", code) for code in entry.facets.get("province", ()) if code != EVERYWHERE]
    return [rows.reserved_for(provinces)] if provinces else []


def see_also(related: list[Card]) -> list[tuple[str, str]]:
    """The line of a page's index that leads to what goes with its entry; none when nothing does."""
    return [("collegate", _("See also"))] if related else []
