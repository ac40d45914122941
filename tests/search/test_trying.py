"""A document tried before it is published stands where it will stand once it is, and trying leaves no trace."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.models import SearchDocument, SearchTerm
from catalog.search import forget, index, indexing
from catalog.search.trying import places
from tests.factories import document
from tests.search.corpora import TODAY, WORDS, catalogues, documents, find, found, rebuild

pytestmark = pytest.mark.django_db


@given(entries=catalogues, tried=documents(key=("service", "tried")), text=st.sampled_from(WORDS), again=st.booleans())
def test_it_stands_where_it_will_stand(entries, tried, text, again):
    """Also when an earlier version of it is public already."""
    before = [document(kind="service", slug="tried", title_it="Prima")] if again else []
    rebuild([*entries, *before])
    forget()
    (place,) = places(tried, [text], language="it", today=TODAY)

    indexing.index(tried)
    page = find(text, page_size=100, exact=True)

    slugs = [(hit.kind, hit.slug) for hit in page.hits]
    near = [(hit.kind, hit.slug) for hit in page.hits if hit.near]
    key = ("service", "tried")
    assert (place.near, place.count) == (key in near, page.count)
    if key in near:
        assert place.place == near.index(key) + 1
    assert (place.place is not None) == (key in slugs)
    assert place.sure == (not page.low_confidence)


def test_trying_leaves_no_trace():
    rebuild([document(slug="a", title_it="Zafferano")])
    assert found("zafferano") == ["a"]
    token = index.current().token

    (place,) = places(document(title_it="Zafferano e altro"), ["zafferano"], language="it", today=TODAY)

    assert place.near
    assert found("zafferano") == ["a"]
    assert index.current().token == token
    assert SearchDocument.objects.count() == 1
    assert not SearchTerm.objects.filter(term="altro").exists()


def test_words_that_no_entry_uses_yet_find_it():
    rebuild([document(slug="a", title_it="Zafferano")])
    tried = document(title_it="Curcuma")

    told = places(tried, ["curcuma", "zafferano", "xyzzy"], language="it", today=TODAY)
    assert [(place.place, place.near) for place in told] == [(1, True), (None, False), (None, False)]

    renamed = dataclasses.replace(tried, title_it="Pepe")
    assert places(renamed, ["curcuma"], language="it", today=TODAY)[0].place is None
