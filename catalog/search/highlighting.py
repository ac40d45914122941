"""The piece of an entry's text that shows why it was found, with the matched words marked, safely."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from itertools import chain

from django.utils.safestring import SafeString, mark_safe

from catalog.search import analysis

LENGTH = 220
_SENTENCE_END = re.compile(r"[.!?…]\s+")


def snippet(texts: Sequence[str], terms: frozenset[str], language: str) -> SafeString:
    """The first of ``texts`` with a matched word, cut around it; the first text unmarked when none has one.

    ``terms`` are analysed terms; the text shown is the original one, escaped, with <mark> around the words that match.
    """
    for text in texts:
        matched = (word for word in _candidates(terms).finditer(text) if _matches(word.group(), terms, language))
        first = next(matched, None)
        if first is not None:
            return _marked(text, chain((first,), matched), *_window(text, first.start()))
    text = texts[0] if texts else ""
    return _marked(text, (), *_window(text, 0))


@lru_cache(maxsize=64)
def _candidates(terms: frozenset[str]) -> re.Pattern[str]:
    """Finds the words worth analysing.

    A stem begins like its word, but for accents and its own last two letters: countri is from country.
    """
    beginnings = "|".join(sorted({re.escape(term[: max(1, len(term) - 2)]) for term in terms}))
    words = rf"(?<![^\W_])(?:(?i:{beginnings})|[a-zA-Z0-9]*+[^\x00-\x7f\W_])[^\W_]*"
    return re.compile(words if terms else r"(?!)")


def _matches(word: str, terms: frozenset[str], language: str) -> bool:
    return not terms.isdisjoint(_terms(word, language))


@lru_cache(maxsize=20_000)
def _terms(word: str, language: str) -> tuple[str, ...]:
    """The terms of one word as written: analysing it costs ten times what remembering it does."""
    return tuple(analysis.terms(word, language))


def _window(text: str, first: int) -> tuple[int, int]:
    """Where to cut: the whole of a short text, else from the sentence of the first match, at word ends."""
    if len(text) <= LENGTH:
        return 0, len(text)
    start = max((match.end() for match in _SENTENCE_END.finditer(text, 0, first)), default=0)
    if first - start > LENGTH // 2:
        start = text.find(" ", first - LENGTH // 2) + 1
    end = start + LENGTH
    if end >= len(text):
        return start, len(text)
    space = text.rfind(" ", start, end)
    return start, space if space > first else end


def _marked(text: str, words: Iterable[re.Match[str]], start: int, end: int) -> SafeString:
    parts = ["… " if start else ""]
    position = start
    for word in words:
        if word.end() > end:
            break
        parts += [escape(text[position : word.start()]), "<mark>", escape(word.group()), "</mark>"]
        position = word.end()
    parts += [escape(text[position:end].rstrip()), " …" if end < len(text) else ""]
    return mark_safe("".join(parts))  # noqa: S308 - every piece of text above is escaped
