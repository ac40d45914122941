"""Which entries answer a slot of a query, and how well: weighted sets of entries, as scores in bit planes."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from catalog.search import analysis, planes, weights
from catalog.search.documents import EVERYWHERE
from catalog.search.fields import Field
from catalog.search.index import Index
from catalog.search.postings import without
from catalog.search.slots import Said, Slot
from catalog.search.vocabulary import Lexicon, Meaning


@dataclass(frozen=True)
class View:
    """The index as of a day, on which an entry's status depends, and what is known of words."""

    index: Index
    today: date
    known: Lexicon

    @property
    def everything(self) -> int:
        return self.index.everything

    def status(self, status: str) -> int:
        return self.index.status(status, self.today)


@dataclass(frozen=True)
class Answer:
    """How entries answer one slot: their scores, who met any of it, the best score possible, and how much of it was
    met.

    ``cover`` and ``importance`` are comparable between slots: a slot of which nothing was met has cover 0.
    """

    scores: planes.Planes
    matched: int
    best: float
    importance: float
    cover: float


def answer(slot: Slot, view: View) -> Answer:
    """Scores every entry for one slot.

    The alternatives of a word (in a title, in a body, a synonym, a country) compete: an entry gets the best one and a
    little of the others, never their sum. A phrase is worth its words, or more when it is met as a whole.
    """
    if not slot.parts:
        importance = _importance(slot, view.index) if slot.words else weights.LED
        scores: planes.Planes = []
        matched = _compete(scores, _sets(slot, importance, view))
        if not slot.words:
            return Answer(scores, matched, 0.0, 0.0, 0.0)
        return Answer(scores, matched, importance * weights.TOP, importance, importance if matched else 0.0)
    parts = [answer(part, view) for part in slot.parts]
    importance = sum(part.importance for part in parts)
    scores, matched = [], 0
    for part in parts:
        planes.add_all(scores, part.scores)
        matched |= part.matched
    as_phrase = 0
    for weight, bits in sorted(_sets(slot, importance, view), key=lambda item: -item[0]):
        planes.raise_to(scores, bits, round(weight * weights.UNIT))
        as_phrase |= bits
    best = importance * weights.TOP
    cover = importance if as_phrase else sum(part.cover for part in parts)
    return Answer(scores, matched | as_phrase, best, importance, cover)


def terms(slots: Iterable[Slot]) -> Iterator[str]:
    """The terms whose postings answering some slots takes."""
    for outer in slots:
        for slot in outer.walk():
            for said in slot.said:
                for word in said.words:
                    yield analysis.stem(word, "it")
                    yield analysis.stem(word, "en")


def _importance(slot: Slot, index: Index) -> float:
    """How much a word says, up to 1: rare words say more. A concept is as common as all its names together."""
    frequency = _concept_frequency(slot, index)
    if frequency == 0:
        return weights.UNUSED_KNOWN if slot.meanings else weights.UNUSED
    return max(weights.LEAST, _rarity(frequency, index))


def _concept_frequency(slot: Slot, index: Index) -> int:
    frequency = 0
    for said in slot.said:
        if said.way in ("word", "synonym") and said.words:
            frequency = max(frequency, min(_frequency(word, index) for word in said.words))
    return frequency


def _rarity(frequency: int, index: Index) -> float:
    size = max(index.size, 2)
    return float((math.log(1 + size / frequency) / math.log(1 + size)) ** weights.RARITY)


def _frequency(word: str, index: Index) -> int:
    return max(index.frequency(analysis.stem(word, "it")), index.frequency(analysis.stem(word, "en")))


def _sets(slot: Slot, importance: float, view: View) -> list[tuple[float, int]]:
    """The weighted sets of entries that answer a slot."""
    sets = [
        (importance * weights.FIELDS[field] * weights.SAID[said.way], bits)
        for said in slot.said
        for field, bits in _holders(said, view.index)
    ]
    for meaning in slot.meanings:
        sets += [(importance * share * weights.TOP, bits) for share, bits in _meant(meaning, view) if bits]
    return sets


def _holders(said: Said, index: Index) -> Iterator[tuple[Field, int]]:
    """The entries that hold all words of a phrase, field by field, in the field's own language."""
    for language in ("it", "en"):
        first, *others = [index.postings(analysis.stem(word, language)) for word in said.words]
        for field, bits in first.items():
            if field.language == language:
                for postings in others:
                    bits &= postings.get(field, 0)
                if bits:
                    yield field, bits


def _meant(meaning: Meaning, view: View) -> Iterator[tuple[float, int]]:
    """The entries that carry what was recognised; a facet that lists many values is worth less than one with few."""
    index, name = view.index, meaning.name
    if name == "area":
        bits = 0
        for member in view.known.members.get(meaning.value, ()):
            bits |= index.facet("country", member)
        yield weights.MEANT[name], bits
        yield weights.EVERYWHERE["country"], index.facet("country", EVERYWHERE)
    elif name == "status":
        yield weights.MEANT[name], view.status("open") | view.status("rolling") & index.facet("kind", "opportunity")
    elif name in weights.MEANT:
        bits = index.facet(name, meaning.value)
        share = weights.MEANT[name] * weights.HOW[meaning.how]
        if name == "country":
            few = bits & index.facet("reach", "few")
            yield share, few
            yield share * weights.MANY_COUNTRIES, without(bits, few)
        else:
            yield share, bits
        if name in weights.EVERYWHERE:
            yield weights.EVERYWHERE[name], index.facet(name, EVERYWHERE)


def _compete(scores: planes.Planes, sets: list[tuple[float, int]]) -> int:
    """Adds the best of some sets to every entry, and a little of the others; returns who met any."""
    seen = 0
    for weight, bits in sorted(sets, key=lambda item: -item[0]):
        points = weight * weights.UNIT
        planes.add(scores, without(bits, seen), round(points))
        again = bits & seen
        if again:
            planes.add(scores, again, round(points * weights.REST))
        seen |= bits
    return seen
