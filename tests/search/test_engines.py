"""What is stored is what was analysed: a search on this database answers as one on the documents themselves.

The suite runs on both databases, so both give the same answers.
"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.availability import availability
from catalog.models import SearchDocument
from catalog.search import index, indexing, labels, search
from catalog.search.fields import Field
from catalog.search.query import SearchFilters
from tests.search.corpora import TODAY, WORDS, catalogues, rebuild

pytestmark = pytest.mark.django_db


class IndexOfDocuments(index.Index):
    """The index of some documents, from the documents: no database has a part in it."""

    def __init__(self, entries, ordinals):
        super().__init__(number=1, token="documents")
        self._of = {ordinals[entry.kind, entry.slug]: entry for entry in entries}
        for ordinal, entry in self._of.items():
            for name, values in entry.facet_values().items():
                for value in values:
                    held = self._facets.setdefault(name, {})
                    held[value] = held.get(value, 0) | 1 << ordinal
        terms = {ordinal: indexing.analysed(entry)[0] for ordinal, entry in self._of.items()}
        for term in {term for fields in terms.values() for held in fields.values() for term in held}:
            holders = {
                ordinal: {field for field, held in fields.items() if term in held} for ordinal, fields in terms.items()
            }
            self._frequencies[term] = sum(1 for fields in holders.values() if fields)
            self._terms[term] = {
                field: bits
                for field in Field
                if (bits := sum(1 << ordinal for ordinal, fields in holders.items() if field in fields))
            }

    def load(self, terms):
        for term in terms:
            self._terms.setdefault(term, {})

    def status(self, status: str, today: date) -> int:
        stands = {
            ordinal: availability(entry.opens, entry.closes, entry.always, today) for ordinal, entry in self._of.items()
        }
        return sum(1 << ordinal for ordinal, standing in stands.items() if standing == status)

    @property
    def words(self):
        spoken = [indexing.analysed(entry)[1] for entry in self._of.values()]
        return {word: sum(word in words for words in spoken) for words in spoken for word in words}


@given(
    catalogue=catalogues,
    q=st.lists(st.sampled_from([*WORDS, "giappone", "vinno", "fierra", "aperti"]) | st.text(max_size=8), max_size=4),
    country=st.lists(st.sampled_from(["JP", "DE", "all"]), max_size=2),
    language=st.sampled_from(["it", "en"]),
)
def test_the_database_answers_as_the_documents_do(catalogue, q, country, language):
    rebuild(catalogue)
    filters = SearchFilters(q=" ".join(q), country=tuple(country), page_size=50)
    stored = search(filters, language=language, today=TODAY)
    ordinals = {(kind, slug): pk for kind, slug, pk in SearchDocument.objects.values_list("kind", "slug", "pk")}
    of_documents = IndexOfDocuments(catalogue, ordinals)
    names = labels.current()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "current", lambda: of_documents)
        patch.setattr(labels, "at", lambda token: replace(names, token=token))
        expected = search(filters, language=language, today=TODAY)

    assert stored == expected
