"""Who answers best: every entry's score, additive and exact.

A query is a row of slots, each worth what its best alternative is worth. What was understood of the whole then lifts or
lowers, softly; nothing is filtered out. The numbers are in ``weights``.
"""

from dataclasses import dataclass

from catalog.search import matching, planes, weights
from catalog.search.documents import EVERYWHERE
from catalog.search.matching import View
from catalog.search.postings import without
from catalog.search.understanding import Understanding


@dataclass(frozen=True)
class Scored:
    """Every entry's score, the best possible one, from where on an entry is the answer, and whether to trust it."""

    planes: planes.Planes
    best_possible: int
    threshold: int
    low_confidence: bool


def rank(read: Understanding, view: View) -> Scored:
    """Scores all entries for a query.

    Threshold and confidence depend on the query alone, so that counts stay exact under any filter.
    """
    scores: planes.Planes = []
    if not read.slots:
        _prefer_open(scores, view)
        return Scored(scores, 0, 1, bool(read.reading.text.strip()))
    view.index.load(matching.terms(read.slots))
    matched, best_weight, importance, cover = 0, 0.0, 0.0, 0.0
    for slot in read.slots:
        met = matching.answer(slot, view)
        planes.add_all(scores, met.scores)
        matched |= met.matched
        best_weight += met.best
        importance += met.importance
        cover += met.cover
    best = round(best_weight * weights.UNIT)
    trusted = _trusted(read, planes.highest(scores) / best if best else 0.0, cover / importance if importance else 0.0)
    _lift(scores, read, view, matched, best)
    _lower(scores, read, view)
    return Scored(scores, best, max(1, round(best * weights.ANSWER)), not trusted)


def _trusted(read: Understanding, closest: float, cover: float) -> bool:
    """Whether anything really answers.

    ``closest`` is how near the best entry comes to the best possible score by its words alone, ``cover`` how much of
    the query any entry meets. Both shares; a query of everyday words needs a closer answer than one of the catalogue's
    own.
    """
    if cover < weights.TRUSTED_COVER or closest < weights.TRUSTED_CLOSEST:
        return False
    return read.foreign < weights.FOREIGN or (read.foreign < weights.ALL_FOREIGN and closest >= weights.CLOSE)


def _lift(scores: planes.Planes, read: Understanding, view: View, matched: int, best: int) -> None:
    """Adds what concerns the query as a whole: its likely needs, what is valid for all, what is open."""
    index = view.index
    for need, probability in list(read.needs.items())[: weights.NEEDS]:
        share = weights.NEED * probability**weights.NEED_DOUBT
        planes.add(scores, index.facet("need", need), round(best * share))
        planes.add(
            scores,
            without(index.facet("serves", need), index.facet("need", need)),
            round(best * share * weights.SERVES),
        )
    placed = bool(read.meant("country") or read.meant("area"))
    named = {name: bool(read.meant(name)) for name in weights.GENERAL} | {"country": placed}
    for name, share in weights.GENERAL.items():
        if not named[name]:
            planes.add(scores, index.facet(name, EVERYWHERE) & matched, round(best * share))
    planes.add(scores, index.facet("kind", "service") & matched, round(best * weights.SERVICE))
    if any(meaning.value == "open" for meaning in read.meant("status")):
        available = view.status("open") | view.status("rolling") & index.facet("kind", "opportunity")
        planes.add(scores, available & matched, round(best * weights.OPEN))


def _lower(scores: planes.Planes, read: Understanding, view: View) -> None:
    """The soft penalties: another country, province, sector or need than the one meant; closed; over."""
    index = view.index
    countries = {meaning.value for meaning in read.meant("country")}
    for area in read.meant("area"):
        countries.update(view.known.members.get(area.value, ()))
    wanted = {
        "country": countries,
        "province": {meaning.value for meaning in read.meant("province")},
        "sector": {meaning.value for meaning in read.meant("sector")},
        "need": {need for need, probability in read.needs.items() if probability > weights.OTHER_NEED_FROM},
    }
    for name, values in wanted.items():
        if values:
            right = index.facet(name, EVERYWHERE)
            for value in values:
                right |= index.facet(name, value)
            planes.scale(scores, without(index.has_any(name), right), weights.OTHER[name])
    closed = view.status("closed")
    missions, opportunities = index.facet("kind", "mission"), index.facet("kind", "opportunity")
    planes.scale(scores, without(closed, missions), weights.CLOSED)
    planes.scale(scores, closed & missions, weights.PAST_MISSION)
    dated = closed | view.status("open") | view.status("upcoming") | view.status("rolling")
    planes.scale(scores, without(opportunities, dated), weights.UNDATED)


def _prefer_open(scores: planes.Planes, view: View) -> None:
    """Without words: what one can get now before what is over; among equals the neutral order of the index."""
    everything = view.everything
    planes.add(scores, everything, 1)
    planes.add(scores, without(everything, view.status("closed")), 2)
    planes.add(scores, view.status("open") | view.status("upcoming"), 4)
