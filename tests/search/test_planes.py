"""Scores in bit planes are ordinary sums: compared with adding numbers entry by entry."""

from hypothesis import given
from hypothesis import strategies as st

from catalog.search import planes
from catalog.search.postings import bitmap

SIZE = 40
members = st.sets(st.integers(0, SIZE - 1))
additions = st.lists(st.tuples(members, st.integers(0, 500)), max_size=8)


def _planes(added):
    scores = [0] * SIZE
    made: planes.Planes = []
    for entries, weight in added:
        planes.add(made, bitmap(entries, SIZE), weight)
        for entry in entries:
            scores[entry] += weight
    return made, scores


@given(additions)
def test_adding_weights_adds_up(added):
    made, scores = _planes(added)

    assert planes.scores(made, range(SIZE)) == scores
    assert planes.highest(made) == max(scores)


@given(additions, st.integers(1, 2_000))
def test_at_least_finds_exactly_those(added, threshold):
    made, scores = _planes(added)

    assert planes.at_least(made, threshold) == bitmap([n for n in range(SIZE) if scores[n] >= threshold], SIZE)


@given(additions, members, st.integers(0, SIZE + 1))
def test_the_best_are_those_with_the_highest_scores_and_ties_go_by_ordinal(added, among, count):
    made, scores = _planes(added)

    expected = sorted(among, key=lambda entry: (-scores[entry], entry))[:count]

    assert planes.best(made, bitmap(among, SIZE), count) == expected


@given(additions, members, st.integers(0, 15))
def test_scaling_lowers_some_and_leaves_the_others(added, among, sixteenths):
    made, scores = _planes(added)

    planes.scale(made, bitmap(among, SIZE), sixteenths)

    for entry, score in enumerate(planes.scores(made, range(SIZE))):
        if entry in among:
            exact = scores[entry] * sixteenths / 16
            assert exact - 4 < score <= exact  # each of four parts is rounded down
        else:
            assert score == scores[entry]
