"""A few entries by rule: what ranks an entry is what is said of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.guidance.picking import MOST_REASONS, Preference, Wish, pick
from catalog.guidance.shelf import shelf
from catalog.models import SearchDocument
from tests.factories import document
from tests.search.corpora import rebuild

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)


def picked(wish):
    return pick({"wish": wish}, language="it", today=TODAY)["wish"]


def slugs(picks):
    return [chosen.entry.slug for chosen in picks]


def having(slug):
    """The set of one document, found through the facet that carries its slug."""
    return shelf(TODAY).having("partner", slug)


def of_different_bodies(*names):
    rebuild([document(slug=name, partner_slug=name) for name in names])
    return shelf(TODAY).held.everything


def test_points_add_up_and_their_sentences_are_the_reasons():
    everything = of_different_bodies("a", "b", "c")
    wish = Wish(
        everything,
        (
            Preference(having("b") | having("c"), 2, "Two for b and c."),
            Preference(having("c"), 4, "Four for c."),
            Preference(having("a"), 5),
        ),
        count=3,
        otherwise="Nothing else to say.",
    )

    found = picked(wish)

    assert slugs(found) == ["c", "a", "b"]
    assert [chosen.reasons for chosen in found] == [
        ("Two for b and c.", "Four for c."),
        ("Nothing else to say.",),
        ("Two for b and c.",),
    ]


def test_two_reasons_are_enough():
    everything = of_different_bodies("a")
    found = picked(Wish(everything, [Preference(everything, 1, f"{number}.") for number in range(5)], 1, ""))

    assert found[0].reasons == ("0.", "1.")


def test_one_body_does_not_fill_a_list_while_others_are_there():
    rebuild([document(slug=f"big-{number}", partner_slug="big") for number in range(5)] + [document(slug="small")])
    everything = shelf(TODAY).held.everything
    big = shelf(TODAY).having("partner", "big")

    found = picked(Wish(everything, (Preference(big, 9),), 3, "."))

    assert [chosen.entry.partner_slug for chosen in found] == ["big", "body", "big"]


def test_what_is_named_first_comes_first_in_its_own_order():
    everything = of_different_bodies("a", "b", "c")
    order = [having(slug).bit_length() - 1 for slug in ("b", "a")]

    assert slugs(picked(Wish(everything, (Preference(having("c"), 9),), 3, ".", first=order))) == ["b", "a", "c"]
    assert slugs(picked(Wish(everything & ~having("b"), (), 3, ".", first=order)))[0] == "a"


def test_all_wishes_are_answered_with_one_query(django_assert_num_queries):
    everything = of_different_bodies("a", "b", "c")
    wishes = {"a": Wish(having("a"), (), 1, "."), "all": Wish(everything, (), 3, ".")}

    with django_assert_num_queries(1):
        found = pick(wishes, language="it", today=TODAY)

    assert slugs(found["a"]) == ["a"]
    assert sorted(slugs(found["all"])) == ["a", "b", "c"]


def test_nothing_to_choose_from_is_no_error_and_no_query(django_assert_num_queries):
    of_different_bodies("a")

    with django_assert_num_queries(0):
        assert picked(Wish(0, (), 3, ".")) == []


def test_an_entry_withdrawn_a_moment_ago_is_left_out():
    everything = of_different_bodies("a", "b")
    SearchDocument.objects.filter(slug="a").delete()

    assert slugs(picked(Wish(everything, (), 2, "."))) == ["b"]


@given(
    points=st.lists(st.tuples(st.sets(st.sampled_from("abcdef")), st.integers(0, 9)), max_size=6),
    count=st.integers(1, 6),
)
def test_the_order_is_that_of_the_points_and_no_reason_is_made_up(points, count):
    everything = of_different_bodies(*"abcdef")
    preferences = []
    for place, (names, weight) in enumerate(points):
        entries = 0
        for name in names:
            entries |= having(name)
        preferences.append(Preference(entries, weight, f"{place}"))

    found = picked(Wish(everything, preferences, count, "none"))

    scores = {name: sum(weight for names, weight in points if name in names) for name in "abcdef"}
    assert [scores[slug] for slug in slugs(found)] == sorted(scores.values(), reverse=True)[:count]
    for chosen in found:
        said = [f"{place}" for place, (names, _weight) in enumerate(points) if chosen.entry.slug in names]
        assert chosen.reasons == (tuple(said[:MOST_REASONS]) or ("none",))
