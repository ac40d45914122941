"""Correcting misspellings: one slip at any place of words drawn as often as entries use them."""

import time
from collections.abc import Container
from dataclasses import asdict
from random import Random
from string import ascii_lowercase
from typing import Any

from catalog.search import index
from catalog.search.spelling import Speller
from catalog.search.vocabulary import lexicon
from tests.bench.corpus import SEED
from tests.bench.databases import Databases
from tests.bench.processes import measured
from tests.bench.report import Row
from tests.bench.timing import Contender, Percentiles, best

_COUNT, _SHORTEST = 200, 5


def rows(databases: Databases, size: int) -> list[Row]:
    taken = measured("tests.bench.spelling:corrections", database=databases.sqlite(size))
    times = Percentiles(**taken["times"])
    what = f"{taken['known']:,} known words"
    return [
        Row(f"{what}: a correction, p50 / p95 / p99", str(times), "", times.p95, "<= 1.0", " ms"),
        Row(f"{what}: the right word first", f"of {_COUNT} one-slip errors", "", taken["right"], ">= 0.9", ""),
        Row(f"{what}: made anew after a publication", f"{taken['made'] * 1_000:.0f} ms"),
    ]


def corrections() -> dict[str, Any]:
    """Times of corrections in ms, the share of right ones, the known words and the seconds it takes to read them."""
    started = time.perf_counter()
    speller = Speller.over(index.current().words, lexicon().phrases.words)
    made = time.perf_counter() - started
    random = Random(f"{SEED}:slips")
    words = [word for word in speller.frequencies if len(word) >= _SHORTEST]
    drawn = random.choices(words, [speller.frequencies[word] for word in words], k=_COUNT)
    slips = [(word, _slip(word, speller.frequencies, random)) for word in drawn]
    times = best([slip for _word, slip in slips], {"slips": Contender(speller.correct)}, passes=3)["slips"]
    right = sum(speller.correct(slip) == word for word, slip in slips) / _COUNT
    return {"times": asdict(times), "right": right, "known": len(speller.frequencies), "made": made}


def _slip(word: str, known: Container[str], random: Random) -> str:
    """What one slip makes of a word, when that is no other word."""
    while True:
        place, letter = random.randrange(len(word)), random.choice(ascii_lowercase)
        before, after = word[:place], word[place:]
        slip = random.choice(
            (
                before + after[1:],
                before + letter + after,
                before + letter + after[1:],
                before + after[1:2] + after[:1] + after[2:],
            )
        )
        if slip not in known:
            return slip
