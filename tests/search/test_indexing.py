"""The index after any edits is the index that a rebuild would make, for a process that followed and for a new one."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.enums import Availability
from catalog.models import SearchChange, SearchDocument, SearchFacet, SearchTerm, SearchVersion, SearchWord
from catalog.search import index, indexing
from catalog.search.fields import Field
from catalog.search.postings import decode, ordinals
from tests.factories import document
from tests.search.corpora import TODAY, catalogues, documents, keys, rebuild

edits = st.lists(keys.flatmap(lambda key: documents(key) | st.just(key)), max_size=6)


def _slugs() -> dict[int, str]:
    return {pk: f"{kind}:{slug}" for pk, kind, slug in SearchDocument.objects.values_list("pk", "kind", "slug")}


def _named(bits: int, slugs: Mapping[int, str]) -> frozenset[str]:
    return frozenset(slugs[number] for number in ordinals(bits))


def _stored() -> dict[str, object]:
    """Everything the index's tables hold, entries by their names instead of their ordinals."""
    slugs = _slugs()
    return {
        "terms": {
            row.term: (row.frequency, {field: _named(bits, slugs) for field, bits in decode(row.postings).items()})
            for row in SearchTerm.objects.all()
        },
        "facets": {
            (row.name, row.value): _named(decode(row.postings)[Field(0)], slugs) for row in SearchFacet.objects.all()
        },
        "words": dict(SearchWord.objects.values_list("word", "frequency")),
        "documents": {
            slugs[row["id"]]: {name: value for name, value in row.items() if name != "id"}
            for row in SearchDocument.objects.values()
        },
    }


def _answers(held: index.Index) -> dict[str, object]:
    """Everything a process's view of the index can be asked, entries by their names."""
    slugs = _slugs()
    terms = sorted(SearchTerm.objects.values_list("term", flat=True))
    held.load(terms)
    return {
        "size": held.size,
        "everything": _named(held.everything, slugs),
        "terms": {
            term: {field: _named(bits, slugs) for field, bits in held.postings(term).items() if bits} for term in terms
        },
        "frequencies": {term: held.frequency(term) for term in terms},
        "facets": {
            (name, value): _named(bits, slugs)
            for name in ("kind", "need", "country", "province", "partner", "reach")
            for value, bits in held.facet_values(name).items()
            if bits
        },
        "statuses": {status: _named(held.status(status, TODAY), slugs) for status in Availability.values},
        "orders": {
            column: sorted(slugs[pk] for pk in held.order(column))
            for column in ("sort_title_it", "sort_title_en", "dated", "closes")
        },
        "words": dict(held.words),
    }


def _apply(change: object) -> None:
    if isinstance(change, tuple):
        indexing.remove(*change)
    else:
        indexing.index(change)


@pytest.mark.django_db
@given(catalogue=catalogues, changes=edits, looks=st.sets(st.integers(0, 5)))
def test_after_any_edits_the_index_is_as_if_rebuilt(catalogue, changes, looks):
    rebuild(catalogue)
    followed = index.current()
    followed.load(["vin", "fier", "export", "nobody"])
    entries = {(entry.kind, entry.slug): entry for entry in catalogue}
    for place, change in enumerate(changes):
        _apply(change)
        if isinstance(change, tuple):
            entries.pop(change, None)
        else:
            entries[change.kind, change.slug] = change
        if place in looks:  # a process may look after every edit or after several
            assert _answers(index.current()) is not None

    stored, followed = _stored(), _answers(index.current())
    index.forget()
    assert followed == _answers(index.current())

    rebuild(list(entries.values()))
    assert stored == _stored()
    assert followed == _answers(index.current())


@pytest.mark.django_db
def test_a_new_entry_gets_an_ordinal_of_its_own_after_a_rebuild():
    rebuild([document(slug="a"), document(slug="b")])

    indexing.index(document(slug="c"))

    assert sorted(SearchDocument.objects.values_list("slug", flat=True)) == ["a", "b", "c"]


@pytest.mark.django_db
def test_the_order_of_equals_depends_on_their_names_alone():
    entries = [document(slug=slug) for slug in "abcdefgh"]
    rebuild(entries)
    first = dict(SearchDocument.objects.values_list("slug", "pk"))

    rebuild(entries[::-1])

    assert dict(SearchDocument.objects.values_list("slug", "pk")) == first
    assert sorted(first, key=first.get) != sorted(first)


@pytest.mark.django_db
def test_removing_what_is_not_there_changes_nothing():
    rebuild([document(slug="a")])
    before = SearchVersion.objects.values().get()

    indexing.remove("service", "nobody")

    assert SearchVersion.objects.values().get() == before
    assert SearchChange.objects.count() == 0


@pytest.mark.django_db
def test_every_change_is_a_new_version_and_old_ones_are_forgotten(monkeypatch):
    monkeypatch.setattr(indexing, "KEPT_CHANGES", 3)
    rebuild([])
    start = SearchVersion.objects.get().number

    for _repetition in range(5):
        indexing.index(document(slug="a"))

    assert SearchVersion.objects.get().number == start + 5
    assert sorted(SearchChange.objects.values_list("version", flat=True)) == [start + 3, start + 4, start + 5]


@pytest.mark.django_db
def test_a_rebuild_says_how_far_it_is():
    said = []

    entries = [document(slug=f"s-{number}") for number in range(1_001)]
    count = indexing.rebuild(
        [(e.kind, e.slug) for e in entries], entries, lambda done, total: said.append((done, total))
    )

    assert count == 1_001
    assert said == [(500, 1_001), (1_000, 1_001), (1_001, 1_001)]
