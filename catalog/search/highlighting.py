"""The piece of an entry's text that shows why it was found, with the matched words marked, safely."""

import re
from collections.abc import Container, Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from catalog.search import analysis

LENGTH = 220
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?…]\s+")


def snippet(texts: Sequence[str], terms: Container[str], language: str) -> SafeString:
    """The first of ``texts`` with a matched word, cut around it; the first text unmarked when none has one.

    ``terms`` are analysed terms; the text shown is the original one, escaped, with <mark> around the words that match.
    """
    for text in texts:
        spans = [match.span() for match in _WORD.finditer(text) if _matches(match.group(), terms, language)]
        if spans:
            start, end = _window(text, spans)
            return _marked(text, [span for span in spans if start <= span[0] and span[1] <= end], start, end)
    text = texts[0] if texts else ""
    return _marked(text, [], *_window(text, [(0, 0)]))


def _matches(word: str, terms: Container[str], language: str) -> bool:
    return any(term in terms for term in analysis.terms(word, language))


def _window(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Where to cut: the whole of a short text, else from the sentence of the first match, at word ends."""
    if len(text) <= LENGTH:
        return 0, len(text)
    first = spans[0][0]
    start = max((match.end() for match in _SENTENCE_END.finditer(text, 0, first)), default=0)
    if first - start > LENGTH // 2:
        start = text.find(" ", first - LENGTH // 2) + 1
    end = start + LENGTH
    if end >= len(text):
        return start, len(text)
    space = text.rfind(" ", start, end)
    return start, space if space > first else end


def _marked(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> SafeString:
    parts = ["… " if start else ""]
    position = start
    for left, right in spans:
        parts += [escape(text[position:left]), "<mark>", escape(text[left:right]), "</mark>"]
        position = right
    parts += [escape(text[position:end].rstrip()), " …" if end < len(text) else ""]
    return mark_safe("".join(parts))  # noqa: S308 - every piece of text above is escaped
