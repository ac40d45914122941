"""Who answers best: every entry's score, additive and exact, from one table of weights.

A query is a row of slots. The alternatives of a slot (its word in a title or in a body, a synonym, a country) compete:
an entry gets the best one and a little of the others, never their sum. What was understood then lifts or lowers,
softly; nothing is filtered out. Set on the development half of the judged searches with general rules; see
tests/search/test_relevance.py.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from catalog.search import analysis, planes
from catalog.search.documents import EVERYWHERE
from catalog.search.fields import Field
from catalog.search.index import Index
from catalog.search.understanding import Said, Slot, Understanding
from catalog.search.vocabulary import BY_CITY, BY_NAME, BY_PEOPLE, Meaning, lexicon

#: One point of weight, as the integer the planes add.
UNIT = 64

FIELD_WEIGHTS = {
    Field.TITLE: 3.0,
    Field.TITLE_EN: 2.4,
    Field.SUMMARY: 2.0,
    Field.SUMMARY_EN: 1.5,
    Field.QUESTIONS: 1.6,
    Field.QUESTIONS_EN: 1.4,
    Field.OWNER: 1.5,
    Field.LABELS: 1.5,
    Field.BODY: 1.0,
}
#: What a way of saying is worth beside the word itself.
SAID_WEIGHTS = {"word": 1.0, "synonym": 0.7, "lead": 0.6, "part": 0.45}
#: What carrying a recognised facet is worth, in the points of a title match.
MEANT_WEIGHTS = {
    "country": 1.2,
    "area": 0.7,
    "province": 1.1,
    "sector": 0.8,
    "need": 0.7,
    "type": 0.55,
    "kind": 0.8,
    "stage": 0.35,
    "partner": 1.1,
    "status": 0.5,
}
HOW_WEIGHTS = {BY_NAME: 1.0, BY_CITY: 0.9, BY_PEOPLE: 1.0}
#: The share of every further alternative of a slot that an entry also meets.
REST = 0.12
#: Valid for every country (sector, province), when the query names one.
EVERYWHERE_WEIGHTS = {"country": 0.35, "sector": 0.2, "province": 0.25}
#: The need of the whole sentence, as a share of the query's best score; the second need counts half.
NEED_SHARE = 0.22
#: Entries that no place, sector or province narrows, when the query names none.
GENERALIST_SHARE = 0.06
OPEN_SHARE = 0.25
#: Soft penalties, in sixteenths of the score.
OTHER_COUNTRY, OTHER_PROVINCE, OTHER_SECTOR, OTHER_NEED, CLOSED, PAST_MISSION = 8, 10, 13, 13, 13, 12
#: Above this share of the best possible score an entry is the answer.
ANSWER_SHARE = 0.34
#: Below this share of meaning understood, or this share of the best score, the search does not trust itself.
TRUSTED_COVER = 0.5
TRUSTED_SHARE = 0.25


@dataclass(frozen=True)
class View:
    """The index as of a day: an entry's status depends on it."""

    index: Index
    today: date

    @property
    def everything(self) -> int:
        return self.index.everything

    def status(self, status: str) -> int:
        return self.index.status(status, self.today)


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
    index = view.index
    scores: planes.Planes = []
    if not read.slots:
        _prefer_open(scores, view)
        return Scored(scores, 0, 1, bool(read.reading.text.strip()))
    index.load(_all_terms(read.slots))
    best_possible, cover, importance_all = 0.0, 0.0, 0.0
    matched = 0
    for slot in read.slots:
        importance = _importance(slot, view)
        sets = _sets(slot, view)
        met = _add_slot(scores, sets, importance)
        matched |= met
        if slot.words:
            best_possible += importance * max(FIELD_WEIGHTS.values())
            importance_all += importance
            cover += importance * bool(met)
    best_points = round(best_possible * UNIT)
    matched |= _lift(scores, read, view, matched, best_points)
    _lower(scores, read, view)
    threshold = max(1, round(best_points * ANSWER_SHARE))
    trusted = bool(importance_all) and cover / importance_all >= TRUSTED_COVER
    trusted = trusted and planes.highest(scores) >= best_points * TRUSTED_SHARE
    return Scored(scores, best_points, threshold, not trusted)


def _all_terms(slots: Iterable[Slot]) -> Iterable[str]:
    for slot in slots:
        for said in slot.said:
            for word in said.words:
                yield analysis.stem(word, "it")
                yield analysis.stem(word, "en")


def _importance(slot: Slot, view: View) -> float:
    """How much a slot says, 0.2 to 1: rare words say more. A concept is as common as all its names together."""
    size = max(view.index.size, 2)
    frequency = 0
    for said in slot.said:
        if said.way in ("word", "synonym"):
            frequency = max(frequency, min(_frequency(word, view.index) for word in said.words) if said.words else 0)
    if frequency == 0:
        return 1.0 if not slot.meanings else 0.8
    return max(0.2, math.log(1 + size / frequency) / math.log(1 + size))


def _frequency(word: str, index: Index) -> int:
    return max(index.frequency(analysis.stem(word, "it")), index.frequency(analysis.stem(word, "en")))


def _sets(slot: Slot, view: View) -> list[tuple[float, int]]:
    """The weighted sets of entries that answer a slot."""
    sets: list[tuple[float, int]] = []
    for said in slot.said:
        for field, bits in _holders(said, view.index):
            sets.append((FIELD_WEIGHTS[field] * SAID_WEIGHTS[said.way], bits))
    for meaning in slot.meanings:
        sets += _meant(meaning, view)
    return sets


def _holders(said: Said, index: Index) -> Iterable[tuple[Field, int]]:
    """The entries that hold all words of a phrase, field by field, in the field's own language."""
    for field in Field:
        bits = -1
        for word in said.words:
            bits &= index.postings(analysis.stem(word, field.language)).get(field, 0)
            if not bits:
                break
        if bits > 0:
            yield field, bits


def _meant(meaning: Meaning, view: View) -> Iterable[tuple[float, int]]:
    """The entries that carry what was recognised; a facet that lists many values is worth less than one with few."""
    index, name = view.index, meaning.name
    top = FIELD_WEIGHTS[Field.TITLE]
    if name == "area":
        bits = 0
        for member in lexicon().members.get(meaning.value, ()):
            bits |= index.facet("country", member)
        yield MEANT_WEIGHTS[name] * top, bits
        yield EVERYWHERE_WEIGHTS["country"] * top, index.facet("country", EVERYWHERE)
    elif name in ("synonyms", "leads"):
        group = lexicon().groups[int(meaning.value)]
        for facet, values in (("sector", group.sectors), ("country", group.countries)):
            for value in values:
                yield 0.5 * MEANT_WEIGHTS[facet] * top, index.facet(facet, value)
    elif name == "status":
        yield 0.3 * top, view.status("open") | view.status("rolling")
    elif name in MEANT_WEIGHTS:
        bits = index.facet(name, meaning.value)
        weight = MEANT_WEIGHTS[name] * HOW_WEIGHTS[meaning.how] * top
        if name == "country":
            few = bits & index.facet("reach", "few")
            yield weight, few
            yield weight * 0.75, bits & ~few
        else:
            yield weight, bits
        if name in EVERYWHERE_WEIGHTS:
            yield EVERYWHERE_WEIGHTS[name] * top, index.facet(name, EVERYWHERE)


def _add_slot(scores: planes.Planes, sets: list[tuple[float, int]], importance: float) -> int:
    """Adds the best of a slot's sets to every entry, and a little of the others; returns who met any."""
    seen = 0
    for weight, bits in sorted(sets, key=lambda item: -item[0]):
        points = weight * importance * UNIT
        planes.add(scores, bits & ~seen, round(points))
        again = bits & seen
        if again:
            planes.add(scores, again, round(points * REST))
        seen |= bits
    return seen


def _lift(scores: planes.Planes, read: Understanding, view: View, matched: int, best: int) -> int:
    """Adds what concerns the query as a whole; returns the entries lifted."""
    index = view.index
    lifted = 0
    for place, need in enumerate(read.needs[:2]):
        bits = index.facet("need", need)
        planes.add(scores, bits, round(best * NEED_SHARE / (1 + place)))
        lifted |= bits
    if not any(read.meant(name) for name in ("country", "area", "province", "sector")):
        general = (
            index.facet("country", EVERYWHERE) & index.facet("sector", EVERYWHERE) & index.facet("province", EVERYWHERE)
        )
        planes.add(scores, general & matched, round(best * GENERALIST_SHARE))
    if any(meaning.value == "open" for meaning in read.meant("status")):
        available = view.status("open") | view.status("rolling") & index.facet("kind", "opportunity")
        planes.add(scores, available & matched, round(best * OPEN_SHARE))
    return lifted


def _lower(scores: planes.Planes, read: Understanding, view: View) -> None:
    """The soft penalties: another country, province, sector or need than the one meant; closed; over."""
    index = view.index
    countries = {meaning.value for meaning in read.meant("country")}
    for area in read.meant("area"):
        countries.update(lexicon().members.get(area.value, ()))
    for name, wanted, sixteenths in (
        ("country", countries, OTHER_COUNTRY),
        ("province", {meaning.value for meaning in read.meant("province")}, OTHER_PROVINCE),
        ("sector", {meaning.value for meaning in read.meant("sector")}, OTHER_SECTOR),
        ("need", set(read.needs[:3]), OTHER_NEED),
    ):
        if wanted:
            right = index.facet(name, EVERYWHERE)
            for value in wanted:
                right |= index.facet(name, value)
            planes.scale(scores, index.has_any(name) & ~right, sixteenths)
    closed = view.status("closed")
    missions = index.facet("kind", "mission")
    planes.scale(scores, closed & ~missions, CLOSED)
    planes.scale(scores, closed & missions, PAST_MISSION)


def _prefer_open(scores: planes.Planes, view: View) -> None:
    """Without words: what one can get now before what is over; among equals the neutral order of the index."""
    everything = view.everything
    planes.add(scores, everything, 1)
    planes.add(scores, everything & ~view.status("closed"), 2)
    planes.add(scores, view.status("open") | view.status("upcoming"), 4)
