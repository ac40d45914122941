"""What a firm means: a text becomes slots, each with the alternatives that would answer it.

What was recognised in it is shown too. Nothing recognised excludes: 'vino Tokyo' must also find a service that is valid
for every country.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from catalog.search import analysis
from catalog.search.index import Index
from catalog.search.labels import Labels
from catalog.search.results import QueryReading, Recognised
from catalog.search.spelling import Speller
from catalog.search.vocabulary import Group, Lexicon, Meaning, Phrases, lexicon, partner_phrases

_PIECE = re.compile(r"[^\W_]+")
#: What a chip may say: the rest (synonyms) is used, not shown.
_SHOWN = ("country", "area", "province", "sector", "need", "stage", "type", "kind", "status", "partner")
#: Sentences of firms are believed when this share of their words is there, and at least two.
_TOLD_SHARE = 0.75
_ABROAD = "ester"  # 'il cliente tedesco non paga' is 'il cliente estero non paga'


@dataclass(frozen=True)
class Said:
    """Words that would answer a slot: all of ``words`` in one field. ``way`` is 'word', 'synonym', 'lead' or 'part'."""

    words: tuple[str, ...]
    way: str


@dataclass(frozen=True)
class Slot:
    """A word or a phrase of the query with everything that would answer it."""

    words: tuple[str, ...]
    said: tuple[Said, ...]
    meanings: tuple[Meaning, ...] = ()


@dataclass(frozen=True)
class Understanding:
    """A query as understood.

    ``needs`` are what the whole sentence is about, surest first; ``terms`` what to mark in snippets.
    """

    reading: QueryReading
    slots: tuple[Slot, ...] = ()
    needs: tuple[str, ...] = ()
    terms: frozenset[str] = frozenset()

    def meant(self, name: str) -> tuple[Meaning, ...]:
        """The meanings of one facet anywhere in the query."""
        return tuple(meaning for slot in self.slots for meaning in slot.meanings if meaning.name == name)


@dataclass(frozen=True)
class _Word:
    text: str
    token: str
    start: int
    end: int


def understand(text: str, language: str, index: Index, names: Labels, *, exact: bool = False) -> Understanding:
    """Reads a query of any content; never raises. ``exact`` takes the words as they are, misspelt or not."""
    known = lexicon()
    bodies = _bodies(names)
    spoken = _words(text)
    corrected = None if exact else _corrected(text, spoken, index, known, bodies)
    if corrected is not None:
        spoken = _words(corrected)
    current = text if corrected is None else corrected
    slots, recognised = _slots(current, spoken, known, bodies, names, language)
    needs, leads = _told(spoken, slots, known)
    slots = [*slots, *_led(leads, known)]
    unknown = tuple(
        word.text
        for word in spoken
        if not analysis.is_stop_word(word.token) and not _known(word.token, index, known, bodies)
    )
    recognised += [
        Recognised("need", need, names.of("need", need, language), "", current)
        for need in needs[:1]
        if not any(chip.name == "need" for chip in recognised)
    ]
    reading = QueryReading(text, corrected, tuple(recognised), unknown, _without(spoken, unknown, recognised))
    return Understanding(reading, tuple(slots), needs, _terms(slots))


def _words(text: str) -> list[_Word]:
    """The words of a text with where they stand; spellings such as 'e-commerce' are one word in their joined form."""
    joined = list(_PIECE.finditer(text))[: 2 * analysis.MAX_WORDS]
    found: list[_Word] = []
    whole = analysis.tokens(text)
    position = 0
    for match in joined:
        for token in analysis.tokens(match.group()):
            if position < len(whole) and whole[position] != token and found:
                break
            found.append(_Word(match.group(), token, match.start(), match.end()))
            position += 1
    if [word.token for word in found] != whole[: len(found)] or len(found) < len(whole):
        found = _aligned(text, whole)
    return found[: analysis.MAX_WORDS]


def _aligned(text: str, whole: Sequence[str]) -> list[_Word]:
    """Words of a text whose joined spellings span several pieces: each token takes the pieces it is made of."""
    pieces = list(_PIECE.finditer(text))
    found, place = [], 0
    for token in whole:
        if place >= len(pieces):
            break
        first = last = place
        made = "".join(analysis.tokens(pieces[place].group()))
        while made != token and last + 1 < len(pieces) and last - first < 3:
            last += 1
            made += "".join(analysis.tokens(pieces[last].group()))
        if made != token:
            last = first
        start, end = pieces[first].start(), pieces[last].end()
        found.append(_Word(text[start:end], token, start, end))
        place = last + 1
    return found


@lru_cache(maxsize=4)
def _bodies_at(token: str, partners: tuple[tuple[str, str, str], ...]) -> Phrases:
    return partner_phrases(partners)


def _bodies(names: Labels) -> Phrases:
    return _bodies_at(names.token, names.partners)


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


def _corrected(text: str, spoken: Sequence[_Word], index: Index, known: Lexicon, bodies: Phrases) -> str | None:
    """The text with its misspelt words put right, or None when there are none."""
    content = [word for word in spoken if not analysis.is_stop_word(word.token)]
    index.load(analysis.stem(word.token, language) for word in content for language in ("it", "en"))
    pieces, position, changed = [], 0, False
    for word in content:
        if word.start < position or _known(word.token, index, known, bodies):
            continue
        right = _speller(index, known, bodies).correct(word.token)
        if right is not None:
            pieces += [text[position : word.start], right]
            position, changed = word.end, True
    return "".join([*pieces, text[position:]]) if changed else None


def _slots(
    text: str, spoken: Sequence[_Word], known: Lexicon, bodies: Phrases, names: Labels, language: str
) -> tuple[list[Slot], list[Recognised]]:
    """Longest phrases first; what no phrase covers is a slot of its own word."""
    lights = [analysis.light(word.token) for word in spoken]
    content = [place for place, word in enumerate(spoken) if not analysis.is_stop_word(word.token)]
    found: dict[tuple[int, int], list[Meaning]] = {}
    for phrases in (known.phrases, bodies):
        for start, end, meaning in phrases.found(lights, content):
            if _credible(meaning, spoken[start:end], known):
                found.setdefault((start, end), []).append(meaning)
    taken = [False] * len(spoken)
    chosen: list[tuple[int, int, list[Meaning]]] = []
    for (start, end), meanings in sorted(found.items(), key=lambda item: (item[0][0] - item[0][1], item[0][0])):
        if not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            chosen.append((start, end, list(dict.fromkeys(meanings))))
    chosen += [(place, place + 1, []) for place in content if not taken[place]]
    slots, recognised = [], []
    for start, end, meanings in sorted(chosen, key=lambda item: item[:2]):
        words = tuple(word.token for word in spoken[start:end] if not analysis.is_stop_word(word.token))
        words = words or tuple(word.token for word in spoken[start:end])
        slots.append(Slot(words, _alternatives(words, meanings, known), tuple(meanings)))
        recognised += _chips(text, spoken[start].start, spoken[end - 1].end, meanings, names, language)
    return slots, recognised


def _credible(meaning: Meaning, words: Sequence[_Word], known: Lexicon) -> bool:
    """A place that is also a common word (porto, lima) is believed only with its capital letter."""
    if meaning.name == "country" and len(words) == 1 and words[0].token in known.common_words:
        return words[0].text[:1].isupper()
    return True


def _alternatives(words: tuple[str, ...], meanings: Sequence[Meaning], known: Lexicon) -> tuple[Said, ...]:
    said = [Said(words, "word")]
    if len(words) > 1:
        said += [Said((word,), "part") for word in words]
    for meaning in meanings:
        if meaning.name in ("synonyms", "leads"):
            way = "synonym" if meaning.name == "synonyms" else "lead"
            said += [Said(phrase, way) for phrase in _spoken(known.groups[int(meaning.value)]) if phrase != words]
    return tuple(dict.fromkeys(said))


@lru_cache(maxsize=1_000)
def _spoken(group: Group) -> tuple[tuple[str, ...], ...]:
    """The words that carry meaning of each phrase of a group."""
    spoken = []
    for phrase in group.phrases:
        tokens = analysis.tokens(phrase)
        spoken.append(tuple(word for word in tokens if not analysis.is_stop_word(word)) or tuple(tokens))
    return tuple(spoken)


def _chips(
    text: str, start: int, end: int, meanings: Sequence[Meaning], names: Labels, language: str
) -> list[Recognised]:
    rest = " ".join((text[:start] + " " + text[end:]).split())
    chips = []
    for meaning in meanings:
        if meaning.name in _SHOWN and meaning.value != "closing":
            label = names.of(meaning.name, meaning.value, language) if meaning.name != "area" else ""
            label = label or (meaning.label_en if language == "en" else meaning.label_it)
            chips.append(Recognised(meaning.name, meaning.value, label, text[start:end], rest))
    return chips


def _told(spoken: Sequence[_Word], slots: Sequence[Slot], known: Lexicon) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The needs and the one-way groups that the sentence as a whole speaks of.

    Told by the words it shares with firms' own phrases.
    """
    heard = {analysis.light(word.token) for word in spoken}
    if any(meaning.name in ("country", "area") for slot in slots for meaning in slot.meanings):
        heard.add(_ABROAD)
    needs: dict[str, float] = {}
    leads: list[int] = []
    for sentence, meaning in known.told:
        shared = len(sentence & heard)
        if shared >= 2 and shared / len(sentence) >= _TOLD_SHARE:
            if meaning.name == "need":
                needs[meaning.value] = max(needs.get(meaning.value, 0.0), float(shared))
            else:
                leads.append(int(meaning.value))
                if known.groups[int(meaning.value)].need:
                    needs[known.groups[int(meaning.value)].need] = (
                        needs.get(known.groups[int(meaning.value)].need, 0) + shared
                    )
    for slot in slots:
        for meaning in slot.meanings:
            need = meaning.value if meaning.name == "need" else ""
            if meaning.name in ("synonyms", "leads"):
                need = known.groups[int(meaning.value)].need
            if need:
                needs[need] = needs.get(need, 0.0) + (2.0 if meaning.name == "need" else 1.0)
    return tuple(sorted(needs, key=lambda need: -needs[need])), tuple(dict.fromkeys(leads))


def _led(leads: Sequence[int], known: Lexicon) -> list[Slot]:
    """What a sentence leads to, as one more slot."""
    return [Slot((), tuple(Said(phrase, "lead") for phrase in _spoken(known.groups[lead]))) for lead in leads[:2]]


def _without(spoken: Sequence[_Word], unknown: Sequence[str], recognised: Sequence[Recognised]) -> str | None:
    """A shorter query worth trying: without the words nothing knows, else what was recognised alone."""
    kept = [word.text for word in spoken if word.text not in unknown]
    if unknown and any(not analysis.is_stop_word(analysis.fold(word)) for word in kept):
        return " ".join(kept)
    texts = [chip.text for chip in recognised if chip.text]
    return texts[0] if texts and len(spoken) > len(texts[0].split()) else None


def _terms(slots: Sequence[Slot]) -> frozenset[str]:
    return frozenset(
        analysis.stem(word, language)
        for slot in slots
        for said in slot.said
        if said.way != "part"
        for word in said.words
        for language in ("it", "en")
    )
