"""Writing the index: one entry at a time in the entry's own transaction, or all of it from nothing."""

import secrets
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import islice

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Max, Model

from catalog.models import SearchChange, SearchDocument, SearchFacet, SearchTerm, SearchVersion, SearchWord
from catalog.search import analysis
from catalog.search.documents import Document
from catalog.search.fields import Field
from catalog.search.index import NO_DOCUMENT
from catalog.search.postings import decode, encode, encode_ordinals

#: Changes kept for running processes to catch up with; one that is further behind reads everything anew.
KEPT_CHANGES = 500
_BATCH = 2_000
_FACET = Field(0)  # a facet's bitmap is stored like a term with one field

Progress = Callable[[int, int], None]


def analysed(document: Document) -> tuple[dict[Field, set[str]], list[str]]:
    """The terms of every field of a document, and its distinct words as a firm would type them; English ones too."""
    terms: dict[Field, set[str]] = {}
    words: set[str] = set()
    for field, text in _texts(document):
        if text:
            spoken = analysis.tokens(text)
            terms[field] = set(analysis.terms_of(spoken, field.language))
            words.update(spoken)
    return terms, sorted(analysis.words(words))


def index(document: Document) -> None:
    """Adds or replaces one document. Runs in the caller's transaction, so that entry and index change together."""
    with transaction.atomic():
        version = _lock()
        row = SearchDocument.objects.filter(kind=document.kind, slug=document.slug).first()
        old_terms, old_facets, old_words = (row.terms, row.facets, row.words) if row else ({}, {}, [])
        fresh = row_of(document)
        fresh.pk = row.pk if row else free_ordinal()
        fresh.save(force_insert=row is None)
        _update_terms(fresh.pk, old_terms, fresh.terms)
        _update_facets(fresh.pk, old_facets, fresh.facets)
        _update_words(old_words, fresh.words)
        _log(version, fresh.pk)


def row_of(document: Document) -> SearchDocument:
    """What the index would keep of a document; not saved, and without its ordinal."""
    return _row(document, *analysed(document))


def partner_of(kind: str, slug: str) -> str:
    """The body a document belongs to, as the index knows it; '' for a document it does not hold."""
    found = SearchDocument.objects.filter(kind=kind, slug=slug).values_list("partner_slug", flat=True)
    return found.first() or ""


def remove(kind: str, slug: str) -> None:
    """Takes one document out; nothing happens when it is not there."""
    with transaction.atomic():
        version = _lock()
        row = SearchDocument.objects.filter(kind=kind, slug=slug).first()
        if row is None:
            return
        _update_terms(row.pk, row.terms, {})
        _update_facets(row.pk, row.facets, {})
        _update_words(row.words, [])
        pk = row.pk
        row.delete()
        _log(version, pk)


def renew_vocabulary() -> None:
    """Makes every process read the words of staff anew with its next search. In the transaction that changed them."""
    with transaction.atomic():
        version = _lock()
        version.vocabulary = secrets.token_hex(16)
        _log(version, NO_DOCUMENT)


def rebuild(keys: Sequence[tuple[str, str]], documents: Iterable[Document], progress: Progress | None = None) -> int:
    """Builds the index from nothing, in one transaction; returns how many documents it holds.

    ``keys`` are the (kind, slug) of ``documents``, known beforehand: ordinals follow a hash of them, so that among
    equal scores no partner comes first for its name or for having been loaded first. ``progress`` is called with (done,
    total).
    """
    order = sorted(keys, key=lambda key: blake2b(":".join(key).encode(), digest_size=8).digest())
    ordinal_of = {key: number for number, key in enumerate(order, start=1)}
    size = len(order)
    terms: dict[str, dict[Field, list[int]]] = defaultdict(dict)
    facets: dict[tuple[str, str], list[int]] = defaultdict(list)
    words: Counter[str] = Counter()

    def rows() -> Iterator[SearchDocument]:
        for done, document in enumerate(documents, start=1):
            held, spoken = analysed(document)
            row = _row(document, held, spoken)
            row.pk = ordinal_of[document.kind, document.slug]
            for field, found in held.items():
                for term in found:
                    terms[term].setdefault(field, []).append(row.pk)
            for name, values in row.facets.items():
                for value in values:
                    facets[name, value].append(row.pk)
            words.update(spoken)
            yield row
            if progress and done % 500 == 0:
                progress(done, size)

    with transaction.atomic():
        version = _lock()
        for model in (SearchDocument, SearchTerm, SearchFacet, SearchWord, SearchChange):
            model.objects.all().delete()
        _insert(SearchDocument, rows())
        _insert(SearchTerm, (_whole_term_row(term, fields) for term, fields in terms.items()))
        SearchFacet.objects.bulk_create(
            SearchFacet(name=name, value=value, postings=encode_ordinals({_FACET: numbers}))
            for (name, value), numbers in facets.items()
        )
        _insert(SearchWord, (SearchWord(word=word, frequency=count) for word, count in words.items()))
        _renew(version)
    if progress:
        progress(size, size)
    return size


def _texts(document: Document) -> list[tuple[Field, str]]:
    return [
        (Field.TITLE, document.title_it),
        (Field.TITLE_EN, document.title_en),
        (Field.SUMMARY, document.summary_it),
        (Field.SUMMARY_EN, document.summary_en),
        (Field.QUESTIONS, "\n".join(document.questions_it)),
        (Field.QUESTIONS_EN, "\n".join(document.questions_en)),
        (Field.OWNER, document.owner),
        (Field.BODY, document.body_it),
        (Field.LABELS, document.labels),
        (Field.OFFERS, document.offers),
        (Field.SEARCH_TERMS, "\n".join(document.search_terms_it)),
        (Field.SEARCH_TERMS_EN, "\n".join(document.search_terms_en)),
    ]


def _row(document: Document, terms: Mapping[Field, set[str]], words: Sequence[str]) -> SearchDocument:
    masks: dict[str, int] = {}
    for field, held in terms.items():
        for term in held:
            masks[term] = masks.get(term, 0) | 1 << field
    return SearchDocument(
        kind=document.kind,
        slug=document.slug,
        title_it=document.title_it,
        title_en=document.title_en,
        summary_it=document.summary_it,
        summary_en=document.summary_en,
        body_it=document.body_it,
        body_en=document.body_en,
        partner_slug=document.partner_slug,
        partner_name=document.partner_name,
        opens=document.opens,
        closes=document.closes,
        always=document.always,
        dated=document.dated,
        facets=document.facet_values(),
        terms=masks,
        words=words,
        sort_title_it=analysis.fold(document.title_it)[:300],
        sort_title_en=analysis.fold(document.title_en or document.title_it)[:300],
    )


def _whole_term_row(term: str, fields: Mapping[Field, list[int]]) -> SearchTerm:
    frequency = len(set().union(*fields.values()))
    return SearchTerm(term=term, frequency=frequency, postings=encode_ordinals(fields))


def _insert(model: type[Model], rows: Iterable[Model]) -> None:
    """Inserts whole rows by one short statement; ``bulk_create`` spells every value out in it, at twice the cost."""
    database = connections[DEFAULT_DB_ALIAS]
    fields = model._meta.concrete_fields
    names = [database.ops.quote_name(str(field.column)) for field in fields]
    statement = (
        f"INSERT INTO {database.ops.quote_name(model._meta.db_table)} ({', '.join(names)}) "  # noqa: S608 - our own names
        f"VALUES ({', '.join(['%s'] * len(names))})"
    )
    waiting = iter(rows)
    with database.cursor() as cursor:
        while batch := list(islice(waiting, _BATCH)):
            cursor.executemany(
                statement,
                [[field.get_db_prep_save(getattr(row, field.attname), database) for field in fields] for row in batch],
            )


def _term_row(term: str, fields: Mapping[Field, int]) -> SearchTerm:
    anywhere = 0
    for bits in fields.values():
        anywhere |= bits
    return SearchTerm(term=term, frequency=anywhere.bit_count(), postings=encode(fields))


def _update_terms(pk: int, old: Mapping[str, int], new: Mapping[str, int]) -> None:
    """Moves one document from its old terms to its new ones; terms it keeps in the same fields are not touched."""
    changed = [term for term in old.keys() | new.keys() if old.get(term) != new.get(term)]
    stored = {row.term: decode(row.postings) for row in SearchTerm.objects.filter(term__in=changed)}
    bit = 1 << pk
    rows, emptied = [], []
    for term in changed:
        fields = stored.get(term, {})
        mask = new.get(term, 0)
        kept = {
            field: bits for field in Field if (bits := fields.get(field, 0) & ~bit | (bit if mask >> field & 1 else 0))
        }
        if kept:
            rows.append(_term_row(term, kept))
        else:
            emptied.append(term)
    SearchTerm.objects.filter(term__in=emptied).delete()
    SearchTerm.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["term"], update_fields=["frequency", "postings"]
    )


def _update_facets(pk: int, old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]]) -> None:
    before = {(name, value) for name, values in old.items() for value in values}
    after = {(name, value) for name, values in new.items() for value in values}
    for name, value in before ^ after:
        row, _created = SearchFacet.objects.get_or_create(name=name, value=value, defaults={"postings": b""})
        bits = decode(row.postings).get(_FACET, 0) ^ 1 << pk
        if bits:
            row.postings = encode({_FACET: bits})
            row.save()
        else:
            row.delete()


def _update_words(old: Sequence[str], new: Sequence[str]) -> None:
    steps = Counter(new)
    steps.subtract(Counter(old))
    steps = Counter({word: step for word, step in steps.items() if step})
    known = {row.word: row for row in SearchWord.objects.filter(word__in=list(steps))}
    rows = []
    for word, step in steps.items():
        count = (known[word].frequency if word in known else 0) + step
        if count > 0:
            rows.append(SearchWord(word=word, frequency=count))
        else:
            known[word].delete()
    SearchWord.objects.bulk_create(rows, update_conflicts=True, unique_fields=["word"], update_fields=["frequency"])


def free_ordinal() -> int:
    """The ordinal after the last. The database's own counter knows nothing of those that a rebuild gave out."""
    return (SearchDocument.objects.aggregate(last=Max("pk"))["last"] or 0) + 1


def _lock() -> SearchVersion:
    """The one row that serialises writers; its lock is held until the caller's transaction ends."""
    SearchVersion.objects.get_or_create(pk=1, defaults={"number": 0, "token": ""})
    return SearchVersion.objects.select_for_update(of=("self",)).get(pk=1)


def _log(version: SearchVersion, document_id: int) -> None:
    SearchChange.objects.create(version=version.number + 1, previous=version.token, document_id=document_id)
    SearchChange.objects.filter(version__lte=version.number + 1 - KEPT_CHANGES).delete()
    _renew(version)


def _renew(version: SearchVersion) -> None:
    version.number += 1
    version.token = secrets.token_hex(16)
    version.save()
