"""A process's view of the index: current for everybody at once, one query when nothing changed."""

from datetime import date

import pytest
from django.db import transaction

from catalog.models import SearchDocument, SearchVersion
from catalog.search import index, indexing, search
from catalog.search.analysis import stem
from catalog.search.query import SearchFilters
from tests.factories import document
from tests.search.corpora import TODAY, find, found, rebuild

pytestmark = pytest.mark.django_db


def test_nothing_changed_costs_one_query(django_assert_num_queries):
    rebuild([document(slug="a")])
    held = index.current()

    with django_assert_num_queries(1):
        assert index.current() is held


def test_a_change_is_applied_to_what_is_held():
    rebuild([document(slug="a", title_it="Zafferano")])
    assert found("zafferano") == ["a"]
    held = index.current()

    indexing.index(document(slug="b", title_it="Zafferano"))
    indexing.index(document(slug="a", title_it="Altro"))

    assert found("zafferano") == ["b"]
    assert index.current() is held


def test_a_rebuild_too_many_changes_or_a_gap_in_them_start_over(monkeypatch):
    monkeypatch.setattr(index, "APPLIED_CHANGES", 2)
    monkeypatch.setattr(indexing, "KEPT_CHANGES", 1)
    rebuild([document(slug="a")])
    for changes in (lambda: rebuild([document(slug="b")]), *[lambda n=n: _index_many(n) for n in (3, 2)]):
        held = index.current()
        changes()
        assert index.current() is not held
        assert index.current().size == SearchDocument.objects.count()


def _index_many(count):
    for number in range(count):
        indexing.index(document(slug=f"many-{number}"))


class RollbackError(Exception):
    pass


def _publish_in_vain():
    with transaction.atomic():
        indexing.index(document(slug="b", title_it="Zafferano"))
        assert len(found("zafferano")) == 2
        raise RollbackError


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_was_never_seen():
    rebuild([document(slug="a", title_it="Zafferano")])
    before = found("zafferano")

    with pytest.raises(RollbackError):
        _publish_in_vain()

    assert found("zafferano") == before == ["a"]
    indexing.index(document(slug="c", title_it="Zafferano"))
    assert set(found("zafferano")) == {"a", "c"}


def test_a_restored_database_is_noticed():
    rebuild([document(slug="a")])
    version = SearchVersion.objects.get()
    assert found() == ["a"]

    rebuild([document(slug="b")])
    SearchVersion.objects.update(number=version.number)  # another state under a number already seen

    assert found() == ["b"]


def test_within_a_request_everything_is_of_one_version(django_assert_num_queries):
    rebuild([document(slug="a")])

    with index.pinned():
        held = index.current()
        indexing.index(document(slug="b"))
        with django_assert_num_queries(0):
            assert index.current() is held

    assert index.current().size == 2


def test_an_entry_published_while_a_search_runs_does_not_break_it(monkeypatch):
    rebuild([document(slug="a", closes=TODAY)])
    with index.pinned():
        index.current()
        for number in range(20):
            indexing.index(document(slug=f"new-{number}", closes=TODAY))

        page = search(SearchFilters(closes_before=TODAY, sort="deadline"), language="it", today=TODAY)

    assert page.count == 1
    assert [hit.slug for hit in page.hits] == ["a"]


def test_an_entry_withdrawn_while_a_search_runs_is_not_shown():
    rebuild([document(slug="a"), document(slug="b")])
    with index.pinned():
        index.current()
        indexing.remove("service", "a")

        assert found() == ["b"]


def test_terms_little_used_make_room(monkeypatch):
    monkeypatch.setattr(index, "KEPT_TERMS", 2)
    rebuild([document(title_it="uno due tre quattro")])
    held = index.current()

    for term in ("un", "due", "tre", "due", "quattr"):
        held.postings(term)

    assert list(held._terms) == ["due", "quattr"]


def test_the_commonest_terms_can_be_read_beforehand(django_assert_num_queries):
    rebuild([document(title_it="bergamotto", summary_it="zafferano"), document(title_it="zafferano", summary_it="x")])
    held = index.current()
    held.load_commonest(1)

    with django_assert_num_queries(0):
        assert held.frequency(stem("zafferano", "it")) == 2


@pytest.mark.parametrize(
    "filters", [{}, {"q": "zafferano"}, {"country": ("JP",)}, {"sort": "title"}, {"sort": "deadline"}]
)
def test_a_search_costs_the_same_however_many_entries(
    filters, django_assert_max_num_queries, django_assert_num_queries
):
    counts = []
    for size in (1, 3, 30):
        rebuild([document(title_it="Zafferano", facets={"country": ["JP"]}, closes=TODAY) for _entry in range(size)])
        find(**filters)
        with django_assert_max_num_queries(3) as queries:
            find(**filters)
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_statuses_of_another_day_are_worked_out_anew():
    rebuild([document(slug="a", closes=date(2026, 6, 15))])
    held = index.current()

    assert held.status("closed", date(2026, 6, 15)) == 0
    assert held.status("closed", date(2026, 6, 16)) == held.everything
