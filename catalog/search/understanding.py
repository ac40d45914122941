"""What a firm means: a text becomes slots, each with the alternatives that would answer it, and what was recognised in
it.

Nothing recognised excludes: 'vino Tokyo' must also find a service that is valid for every country.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from catalog.search import analysis, wording
from catalog.search.index import Index
from catalog.search.labels import Labels
from catalog.search.results import QueryReading, Recognised
from catalog.search.slots import PLACES, Slot, led, slots
from catalog.search.spelling import Speller
from catalog.search.topics import likely_needs
from catalog.search.vocabulary import Lexicon, Meaning, Phrases, partner_phrases
from catalog.search.wording import Word

#: What a chip may say: the rest (synonyms) is used, not shown.
_SHOWN = ("country", "area", "province", "sector", "need", "stage", "type", "kind", "status", "partner")
#: Sentences of firms are believed when this share of their words is there, and at least two.
_TOLD_SHARE = 0.75
_ABROAD = "ester"  # 'il cliente tedesco non paga' is 'il cliente estero non paga'
#: How much a recognised need, a synonym or a phrase that stands for a need say about what the query is about.
_BY_NAME, _BY_GROUP = 2.0, 1.0
#: From this probability on a need that nobody named is told to the reader.
SURE = 0.5


@dataclass(frozen=True)
class Understanding:
    """A query as understood. ``needs`` is how likely the query is about each need, the likeliest first.

    ``slots`` are in the query's order, with what the sentence leads to after them; ``foreign`` is the share of its
    words that have nothing to do with the catalogue; ``terms`` are what to mark in snippets.
    """

    reading: QueryReading
    slots: tuple[Slot, ...] = ()
    needs: Mapping[str, float] = field(default_factory=dict)
    foreign: float = 0.0
    terms: frozenset[str] = frozenset()

    def meant(self, name: str) -> tuple[Meaning, ...]:
        """The meanings of one facet anywhere in the query, each value once; 'open an office' is about no status."""
        found: dict[str, Meaning] = {}
        for slot in self.slots:
            for inner in slot.walk() if name != "status" else (slot,):
                for meaning in inner.meanings:
                    if meaning.name == name:
                        found.setdefault(meaning.value, meaning)
        return tuple(found.values())


def understand(
    text: str, language: str, index: Index, names: Labels, known: Lexicon, *, exact: bool = False
) -> Understanding:
    """Reads a query of any content; never raises. ``exact`` takes the words as they are, misspelt or not."""
    bodies = _bodies(names.token, names.partners)
    spoken = wording.words(text)
    index.load(analysis.stem(word.token, language) for word in spoken if word.means for language in ("it", "en"))

    def is_known(token: str) -> bool:
        return _known(token, index, known, bodies)

    corrected = None
    if not exact:
        corrected = wording.corrected(text, spoken, is_known, lambda word: _speller(index, known, bodies).correct(word))
    current = text if corrected is None else corrected
    if corrected is not None:
        spoken = wording.words(corrected)
    found = slots(spoken, known, bodies)
    needs, told = _told(spoken, found, known)
    topics = likely_needs([word.token for word in spoken if word.means], needs, index, known)
    found += led(told, known)
    recognised = _recognised(current, spoken, found, topics, names, language)
    unknown = tuple(word.text for word in spoken if word.means and not is_known(word.token))
    reading = QueryReading(text, corrected, recognised, unknown, _without(spoken, unknown, recognised))
    return Understanding(reading, tuple(found), topics, _foreign(spoken, found, index, known), _terms(found))


@lru_cache(maxsize=4)
def _bodies(token: str, partners: tuple[tuple[str, str, str], ...]) -> Phrases:
    return partner_phrases(partners)


_spellers: dict[str, Speller] = {}


def _speller(index: Index, known: Lexicon, bodies: Phrases) -> Speller:
    speller = _spellers.get(index.token)
    if speller is None:
        speller = Speller.over(index.words, known.phrases.words | bodies.words)
        _spellers.clear()
        _spellers[index.token] = speller
    return speller


def _known(token: str, index: Index, known: Lexicon, bodies: Phrases) -> bool:
    return (
        any(index.frequency(analysis.stem(token, language)) for language in ("it", "en"))
        or known.knows(token)
        or token in bodies.words
    )


def _recognised(
    text: str, spoken: Sequence[Word], found: Sequence[Slot], needs: Mapping[str, float], names: Labels, language: str
) -> tuple[Recognised, ...]:
    """What to tell the reader that was understood, each thing once; a need that nobody named only when it is sure."""
    chips: dict[tuple[str, str], Recognised] = {}
    for slot in (inner for outer in found for inner in outer.walk()):
        for meaning in slot.meanings:
            if meaning.name in _SHOWN and meaning.value != "closing":
                start, end = spoken[slot.start].start, spoken[slot.end - 1].end
                rest = " ".join((text[:start] + " " + text[end:]).split())
                chip = Recognised(meaning.name, meaning.value, _label(meaning, names, language), text[start:end], rest)
                chips.setdefault((meaning.name, meaning.value), chip)
    likeliest = next(iter(needs.items()), None)
    if likeliest and likeliest[1] >= SURE and not any(name == "need" for name, _value in chips):
        need = likeliest[0]
        chips["need", need] = Recognised("need", need, names.of("need", need, language), "", text)
    return tuple(chips.values())


def _label(meaning: Meaning, names: Labels, language: str) -> str:
    if meaning.name == "area":
        return meaning.label_en if language == "en" else meaning.label_it
    return names.of(meaning.name, meaning.value, language)


def _told(spoken: Sequence[Word], found: Sequence[Slot], known: Lexicon) -> tuple[dict[str, float], list[int]]:
    """What the phrases and the sentence as a whole say: how strongly they speak of each need, and where they lead.

    A sentence is told by the words it shares with firms' own.
    """
    strengths: dict[str, float] = {}

    def speaks_of(need: str, strength: float) -> None:
        if need:
            strengths[need] = strengths.get(need, 0.0) + strength

    for slot in (inner for outer in found for inner in outer.walk()):
        for meaning in slot.meanings:
            if meaning.name == "need":
                speaks_of(meaning.value, _BY_NAME)
            elif meaning.name in ("synonyms", "leads"):
                speaks_of(known.groups[int(meaning.value)].need, _BY_GROUP)
    heard = {analysis.light(word.token) for word in spoken}
    if any(meaning.name in ("country", "area") for slot in found for meaning in slot.meanings):
        heard.add(_ABROAD)
    told = []
    shared = Counter(number for word in heard for number in known.telling.get(word, ()))
    for number in sorted(number for number, count in shared.items() if count >= 2):
        sentence, meaning = known.told[number]
        if shared[number] / len(sentence) >= _TOLD_SHARE:
            if meaning.name == "need":
                speaks_of(meaning.value, shared[number])
            else:
                told.append(int(meaning.value))
                speaks_of(known.groups[told[-1]].need, shared[number])
    return strengths, told


def _foreign(spoken: Sequence[Word], found: Sequence[Slot], index: Index, known: Lexicon) -> float:
    """The share of the words, names of places and bodies aside, that are everyday ones or that no entry and no
    vocabulary uses.
    """
    named = {
        place
        for slot in found
        if any(meaning.name in (*PLACES, "partner") for meaning in slot.meanings)
        for place in range(slot.start, slot.end)
    }
    words = [word.token for place, word in enumerate(spoken) if word.means and place not in named]
    strange = [
        word
        for word in words
        if word in known.everyday
        or not (any(index.frequency(analysis.stem(word, language)) for language in ("it", "en")) or known.knows(word))
    ]
    return len(strange) / len(words) if words else 0.0


def _without(spoken: Sequence[Word], unknown: Sequence[str], recognised: Sequence[Recognised]) -> str | None:
    """A shorter query worth trying: without the words nothing knows, else what was recognised alone."""
    kept = [word for word in spoken if word.text not in unknown]
    if unknown and any(word.means for word in kept):
        return " ".join(word.text for word in kept)
    texts = [chip.text for chip in recognised if chip.text]
    return texts[0] if texts and len(spoken) > len(texts[0].split()) else None


def _terms(found: Sequence[Slot]) -> frozenset[str]:
    """What snippets mark: the words and their synonyms, not their distant kin."""
    return frozenset(
        analysis.stem(word, language)
        for outer in found
        for slot in outer.walk()
        for said in slot.said
        if said.way != "kin"
        for word in said.words
        for language in ("it", "en")
    )
