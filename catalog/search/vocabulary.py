"""What words can mean: places, sectors, needs, intents, bodies and synonyms, found by longest match.

A phrase is compared by its words without their final vowels. Where at least two of its words carry meaning the others
are skipped on both sides ('camera di commercio di Bergamo' is found in 'camera commercio bergamo'); else it must stand
as written, so that 'da zero' never becomes 'zero'.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock

from catalog.search import analysis, data, wordings
from catalog.search.wordings import Group, Wordings
from catalog.territory import municipalities

#: How sure a way of naming something is: a country by its name, its city, its people; a member of an area.
BY_NAME, BY_CITY, BY_PEOPLE = "name", "city", "people"


@dataclass(frozen=True)
class Meaning:
    """What a phrase stands for.

    ``name`` is a facet (country, need, ...), 'area', or 'synonyms'/'leads' with ``value`` its number. Labels are given
    for areas only; the values of facets are named by ``labels``.
    """

    name: str
    value: str
    how: str = BY_NAME
    label_it: str = ""
    label_en: str = ""


@dataclass
class _Phrases:
    """Phrases by the ``form`` of their first word."""

    form: Callable[[str], str]
    _dense: dict[str, list[tuple[tuple[str, ...], Meaning]]] = field(default_factory=lambda: defaultdict(list))
    _literal: dict[str, list[tuple[tuple[str, ...], Meaning]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, spoken: Sequence[str], meaning: Meaning) -> None:
        content = tuple(self.form(word) for word in spoken if not analysis.is_stop_word(word))
        if len(content) >= 2 or (len(content) == 1 and len(spoken) == 1):
            self._dense[content[0]].append((content, meaning))
        else:
            literal = tuple(self.form(word) for word in spoken)
            self._literal[literal[0]].append((literal, meaning))

    def found(self, spoken: Sequence[str], content: Sequence[int]) -> Iterator[tuple[int, int, Meaning]]:
        forms = [self.form(word) for word in spoken]
        for place, start in enumerate(content):
            for phrase, meaning in self._dense.get(forms[start], ()):
                positions = content[place : place + len(phrase)]
                if tuple(forms[position] for position in positions) == phrase:
                    yield start, positions[-1] + 1, meaning
        for start in range(len(forms)):
            for phrase, meaning in self._literal.get(forms[start], ()):
                if tuple(forms[start : start + len(phrase)]) == phrase:
                    yield start, start + len(phrase), meaning


@dataclass
class Phrases:
    """Everything that can be said; ``found`` walks a text and yields every match."""

    _names: "_Phrases" = field(default_factory=lambda: _Phrases(lambda word: word))
    _others: "_Phrases" = field(default_factory=lambda: _Phrases(analysis.light))
    words: set[str] = field(default_factory=set)

    def add(self, phrase: str, meaning: Meaning) -> None:
        """Teaches a phrase, whatever the ending of its words."""
        self._learn(self._others, phrase, meaning)

    def add_name(self, phrase: str, meaning: Meaning) -> None:
        """Teaches a name, which must be written as it is."""
        self._learn(self._names, phrase, meaning)

    def found(self, spoken: Sequence[str], content: Sequence[int]) -> Iterator[tuple[int, int, Meaning]]:
        """(first word, end, meaning) of every match. ``content`` are the positions of the words that carry meaning."""
        yield from self._names.found(spoken, content)
        yield from self._others.found(spoken, content)

    def _learn(self, phrases: "_Phrases", phrase: str, meaning: Meaning) -> None:
        spoken = analysis.tokens(phrase)
        if spoken and not (len(spoken) == 1 and analysis.is_stop_word(spoken[0])):  # 'AI' is also 'ai mercati'
            self.words.update(word for word in spoken if len(word) > 3)
            phrases.add(spoken, meaning)


@dataclass(frozen=True)
class Lexicon:
    """Everything the vocabularies know.

    ``told`` are whole sentences of firms, matched by the words they share; ``telling`` is where each word occurs in
    them.
    """

    phrases: Phrases
    groups: tuple[Group, ...]
    members: Mapping[str, tuple[str, ...]]
    told: tuple[tuple[frozenset[str], Meaning], ...]
    telling: Mapping[str, tuple[int, ...]]
    need_words: Mapping[str, Mapping[str, float]]
    common_words: frozenset[str]
    everyday: frozenset[str]
    wordings: Wordings

    def knows(self, word: str) -> bool:
        """Whether a folded word is in any vocabulary, or in the list of everyday words."""
        return word in self.phrases.words or word in self.everyday


_held: dict[str, Lexicon] = {}
_guard = Lock()


def lexicon(token: str = "") -> Lexicon:
    """What the vocabularies know at a state of theirs, which the index's version names; '' are the files alone.

    Read once for each state: no search reads them anew until somebody has changed a word.
    """
    known = _held.get(token)
    if known is None:
        with _guard:
            known = _held.get(token)
            if known is None:
                known = build(wordings.from_tables() if token else wordings.from_files())
                _held.clear()
                _held[token] = known
    return known


def build(words: Wordings) -> Lexicon:
    """The vocabularies with these words of staff's."""
    phrases = Phrases()
    told: list[tuple[frozenset[str], Meaning]] = []
    members = _add_places(phrases)
    _add_lombardy(phrases)
    _add_sectors(phrases)
    _add_needs(phrases, words, told)
    _add_intents(phrases)
    _add_groups(phrases, words.groups, told)
    places = data.read("places")
    everyday = {analysis.fold(word) for listed in data.read("everyday").values() for word in listed}
    return Lexicon(
        phrases=phrases,
        groups=words.groups,
        members=members,
        told=tuple(told),
        telling=_places(spoken for spoken, _meaning in told),
        need_words=_need_words(words),
        common_words=frozenset(analysis.fold(entry["word"]) for entry in places["common_words"]),
        everyday=frozenset(everyday),
        wordings=words,
    )


def partner_phrases(partners: Iterable[tuple[str, str, str]]) -> Phrases:
    """The names of the bodies, from (slug, full name, short name); they change as editors work, the rest does not."""
    phrases = Phrases()
    for slug, name, short_name in partners:
        # 'ICE – Agenzia per la promozione ...' is also called by what stands before the dash.
        for spelling in {name, short_name, name.split(" – ")[0]}:
            phrases.add(spelling, Meaning("partner", slug))
    return phrases


def _add_places(phrases: Phrases) -> dict[str, tuple[str, ...]]:
    places = data.read("places")
    preferred = {analysis.fold(entry["term"]): entry["prefer"] for entry in places["ambiguous"]}
    for country in places["countries"]:
        code = country["iso2"]
        ways = [(BY_NAME, [country["it"], country["en"], *country["aliases"]])]
        ways.append((BY_PEOPLE, [*country["adjectives_it"], *country["adjectives_en"]]))
        ways.append(
            (BY_CITY, [name for city in country["cities"] for name in (city["it"], city["en"], *city["aliases"])])
        )
        for how, spellings in ways:
            for spelling in dict.fromkeys(spellings):
                if preferred.get(analysis.fold(spelling), code) == code:
                    phrases.add_name(spelling, Meaning("country", code, how))
    for area in places["areas"]:
        for spelling in dict.fromkeys([area["it"], area["en"], *area["aliases"], *area["adjectives_it"]]):
            if spelling:
                phrases.add_name(spelling, Meaning("area", area["id"], BY_NAME, area["it"], area["en"]))
    return {area["id"]: tuple(area["members"]) for area in places["areas"]}


def _add_lombardy(phrases: Phrases) -> None:
    """Provinces by their names and by their parts, every municipality included that is no greater town elsewhere."""
    provinces = data.read("lombardy")
    for province in provinces:
        for how, spellings in ((BY_NAME, province["names"]), (BY_CITY, province["words"])):
            for spelling in spellings:
                phrases.add_name(spelling, Meaning("province", province["code"], how))
    cities = [city for country in data.read("places")["countries"] for city in country["cities"]]
    abroad = {analysis.fold(name) for city in cities for name in (city["it"], city["en"], *city["aliases"])}
    for town in municipalities.listed({province["code"] for province in provinces}):
        if analysis.fold(town.name) not in abroad:
            phrases.add_name(town.name, Meaning("province", town.province_id, BY_CITY))


def _add_sectors(phrases: Phrases) -> None:
    for sector in data.read("sectors"):
        for word in [sector["it"], sector["en"], *sector["words_it"], *sector["words_en"]]:
            phrases.add(str(word), Meaning("sector", sector["slug"]))


def _add_needs(phrases: Phrases, words: Wordings, told: list[tuple[frozenset[str], Meaning]]) -> None:
    for need in data.read("needs"):
        meaning = Meaning("need", need["slug"])
        for spelling in (need["it"], need["en"]):
            phrases.add(spelling, meaning)
        said = words.phrases[need["slug"]]
        for sentence in [*said.italian, *said.english]:
            content = sentence_words(sentence)
            if content:
                told.append((content, meaning))


def _add_intents(phrases: Phrases) -> None:
    for name, values in data.read("intents").items():
        for value, spellings in values.items():
            for spelling in spellings:
                phrases.add(spelling, Meaning(name, value))


def _add_groups(phrases: Phrases, groups: Sequence[Group], told: list[tuple[frozenset[str], Meaning]]) -> None:
    for number, group in enumerate(groups):
        if not group.sources:
            for term in group.phrases:
                phrases.add(term, Meaning("synonyms", str(number)))
            continue
        meaning = Meaning("leads", str(number))
        for source in group.sources:
            phrases.add(source, meaning)
            content = sentence_words(source)
            if len(content) >= 2:
                told.append((content, meaning))


def sentence_words(sentence: str) -> frozenset[str]:
    """The words of a sentence that carry meaning, as phrases are compared."""
    return frozenset(analysis.light(word) for word in analysis.tokens(sentence) if not analysis.is_stop_word(word))


def _places(sentences: Iterable[frozenset[str]]) -> dict[str, tuple[int, ...]]:
    """For every word, the numbers of the sentences that use it."""
    places: dict[str, tuple[int, ...]] = {}
    for number, words in enumerate(sentences):
        for word in words:
            places[word] = (*places.get(word, ()), number)
    return places


def _need_words(words: Wordings) -> dict[str, dict[str, float]]:
    """For every word, the share of each need's phrases that use it."""
    phrases: dict[str, list[str]] = {
        need["slug"]: [
            *words.phrases[need["slug"]].italian,
            *words.phrases[need["slug"]].english,
            need["it"],
            need["en"],
            need["explanation"],
            need["explanation_en"],
        ]
        for need in data.read("needs")
    }
    for group in words.groups:
        if group.need:
            phrases[group.need] += [" ".join(group.phrases), *group.sources]
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    for need, said in phrases.items():
        for phrase in said:
            for word in sentence_words(phrase):
                shares[word][need] = shares[word].get(need, 0.0) + 1 / (len(said) + 5)
    return dict(shares)
