"""Where a document would stand in the searches if it were published as it is now. Nothing is written.

The index a process holds is copied, the document put into the copy, and the search's own ranking asked: what it says is
what readers would get.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from catalog.availability import availability
from catalog.models import SearchDocument
from catalog.search import index, indexing, labels, matching, planes, ranking, understanding
from catalog.search.documents import Document
from catalog.search.index import Index
from catalog.search.vocabulary import lexicon

#: Places that are told one by one; nobody reads further.
FARTHEST = 100


@dataclass(frozen=True)
class Place:
    """Where the document stands for one text: its ``place`` from 1, None when it is not among the first or not there.

    ``near`` says that it is in the answer, of ``count`` entries; ``sure`` that the search trusts its answer.
    """

    text: str
    place: int | None
    near: bool
    count: int
    sure: bool


class _WithOneMore(Index):
    """The index with a document that is not in it, or in it as it was."""

    def __init__(self, held: Index, row: SearchDocument) -> None:
        super().__init__(
            held.number,
            held.token,
            held.vocabulary,
            {name: dict(values) for name, values in held._facets.items()},
            dict(held._terms),
            dict(held._frequencies),
        )
        self._held, self._row = held, row
        self.apply({row.pk: row})

    def load(self, terms: Iterable[str]) -> None:
        missing = [term for term in dict.fromkeys(terms) if term not in self._terms]
        super().load(missing)
        self.carry(self._row.pk, self._row.terms, [term for term in missing if term in self._terms])

    def status(self, status: str, today: date) -> int:
        row, bit = self._row, 1 << self._row.pk
        others = self._held.status(status, today) & ~bit
        return others | bit if availability(row.opens, row.closes, row.always, today) == status else others


def places(document: Document, texts: Iterable[str], *, language: str, today: date) -> list[Place]:
    """Where a document would stand for each text, among what is published now."""
    row = indexing.row_of(document)
    known = SearchDocument.objects.filter(kind=document.kind, slug=document.slug).values_list("pk", flat=True).first()
    row.pk = known or indexing.free_ordinal()
    held = _WithOneMore(index.current(), row)
    view = matching.View(held, today, lexicon(held.vocabulary))
    names = labels.at(held.token)
    found = []
    for text in texts:
        read = understanding.understand(text, language, held, names, view.known)
        scored = ranking.rank(read, view)
        answer = planes.at_least(scored.planes, scored.threshold) if read.slots else 0
        any_match = planes.at_least(scored.planes, 1) if read.slots else 0
        near = bool(answer >> row.pk & 1)
        ranked = planes.best(scored.planes, answer if near else any_match, FARTHEST)
        place = ranked.index(row.pk) + 1 if row.pk in ranked else None
        found.append(Place(text, place, near, answer.bit_count(), not scored.low_confidence))
    return found
