"""The yardstick: tantivy, a search engine written in Rust, through its Python binding, on the same entries.

It gets our analysis (lower case, accents folded, our stop words, Italian Snowball stems) over three fields, and answers
what we answer: 20 entries with title and summary, the exact total, and the exact counts of six lists.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy

from catalog.search import analysis
from tests.bench.corpus import Entry
from tests.bench.queries import Query

COUNTED = ("kind", "need", "sector", "country", "stage", "partner")
_FACETS = (*COUNTED, "province")
_BOOSTS = {"title": 4.0, "summary": 2.0, "body": 1.0}
_PAGE = 20


@dataclass(frozen=True)
class Answer:
    """``counts`` is the sum over all values of the six lists, to compare answers by."""

    titles: Sequence[str]
    total: int
    counts: int


class TantivySearch:
    """An index in a folder. ``every_word`` asks for all words (AND); without it any will do (OR), as in our search."""

    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index(_schema(), path=str(folder))
        analyser = (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            .filter(tantivy.Filter.lowercase())
            .filter(tantivy.Filter.ascii_fold())
            .filter(tantivy.Filter.custom_stopword(sorted(analysis.stop_words("it"))))
            .filter(tantivy.Filter.stemmer("italian"))
            .build()
        )
        self._index.register_tokenizer("italian", analyser)
        self._index.reload()
        self._searcher = self._index.searcher()

    def build(self, entries: Iterable[Entry]) -> None:
        """Fills the index with two threads."""
        writer = self._index.writer(heap_size=512_000_000, num_threads=2)
        for entry in entries:
            document = tantivy.Document(title=entry.title, summary=entry.summary, body=entry.body)
            for name, values in {"kind": [entry.kind.value], "partner": [entry.partner], **entry.facets}.items():
                if name in _FACETS:
                    for value in values:
                        document.add_text(name, value)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def search(self, query: Query, *, every_word: bool) -> Answer:
        words = self._index.parse_query(
            query.text, list(_BOOSTS), field_boosts=_BOOSTS, conjunction_by_default=every_word
        )
        parts = [(tantivy.Occur.Must, words)]
        for name, value in query.filters:
            term = tantivy.Query.term_query(self._index.schema, name, value)
            parts.append((tantivy.Occur.Must, tantivy.Query.const_score_query(term, 0.0)))
        asked = tantivy.Query.boolean_query(parts)
        found = self._searcher.search(asked, _PAGE, count=True)
        titles = []
        for _score, address in found.hits:
            document = self._searcher.doc(address)
            titles.append(f"{document.get_first('title')} {document.get_first('summary')}")
        lists = self._searcher.aggregate(asked, {name: {"terms": {"field": name, "size": 200}} for name in COUNTED})
        counts = sum(bucket["doc_count"] for name in COUNTED for bucket in lists[name]["buckets"])
        return Answer(titles, found.count, counts)


def _schema() -> tantivy.Schema:
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("title", stored=True, tokenizer_name="italian")
    schema.add_text_field("summary", stored=True, tokenizer_name="italian")
    schema.add_text_field("body", tokenizer_name="italian")
    for name in _FACETS:
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    return schema.build()
