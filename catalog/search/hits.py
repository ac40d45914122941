"""The entries of one page of results, in the reader's language."""

import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db import connection
from django.urls import get_script_prefix, reverse
from django.utils.translation import override

from catalog.availability import availability
from catalog.models import SearchDocument
from catalog.search.documents import url_names
from catalog.search.highlighting import snippet
from catalog.search.results import Hit


class _Row(NamedTuple):
    """What is shown of a ``SearchDocument``, as the database gives it: ``facets`` are JSON still."""

    pk: int
    kind: str
    slug: str
    title_it: str
    title_en: str
    summary_it: str
    summary_en: str
    body_it: str
    body_en: str
    partner_slug: str
    partner_name: str
    opens: date | None
    closes: date | None
    always: bool
    facets: str


def hits(
    chosen: Sequence[int], scores: Sequence[float], near: int, terms: frozenset[str], language: str, today: date
) -> tuple[Hit, ...]:
    """The entries with these ordinals, in this order, with their ``scores``.

    The first ``near`` are the answer, the others weaker; ``terms`` are marked in the snippets. An entry that went while
    the search ran is left out.
    """
    rows = _rows(chosen) if chosen else {}
    return tuple(
        _hit(rows[pk], place < near, score, terms, language, today)
        for place, (pk, score) in enumerate(zip(chosen, scores, strict=True))
        if pk in rows
    )


def entries(chosen: Sequence[int], language: str, today: date) -> dict[int, Hit]:
    """The entries with these ordinals outside of any search, by ordinal; one that went meanwhile is left out."""
    rows = _rows(chosen) if chosen else {}
    return {pk: _hit(row, True, 0.0, frozenset(), language, today) for pk, row in rows.items()}


def _rows(chosen: Sequence[int]) -> dict[int, _Row]:
    with connection.cursor() as cursor:
        cursor.execute(_statement(len(chosen)), chosen)
        return {row[0]: _Row._make(row) for row in cursor.fetchall()}


@lru_cache(maxsize=128)
def _statement(count: int) -> str:
    """What the ORM asks for ``count`` rows. Making it anew and filling models took three quarters of the time."""
    rows = SearchDocument.objects.filter(pk__in=range(count)).values_list(*_Row._fields)
    return rows.query.sql_with_params()[0]


def _hit(row: _Row, near: bool, score: float, terms: frozenset[str], language: str, today: date) -> Hit:
    title, title_lang = _text(row.title_it, row.title_en, language)
    summary, summary_lang = _text(row.summary_it, row.summary_en, language)
    body = row.body_it if summary_lang == "it" else row.body_en
    return Hit(
        kind=row.kind,
        slug=row.slug,
        title=title,
        title_lang=title_lang,
        summary=summary,
        summary_lang=summary_lang,
        snippet=snippet([summary, body] if body else [summary], terms, summary_lang),
        partner_slug=row.partner_slug,
        partner_name=row.partner_name,
        url=_prefix(row.kind, language, get_script_prefix()).replace("-slug-", row.slug),
        opens=row.opens,
        closes=row.closes,
        status=availability(row.opens, row.closes, row.always, today),
        score=score,
        near=near,
        facets=json.loads(row.facets),
    )


def _text(italian: str, english: str, language: str) -> tuple[str, str]:
    """A text in the reader's language when there is one, else the Italian one, with the language it is in."""
    return (english, "en") if language == "en" and english else (italian, "it")


@lru_cache(maxsize=64)
def _prefix(kind: str, language: str, script_prefix: str) -> str:
    """The address of an entry of a kind, its slug still to be put in: ``reverse`` costs more than the rest of a hit."""
    with override(language):
        return reverse(url_names()[kind], args=["-slug-"])
