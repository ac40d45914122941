"""What a reader may mean while still typing: the bodies and entries whose names, or whose askers' words, say it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from catalog.enums import Kind
from catalog.search.suggestions import ALL, BODIES, suggest
from tests.factories import document
from tests.search.corpora import TODAY, rebuild

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogue():
    rebuild(
        [
            document(
                slug="fairs", title_it="Contributi per le fiere a Bergamo", title_en="Grants for fairs in Bergamo"
            ),
            document(slug="credit", title_it="Copertura dei crediti", questions_it=["E se il cliente non paga?"]),
            document(slug="policy", title_it="Polizza fornitore", owner="SACE gruppo assicurativo"),
            document(kind=Kind.PARTNER, slug="sace", title_it="SACE", owner="SACE gruppo assicurativo"),
            document(kind=Kind.OPPORTUNITY, slug="past", title_it="Contributi 2020", closes=date(2020, 1, 1)),
            document(kind=Kind.OPPORTUNITY, slug="open", title_it="Contributi 2026", closes=date(2026, 12, 1)),
        ]
    )


def _entries(text, language="it", kinds=()):
    return [hit.slug for hit in suggest(text, language=language, today=TODAY, kinds=kinds).entries]


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("fier", ["fairs"]),
        ("contributi fie", ["fairs"]),
        ("fiera berg", ["fairs"]),  # whole words by their stem
        ("per le fie", ["fairs"]),  # small words say nothing
        ("grants fai", ["fairs"]),  # either language
        ("sac", ["sace", "policy"]),  # the body, then what it offers
        ("cliente non pag", ["credit"]),  # what firms ask
        ("fiere xyzzy", []),
        ("f", []),
        ("", []),
        ("?", []),
    ],
)
def test_entries_that_hold_every_word_are_suggested(text, slugs):
    assert _entries(text) == slugs


def test_what_nobody_would_see_the_reason_of_is_left_out():
    assert _entries("pag") == []


def test_what_is_closed_comes_last():
    assert _entries("contributi") == ["open", "fairs", "past"]


def test_a_space_ends_the_word():
    assert _entries("fier ") == ["fairs"]  # a stem of its own
    assert _entries("berg ") == []


def test_kinds_can_be_chosen():
    assert _entries("sac", kinds=(Kind.SERVICE,)) == ["policy"]
    assert _entries("contributi", kinds=(Kind.OPPORTUNITY, Kind.PARTNER)) == ["open", "past"]


def test_an_entry_is_shown_in_the_readers_language():
    hit = suggest("fiere berg", language="en", today=TODAY).entries[0]

    assert (hit.title, hit.url) == ("Grants for fairs in Bergamo", "/en/services/fairs/")


def test_lists_are_short():
    rebuild([document(kind=kind, title_it="Voucher") for kind in (Kind.PARTNER, Kind.SERVICE) for _number in range(20)])

    found = suggest("vouch", language="it", today=TODAY)

    assert [hit.kind for hit in found.entries[: BODIES + 1]] == [Kind.PARTNER] * BODIES + [Kind.SERVICE]
    assert len(found.names) + len(found.entries) == ALL


def test_the_cost_is_the_same_however_much_there_is():
    counts = []
    for size in (1, 30):
        rebuild([document(title_it="Voucher fiere") for _number in range(size)])
        suggest("voucher fie", language="it", today=TODAY)  # what the process keeps is read once
        with CaptureQueriesContext(connection) as queries:
            suggest("voucher fie", language="it", today=TODAY)
        counts.append(len(queries))
    assert counts == [2, 2]  # the version of the index, what is shown


@given(st.text(max_size=60))
def test_any_text_is_taken(text):
    suggest(text, language="it", today=TODAY)
