"""Who answers best, measured: judged searches over the whole catalogue, with floors a little under what was reached.

nDCG@10, MRR and success@3 as in Järvelin and Kekäläinen (2002) with gains 2^grade - 1; useful is a grade of 2 or more.
"""

import math
from datetime import date
from pathlib import Path
from statistics import mean

import pytest
import yaml

from catalog.loading import load
from catalog.search import search
from catalog.search.query import SearchFilters

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parent / "judged"
#: The day the judges had in mind: a call is worth less once it is closed.
TODAY = date(2026, 11, 24)
DEPTH = 10
USEFUL = 2


@pytest.fixture
def whole_catalogue():
    load()


def _answers(judged):
    """(grades of all that was judged, grades of the first ten results, whether the search says it has no answer)."""
    page = search(SearchFilters(q=judged["query"], page_size=DEPTH), language="it", today=TODAY)
    grades = judged["judgements"] or {}
    found = [grades.get(f"{hit.kind}:{hit.slug}", 0) for hit in page.hits]
    return grades, found, page.low_confidence or not page.hits


def _gain(grades):
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:DEPTH]))


def _measures(name):
    ndcg, first, top_three, wrongly_declined, rightly_declined = [], [], [], [], []
    for judged in yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")):
        grades, found, declined = _answers(judged)
        if not grades:
            rightly_declined.append(declined)
            continue
        wrongly_declined.append(declined)
        ndcg.append(_gain(found) / _gain(sorted(grades.values(), reverse=True)))
        if max(grades.values()) >= USEFUL:
            place = next((place for place, grade in enumerate(found, start=1) if grade >= USEFUL), None)
            first.append(1 / place if place else 0.0)
            top_three.append(place is not None and place <= 3)
    return {
        "ndcg": mean(ndcg),
        "first": mean(first),
        "top three": mean(top_three),
        "wrongly declined": mean(wrongly_declined),
        "rightly declined": mean(rightly_declined),
    }


def test_the_development_searches_are_answered_well(whole_catalogue):
    measured = _measures("development")

    assert measured["ndcg"] >= 0.79, measured
    assert measured["first"] >= 0.92, measured
    assert measured["top three"] >= 0.95, measured
    assert measured["wrongly declined"] <= 0.05, measured
    assert measured["rightly declined"] >= 0.8, measured


def test_searches_that_nobody_tuned_on_are_answered_well(whole_catalogue):
    measured = _measures("check")

    assert measured["ndcg"] >= 0.74, measured
    assert measured["first"] >= 0.88, measured
    assert measured["top three"] >= 0.92, measured
    assert measured["wrongly declined"] <= 0.05, measured
    assert measured["rightly declined"] >= 0.8, measured
