"""Corrections: only to a near word, the commonest of the nearest."""

import pytest

from catalog.search.spelling import Speller

SPELLER = Speller.over({"fiera": 9, "fiere": 5, "vino": 3, "certificazione": 2, "dogana": 1}, {"giappone"})


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("fiera", "fiera"),
        ("fierra", "fiera"),
        ("feira", "fiera"),
        ("fier", "fiera"),
        ("giapone", "giappone"),
        ("certifcazoine", "certificazione"),
        ("dogna", "dogana"),
    ],
)
def test_a_slip_leads_to_the_word_meant(word, right):
    assert SPELLER.correct(word) == right


@pytest.mark.parametrize("word", ["", "vin", "xyzzy", "sdogana", "2026", "fi3ra", "fieraccione", "x" * 200])
def test_what_is_short_far_or_longer_in_front_stays(word):
    assert SPELLER.correct(word) is None
