"""The one search over everything. This is its public face; the rest of the package is its own business.

analysis (text to terms) -> indexing (terms to postings) ; understanding (what a firm means) -> ranking (who answers
best) -> execution (a page of results with facets). Both databases store the same bytes and so answer the same.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import DatabaseError
from django.db.models import Model

from catalog.enums import Kind
from catalog.search import documents, index, indexing, labels, vocabulary
from catalog.search.documents import Document, Source, register
from catalog.search.execution import count, search

if TYPE_CHECKING:
    from catalog.search.results import SearchPage

#: Terms read before the first search; beyond the commonest, one read brings all of a query's terms.
WARM_TERMS = 500

__all__ = [
    "Document",
    "SearchPage",
    "Source",
    "count",
    "forget",
    "index_entry",
    "rebuild",
    "register",
    "remove_entry",
    "search",
    "warm_up",
]


def index_entry(entry: Model, *, formerly: str = "") -> None:
    """Makes an entry findable as it now is, in the caller's transaction; one that is not published is taken out.

    What says something of it, as its body does, is brought up to date too, and so is the body it belonged to before.
    ``formerly`` is its slug before, where that has changed.
    """
    source = documents.source_of(entry)
    slug: str = entry.slug  # type: ignore[attr-defined]
    body = indexing.partner_of(source.kind, formerly or slug)
    if formerly not in ("", slug):
        remove_entry(source.kind, formerly)
    published = source.published().filter(pk=entry.pk).first()
    if published is None:
        remove_entry(source.kind, slug)
    else:
        indexing.index(source.build(published))
    for document in documents.concerned(entry):
        indexing.index(document)
    if body != indexing.partner_of(source.kind, slug):
        for document in documents.of(Kind.PARTNER, body):
            indexing.index(document)


def remove_entry(kind: str, slug: str) -> None:
    """Takes an entry out of every search, in the caller's transaction."""
    indexing.remove(kind, slug)


def rebuild(progress: Callable[[int, int], None] | None = None) -> int:
    """Builds the whole index anew from the published entries; returns how many there are."""
    return indexing.rebuild(documents.keys(), documents.everything(), progress)


def forget() -> None:
    """Drops what this process holds of the index; the next search reads it anew."""
    index.forget()
    labels.forget()


def warm_up() -> None:
    """Reads what every search needs, so that no visitor waits for it.

    A database that is not ready yet is left for later.
    """
    try:
        held = index.current()
        vocabulary.lexicon(held.vocabulary)
        held.load_commonest(WARM_TERMS)
        labels.current()
    except DatabaseError:
        forget()
