"""What an unfinished text could go on to name: places, sectors, needs, or one of the sentences firms say.

Only its last words are completed: 'contributi per fiere in ger' goes on with 'Germania'.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from catalog.search import analysis, data
from catalog.search.index import Index
from catalog.search.vocabulary import lexicon
from catalog.search.wordings import Wordings

#: Fewer letters could become anything; after other words even two could.
_SHORTEST, _SHORTEST_AFTER = 2, 3
#: The longest beginning of a name that is looked for, in words.
_LONGEST = 5
#: Names that begin alike and are looked at; a text with more of them says too little.
_LOOKED_AT = 200
#: Which kind of name comes first among those that begin alike.
_ORDER = ("need", "country", "area", "province", "sector", "city", "phrase")
#: What is a sentence of its own, never the end of another.
_WHOLE = ("need", "phrase")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Completion:
    """A name, and what it is the name of.

    ``name`` is a facet (country, need, ...), 'area', 'city' or 'phrase'; ``value`` is the facet's value, for a city its
    country, for a phrase its need.
    """

    label: str
    name: str
    value: str


@dataclass(frozen=True)
class _Key:
    """The folded words of a spelling from one of them on.

    ``start`` is which, 0 for the whole; ``other`` tells that the spelling is another than the one shown.
    """

    text: str
    start: int
    other: bool
    completion: Completion


def completions(text: str, language: str, index: Index, count: int) -> list[tuple[str, Completion]]:
    """At most ``count`` names that the end of a text may become, the likeliest first, each with the text before it.

    A space at the end says that the last word is whole. What the text already says in full is left out.
    """
    words = list(_WORD.finditer(text))
    end = " " if text[-1:].isspace() else ""
    found: dict[Completion, tuple[tuple[object, ...], str]] = {}
    for length in range(min(_LONGEST, len(words)), 0, -1):
        begun = " ".join(analysis.fold(word.group()) for word in words[-length:]) + end
        before = text[: words[-length].start()]
        alone = not any(not analysis.is_stop_word(analysis.fold(word.group())) for word in words[:-length])
        if len(begun) < (_SHORTEST if length == len(words) else _SHORTEST_AFTER):
            continue
        if length == 1 and analysis.is_stop_word(begun.strip()):
            continue
        for key in _beginning_with(begun, language, index.vocabulary):
            completion = key.completion
            whole = completion.name in _WHOLE
            if (not alone and (whole or key.start)) or _spelt(completion.label) == begun:
                continue
            rank = (
                -length,
                _ORDER.index(completion.name),
                key.other,
                key.start > 0,
                -_carried(completion, index),
                key.text,
            )
            found.setdefault(completion, (rank, "" if whole else before))
            found[completion] = min(found[completion], (rank, "" if whole else before))
    ranked = sorted(found.items(), key=lambda item: item[1])
    return [(before, completion) for completion, (_rank, before) in ranked[:count]]


def _beginning_with(begun: str, language: str, vocabulary: str) -> Iterable[_Key]:
    texts, keys = _keys(language, vocabulary)
    first = bisect_left(texts, begun)
    return takewhile(lambda key: key.text.startswith(begun), keys[first : first + _LOOKED_AT])


def _carried(completion: Completion, index: Index) -> int:
    """How many entries carry what is named; the members of an area count together."""
    bits = 0
    if completion.name == "area":
        for member in lexicon(index.vocabulary).members[completion.value]:
            bits |= index.facet("country", member)
    elif completion.name != "phrase":
        bits = index.facet("country" if completion.name == "city" else completion.name, completion.value)
    return bits.bit_count()


@lru_cache(maxsize=4)
def _keys(language: str, vocabulary: str) -> tuple[list[str], list[_Key]]:
    """Every name from each of its words that carry meaning on, in alphabetical order, at a state of the words."""
    keys: dict[tuple[str, Completion], _Key] = {}
    for spelling, completion in _names(language, lexicon(vocabulary).wordings):
        words = _spelt(spelling).split()
        for start, word in enumerate(words):
            if start == 0 or not analysis.is_stop_word(word):
                key = _Key(" ".join(words[start:]), start, spelling != completion.label, completion)
                keys.setdefault((key.text, completion), key)
    ordered = sorted(keys.values(), key=lambda key: key.text)
    return [key.text for key in ordered], ordered


def _spelt(text: str) -> str:
    """The folded words of a text, one space between them."""
    return " ".join(_WORD.findall(analysis.fold(text)))


def _names(language: str, words: Wordings) -> Iterator[tuple[str, Completion]]:
    """Every way of writing something, the one shown in the reader's language first, with what it is."""
    places = data.read("places")
    for country in places["countries"]:
        shown = Completion(country[language], "country", country["iso2"])
        for spelling in (country[language], country["it"], country["en"], *country["aliases"]):
            yield spelling, shown
        for city in country["cities"]:
            shown = Completion(city[language], "city", country["iso2"])
            for spelling in (city[language], city["it"], city["en"], *city["aliases"]):
                yield spelling, shown
    for area in places["areas"]:
        shown = Completion(area[language], "area", area["id"])
        for spelling in (area[language], area["it"], area["en"], *area["aliases"]):
            yield spelling, shown
    for province in data.read("lombardy"):
        shown = Completion(province["names"][0], "province", province["code"])
        for spelling in province["names"]:
            yield spelling, shown
    for sector in data.read("sectors"):
        yield sector[language], Completion(sector[language], "sector", sector["slug"])
    for need in data.read("needs"):
        yield need[language], Completion(need[language], "need", need["slug"])
        for phrase in words.phrases[need["slug"]].of(language):
            yield phrase, Completion(phrase, "phrase", need["slug"])
