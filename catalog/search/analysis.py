"""THE text analysis: the same for what is indexed and what is asked, whatever the database.

A text becomes terms: accents and case folded, elisions split (l'export -> export), stop words dropped, Snowball stems
of the text's language. Names such as EUR.1 or B2B stay whole. Folding before stemming gave the same stems on our
vocabulary and forgives missing accents.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

import Stemmer

from catalog.search import data

MAX_TERM = 64
#: A query is cut here: beyond it nobody is asking a question.
MAX_WORDS = 24
_WORD = re.compile(r"[a-z0-9]+")
#: Unicode's combining marks, as accents are after decomposition.
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_LETTERS = {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"}
_LETTER = re.compile(f"[{''.join(_LETTERS)}]")
#: What Italian adds to a stem to make a noun of a verb, an adjective of a noun, and so on; the stem keeps four letters.
_DERIVED = re.compile(
    r"(?<=....)(?:izzazion|izzator|izz|azion|izion|uzion|zion|sion|ion|iament|ament|iment|ment|ator|itor|tor|ativ|itiv|iv|"
    r"ari|ar|al|anz|enz|ant|ent|istic|ist|ific|ifica|ic|if|abil|ibil|os|ett|at|it|az|iz|u|i)$"
)
_SHORTEST_ROOT = 4
ROOT_MARK = "~"
_stemmers = {"it": Stemmer.Stemmer("italian"), "en": Stemmer.Stemmer("english")}


def fold(text: str) -> str:
    """Lower case without accents, so that 'Perché' and 'perche' are one word."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    text = text.lower().replace("’", "'").replace("`", "'")
    return text if text.isascii() else _LETTER.sub(lambda match: _LETTERS[match.group()], text)


def tokens(text: str) -> list[str]:
    """The folded words of a text, in order, stop words included; the spellings of one name made one."""
    folded = fold(text)
    if any(mark in folded for mark in ("-", ".", " 1", " to ", "e comm", "check u", "follow u", "know h", "ho re")):
        folded = _joiner().sub(lambda match: _spellings()[" ".join(match.group().split())], folded)
    return [word[:MAX_TERM] for word in _WORD.findall(folded)]


def words(spoken: Iterable[str]) -> set[str]:
    """Those of some tokens worth correcting a misspelling to: no stop words, no numbers, at least three letters."""
    telling = set(spoken) - stop_words("it") - stop_words("en")
    return {word for word in telling if len(word) > 2 and not word.isdigit()}


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The stem of one folded word; names that must stay whole are their own stem."""
    if word in _kept() or word.startswith(ROOT_MARK):
        return word
    return _stemmers[language].stemWord(word)


@lru_cache(maxsize=200_000)
def root(word: str) -> str:
    """The term that a folded Italian word shares with its derivatives: dogana and doganale, promozione and
    promozionale.

    Snowball stops at the inflection. Written with a mark, so that no stem is taken for a root; '' for a word too short
    to have one.
    """
    if word in _kept():
        return ""
    bare = _DERIVED.sub("", stem(word, "it"))
    bare = _DERIVED.sub("", bare)
    return ROOT_MARK + bare if len(bare) >= _SHORTEST_ROOT else ""


def terms(text: str, language: str) -> list[str]:
    """The index terms of a text, in order, with repetitions: the stem of every word, and the root of an Italian one."""
    return terms_of(tokens(text), language)


def terms_of(spoken: Iterable[str], language: str) -> list[str]:
    """The index terms of some tokens, in order, with repetitions."""
    stop = stop_words(language)
    words = [word for word in spoken if word not in stop]
    found = [stem(word, language) for word in words]
    if language == "it":
        found += filter(None, map(root, words))
    return found


@lru_cache(maxsize=50_000)
def light(word: str) -> str:
    """A word without its ending vowels (and an English plural's s): how vocabulary phrases are compared.

    Snowball merges too much for them: importare and importatore, porto and portare.
    """
    if word in _kept() or len(word) < 4 or word[-1].isdigit():
        return word
    bare = word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 4 else word
    bare = bare.rstrip("aeiou")
    if bare.endswith(("ch", "gh")):
        bare = bare[:-1]
    return bare if len(bare) > 2 else word


def is_stop_word(word: str) -> bool:
    """Whether a folded word says nothing by itself, in either language."""
    return word in stop_words("it") or word in stop_words("en")


@cache
def stop_words(language: str) -> frozenset[str]:
    """The folded stop words of a language."""
    return _folded(data.read("stopwords")[language])


@cache
def _kept() -> frozenset[str]:
    return _folded(data.read("protected")["keep"])


@cache
def _spellings() -> dict[str, str]:
    return {
        fold(spelling): name for name, spellings in data.read("protected")["join"].items() for spelling in spellings
    }


@cache
def _joiner() -> re.Pattern[str]:
    longest_first = sorted(_spellings(), key=len, reverse=True)
    choices = "|".join(re.escape(spelling).replace(r"\ ", r"\s+") for spelling in longest_first)
    return re.compile(rf"(?<![a-z0-9])(?:{choices})(?![a-z0-9])")


def _folded(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in listed)
