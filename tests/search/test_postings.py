"""Bitmaps and the bytes they are stored as."""

from hypothesis import given
from hypothesis import strategies as st

from catalog.search.fields import Field
from catalog.search.postings import bitmap, decode, encode, encode_ordinals, ordinals

numbers = st.sets(st.integers(min_value=0, max_value=20_000), max_size=300)


@given(numbers)
def test_a_bitmap_holds_exactly_its_ordinals(members):
    assert ordinals(bitmap(members, 20_000)) == sorted(members)


@given(numbers, st.integers(min_value=1, max_value=10))
def test_ordinals_stop_at_the_limit(members, limit):
    assert ordinals(bitmap(members, 20_000), limit) == sorted(members)[:limit]


@given(st.dictionaries(st.sampled_from(Field), numbers.filter(bool)))
def test_what_is_stored_comes_back(fields):
    bitmaps = {field: bitmap(members, 20_000) for field, members in fields.items()}
    assert decode(encode(bitmaps)) == bitmaps


@given(st.dictionaries(st.sampled_from(Field), numbers.filter(bool)))
def test_ordinals_are_stored_as_their_bitmap_would_be(fields):
    bitmaps = {field: bitmap(members, 20_000) for field, members in fields.items()}
    assert encode_ordinals(fields) == encode(bitmaps)


def test_a_common_term_is_stored_as_a_bitmap_and_a_rare_one_as_ordinals():
    everybody = (1 << 10_000) - 1
    assert len(encode({Field.TITLE: everybody})) < 1_300
    assert len(encode({Field.TITLE: 1 << 9_999})) < 20


def test_a_field_without_entries_is_not_stored():
    assert encode({Field.BODY: 0}) == b""
    assert decode(b"") == {}
