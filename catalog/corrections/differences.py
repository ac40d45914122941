"""Two texts side by side, word by word: what one has and the other has not is marked."""

import re
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_PIECE = re.compile(r"\s+|[^\s]+")


def marked(before: str, after: str) -> tuple[SafeString, SafeString]:
    """Both texts as HTML, with ``<del>`` around what went and ``<ins>`` around what came."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    left, right = [], []
    for step, start, end, other_start, other_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[start:end]), "".join(new[other_start:other_end])
        left.append(gone if step == "equal" or not gone else format_html("<del>{}</del>", gone))
        right.append(come if step == "equal" or not come else format_html("<ins>{}</ins>", come))
    return _joined(left), _joined(right)


def _joined(pieces: list[str]) -> SafeString:
    return format_html_join("", "{}", ((piece,) for piece in pieces))
