"""Text that staff write for readers: paragraphs, addresses, and links with words of their own."""

import re
from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html, linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

#: [words](/page/) or [words](https://...), on one line. Any other mark is only a character.
_LINK = re.compile(r"\[([^\]\n]{1,200})\]\((/(?!/)[^\s()<>\"\\]*|https?://[^\s()<>\"\\]+)\)")

register = template.Library()


@register.filter
def prose(text: str) -> SafeString:
    """A plain text as paragraphs. Words that lead to a page of the portal in the other language are marked as of it."""
    written, end = [], 0
    for link in _LINK.finditer(text):
        written += [urlize(text[end : link.start()], autoescape=True), _anchor(*link.groups())]
        end = link.end()
    written.append(urlize(text[end:], autoescape=True))
    return mark_safe(linebreaks(mark_safe("".join(written))))  # noqa: S308 - every piece is escaped above


def paths(text: str) -> list[str]:
    """The pages of the portal that a text leads to, without what is asked of them."""
    return [urlsplit(link[2]).path for link in _LINK.finditer(text) if link[2].startswith("/")]


def _anchor(words: str, address: str) -> SafeString:
    language = "en" if address.startswith("/en/") else "it"
    if address.startswith("/api/") or not address.startswith("/") or language == get_language():
        return format_html('<a href="{}">{}</a>', address, words)
    return format_html('<a href="{}" hreflang="{}" lang="{}">{}</a>', address, language, language, words)
