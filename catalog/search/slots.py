"""From the words of a query to slots: each a word or a phrase with everything that would answer it.

A phrase does not swallow its words: 'finanziamento SIMEST' is a fund's name and still a loan and a body. Whoever meets
the phrase need not meet its words, and the other way round.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from catalog.search import analysis
from catalog.search.vocabulary import Group, Lexicon, Meaning, Phrases
from catalog.search.wording import Word

#: Meanings of place: their words mean no other place ('Porto Mantovano' is not in Portugal).
PLACES = frozenset({"country", "area", "province"})
#: One-way groups that a query may lead to.
MAX_LEADS = 2


@dataclass(frozen=True)
class Said:
    """Words that would answer a slot: all of ``words`` in one field. ``way`` is 'word', 'kin', 'synonym' or 'lead'."""

    words: tuple[str, ...]
    way: str


@dataclass(frozen=True)
class Slot:
    """Words ``start`` to ``end`` of the query with what would answer them; ``parts`` are the slots inside a phrase.

    A slot without ``words`` is what the sentence leads to without saying it.
    """

    start: int
    end: int
    words: tuple[str, ...]
    said: tuple[Said, ...]
    meanings: tuple[Meaning, ...] = ()
    parts: tuple["Slot", ...] = ()

    def walk(self) -> Iterator["Slot"]:
        """This slot and all inside it."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    meanings: tuple[Meaning, ...]


def slots(spoken: Sequence[Word], known: Lexicon, bodies: Phrases) -> list[Slot]:
    """The slots of a query, in its order."""
    tokens = [word.token for word in spoken]
    content = [place for place, word in enumerate(spoken) if word.means]
    meanings: dict[tuple[int, int], list[Meaning]] = {}
    for phrases in (known.phrases, bodies):
        for start, end, meaning in phrases.found(tokens, content):
            if _credible(meaning, spoken[start:end], known):
                meanings.setdefault((start, end), []).append(meaning)
    found = [_Found(start, end, _each_once(said)) for (start, end), said in meanings.items()]
    return _within(0, len(spoken), found, spoken, known)


def led(leads: Sequence[int], known: Lexicon) -> list[Slot]:
    """What a sentence leads to, as slots of their own."""
    return [
        Slot(0, 0, (), tuple(Said(phrase, "lead") for phrase in _content(known.groups[lead])))
        for lead in dict.fromkeys(leads[:MAX_LEADS])
    ]


def _within(start: int, end: int, found: Sequence[_Found], spoken: Sequence[Word], known: Lexicon) -> list[Slot]:
    """The slots of a stretch of words: the longest phrases first, then the words that none covers."""
    taken: set[int] = set()
    made = []
    for phrase in sorted(found, key=lambda phrase: (phrase.start - phrase.end, phrase.start)):
        places = range(phrase.start, phrase.end)
        if start <= phrase.start and phrase.end <= end and taken.isdisjoint(places):
            taken.update(places)
            made.append(_slot(phrase, found, spoken, known))
    made += [
        _slot(_Found(place, place + 1, ()), (), spoken, known)
        for place in range(start, end)
        if place not in taken and spoken[place].means
    ]
    return sorted(made, key=lambda slot: slot.start)


def _slot(phrase: _Found, found: Sequence[_Found], spoken: Sequence[Word], known: Lexicon) -> Slot:
    stretch = spoken[phrase.start : phrase.end]
    words = tuple(word.token for word in stretch if word.means) or tuple(word.token for word in stretch)
    parts: list[Slot] = []
    if len(words) > 1:
        inside = [other for other in found if other is not phrase]
        if any(meaning.name in PLACES for meaning in phrase.meanings):
            inside = []
        parts = _within(phrase.start, phrase.end, inside, spoken, known)
    return Slot(phrase.start, phrase.end, words, _said(words, phrase.meanings, known), phrase.meanings, tuple(parts))


def _each_once(meanings: Sequence[Meaning]) -> tuple[Meaning, ...]:
    """The surest way of meaning each thing: a country is named before its people are."""
    return tuple({(meaning.name, meaning.value): meaning for meaning in reversed(meanings)}.values())[::-1]


def _credible(meaning: Meaning, words: Sequence[Word], known: Lexicon) -> bool:
    """A place that is also a common word (porto, lima, crema) is believed only with its capital letter."""
    if meaning.name in PLACES and len(words) == 1 and words[0].token in known.common_words:
        return words[0].text[:1].isupper()
    return True


def _said(words: tuple[str, ...], meanings: Sequence[Meaning], known: Lexicon) -> tuple[Said, ...]:
    said = [Said(words, "word")]
    kin = tuple(analysis.root(word) or word for word in words)
    if kin != words:
        said.append(Said(kin, "kin"))
    for meaning in meanings:
        if meaning.name in ("synonyms", "leads"):
            way = "synonym" if meaning.name == "synonyms" else "lead"
            said += [Said(phrase, way) for phrase in _content(known.groups[int(meaning.value)]) if phrase != words]
    return tuple(dict.fromkeys(said))


@lru_cache(maxsize=1_000)
def _content(group: Group) -> tuple[tuple[str, ...], ...]:
    """The words that carry meaning of each phrase of a group; a phrase that would be left with one of its words is no
    phrase.
    """
    spoken = []
    for phrase in group.phrases:
        tokens = analysis.tokens(phrase)
        content = tuple(word for word in tokens if not analysis.is_stop_word(word))
        if len(content) > 1 or len(tokens) == 1:
            spoken.append(content or tuple(tokens))
    return tuple(spoken)
