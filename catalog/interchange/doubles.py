"""Entries that a row without an address may be about already: same official page, or nearly the same title."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from catalog.interchange.spelling import folded

#: Titles of one body at least this alike (of 100) may be one, whatever the order of their words.
_ALIKE = 88
_PROPOSED = 3


@dataclass(frozen=True)
class Known:
    """What is compared of an entry that is there; bodies themselves are compared under one ``body``, 0."""

    slug: str
    body: int
    title: str
    url: str = ""


class Doubles:
    """The entries of the bodies a person edits for: no other body's is ever proposed."""

    def __init__(self, entries: Iterable[Known]) -> None:
        self._by_url: dict[tuple[int, str], list[Known]] = {}
        self._by_body: dict[int, list[Known]] = {}
        self._titles: dict[int, list[str]] = {}
        for known in entries:
            self._by_body.setdefault(known.body, []).append(known)
            self._titles.setdefault(known.body, []).append(folded(known.title))
            if known.url:
                self._by_url.setdefault((known.body, plain_url(known.url)), []).append(known)

    def of(self, body: int, title: str, url: str) -> list[dict[str, Any]]:
        """The entries a new row may be about, the likeliest first, each with why."""
        found = {}
        if url:
            for known in self._by_url.get((body, plain_url(url)), ()):
                found[known.slug] = _alike(known, _("it has the same official page"))
        for known in self._near(body, title):
            found.setdefault(known.slug, _alike(known, _("its title is nearly the same")))
        return list(found.values())[:_PROPOSED]

    def _near(self, body: int, title: str) -> Sequence[Known]:
        entries = self._by_body.get(body, [])
        near = process.extract(
            folded(title),
            self._titles.get(body, []),
            scorer=fuzz.token_sort_ratio,
            score_cutoff=_ALIKE,
            limit=_PROPOSED,
        )
        return [entries[place] for _name, _score, place in near]


def plain_url(url: str) -> str:
    """An address without what does not tell pages apart: scheme, www, case of the host, a slash at its end."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = (parts.netloc or "").lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def _alike(known: Known, why: str) -> dict[str, Any]:
    return {"slug": known.slug, "title": known.title, "why": why}
