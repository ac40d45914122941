"""Choosing a few entries, each with the reason it was chosen for.

A preference ranks and explains at once: what is said of an entry is what brought it there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from catalog.search import hits, planes
from catalog.search.results import Hit

#: Sentences given for an entry.
MOST_REASONS = 2
#: Entries looked at for each one wanted, so that one body does not fill the list alone.
_SPARE = 4


@dataclass(frozen=True)
class Preference:
    """What speaks for some entries, how much, and how one says it; '' counts without being said."""

    entries: int
    points: int
    sentence: str = ""


@dataclass(frozen=True)
class Wish:
    """A few entries wanted.

    ``among`` may be chosen, at most ``count``; ``preferences`` rank them and give their reasons in the order listed;
    ``otherwise`` is the reason of an entry that no sentence fits. ``first`` are ordinals that come before all ranking,
    in their own order. Of one body at most ``per_body`` are taken while others are there.
    """

    among: int
    preferences: Sequence[Preference]
    count: int
    otherwise: str
    first: Sequence[int] = ()
    per_body: int = 1


@dataclass(frozen=True)
class Pick:
    """An entry chosen, and why."""

    entry: Hit
    reasons: tuple[str, ...]


def pick(wishes: Mapping[str, Wish], *, language: str, today: date) -> dict[str, list[Pick]]:
    """What answers each wish, best first; one query for all of them.

    Among equals the order is that of the index, which favours nobody.
    """
    ranked = {name: _ranked(wish) for name, wish in wishes.items()}
    ordinals = list(dict.fromkeys(ordinal for found in ranked.values() for ordinal in found))
    entries = hits.entries(ordinals, language, today)
    return {name: _chosen(wish, ranked[name], entries) for name, wish in wishes.items()}


def _ranked(wish: Wish) -> list[int]:
    scores: planes.Planes = []
    for preference in wish.preferences:
        planes.add(scores, preference.entries, preference.points)
    first = [ordinal for ordinal in wish.first if wish.among >> ordinal & 1]
    others = wish.among
    for ordinal in first:
        others &= ~(1 << ordinal)
    wanted = wish.count * _SPARE
    return [*first, *planes.best(scores, others, max(0, wanted - len(first)))][:wanted]


def _chosen(wish: Wish, ranked: Iterable[int], entries: Mapping[int, Hit]) -> list[Pick]:
    """The best of the ranked, one body after the other where there are several."""
    taken: list[int] = []
    passed: list[int] = []
    bodies: list[str] = []
    for ordinal in ranked:
        if ordinal not in entries:
            continue  # withdrawn a moment ago
        if bodies.count(entries[ordinal].partner_slug) < wish.per_body:
            bodies.append(entries[ordinal].partner_slug)
            taken.append(ordinal)
        else:
            passed.append(ordinal)
    return [Pick(entries[ordinal], _reasons(wish, ordinal)) for ordinal in [*taken, *passed][: wish.count]]


def _reasons(wish: Wish, ordinal: int) -> tuple[str, ...]:
    said = [
        preference.sentence
        for preference in wish.preferences
        if preference.sentence and preference.entries >> ordinal & 1
    ]
    return tuple(said[:MOST_REASONS]) or (wish.otherwise,)
