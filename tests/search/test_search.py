"""What a search finds, in which order, and what it says of each result."""

from datetime import date

import pytest

from catalog.enums import Availability, Kind
from tests.factories import document
from tests.search.corpora import TODAY, find, found, rebuild

pytestmark = pytest.mark.django_db


def test_every_word_finds_its_other_forms():
    rebuild([document(slug="fairs", title_it="Partecipare alle fiere"), document(slug="other", title_it="Altro")])

    assert found("fiera") == ["fairs"]
    assert found("FIERE") == ["fairs"]


def test_accents_and_elisions_make_no_difference():
    rebuild([document(slug="quality", title_it="Qualità per l'esportazione")])

    assert found("qualita") == found("qualità") == found("dell’esportazione") == ["quality"]


def test_any_of_the_words_is_enough_and_more_of_them_are_better():
    rebuild(
        [
            document(slug="neither", title_it="Prestiti agevolati"),
            document(slug="one", title_it="Zafferano sfuso"),
            document(slug="both", title_it="Zafferano in barattolo"),
        ]
    )

    assert found("zafferano barattolo") == ["both", "one"]


def test_a_word_in_the_title_counts_more_than_one_in_the_text():
    rebuild(
        [
            document(slug="text", title_it="Servizio", body_it="Parla di zafferano."),
            document(slug="title", title_it="Zafferano"),
        ]
    )

    assert found("zafferano") == ["title", "text"]


def test_words_of_questions_owner_and_labels_find_an_entry():
    rebuild(
        [
            document(slug="question", questions_it=["Come spedisco lo zafferano?"]),
            document(slug="owner", owner="Consorzio del bergamotto"),
            document(slug="label", labels="Settore carrozzine"),
        ]
    )

    assert found("zafferano") == ["question"]
    assert found("bergamotto") == ["owner"]
    assert found("carrozzina") == ["label"]


def test_english_finds_what_has_an_english_text_and_italian_finds_it_too():
    rebuild([document(slug="s", title_it="Bussola per chi parte", title_en="Compass for beginners")])

    assert found("beginner", language="en") == found("bussola", language="en") == ["s"]
    assert found("compass", language="it") == ["s"]


def test_texts_come_in_the_readers_language_or_honestly_in_italian():
    rebuild(
        [
            document(slug="both", title_it="Bussola", title_en="Compass", summary_it="Orienta.", summary_en="Guides."),
            document(slug="italian", title_it="Mappa", summary_it="Mostra."),
        ]
    )

    english = {hit.slug: hit for hit in find(language="en").hits}
    italian = {hit.slug: hit for hit in find(language="it").hits}

    assert (english["both"].title, english["both"].title_lang, english["both"].summary_lang) == ("Compass", "en", "en")
    assert (english["italian"].title, english["italian"].title_lang) == ("Mappa", "it")
    assert (italian["both"].title, italian["both"].summary) == ("Bussola", "Orienta.")


def test_addresses_are_in_the_readers_language():
    rebuild([document(kind=kind, slug="s") for kind in Kind.values])

    assert {hit.url for hit in find(language="it").hits} == {
        "/servizi/s/",
        "/opportunita/s/",
        "/enti/s/",
        "/missioni/s/",
    }
    assert {hit.url for hit in find(language="en").hits} == {
        "/en/services/s/", "/en/opportunities/s/", "/en/partners/s/", "/en/missions/s/",
    }  # fmt: skip


def test_no_words_find_everything():
    rebuild([document(slug=slug) for slug in "abc"])

    page = find()

    assert (page.count, page.more, page.low_confidence) == (3, 0, False)


def test_words_that_nobody_uses_find_nothing_and_the_search_says_which():
    rebuild([document(slug="a", title_it="Fiere")])

    page = find("xyzzy")

    assert (page.count, page.more, page.low_confidence, page.hits) == (0, 0, True, ())
    assert page.reading.unknown == ("xyzzy",)


def test_an_unknown_word_beside_a_known_one_can_be_left_out():
    rebuild([document(slug="a", title_it="Zafferano")])

    page = find("xyzzy zafferano")

    assert page.reading.unknown == ("xyzzy",)
    assert page.reading.without == "zafferano"


def test_an_empty_index_is_an_empty_answer():
    rebuild([])

    page = find("fiera")

    assert (page.count, page.more, page.pages, page.hits) == (0, 0, 1, ())


def test_weaker_matches_follow_the_answer_over_the_pages():
    strong = [document(slug=f"strong-{number}", title_it="Zafferano barattolo tappo etichetta") for number in range(3)]
    weak = [document(slug=f"weak-{number}", body_it="Un tappo.") for number in range(4)]
    rebuild([*strong, *weak])

    pages = [find("zafferano barattolo tappo etichetta", page=number, page_size=2) for number in range(1, 5)]
    hits = [hit for page in pages for hit in page.hits]

    assert {(page.count, page.more, page.pages) for page in pages} == {(3, 4, 4)}
    assert [hit.slug.split("-")[0] for hit in hits] == ["strong"] * 3 + ["weak"] * 4
    assert [hit.near for hit in hits] == [True] * 3 + [False] * 4
    assert len({hit.slug for hit in hits}) == 7


def test_a_page_after_the_last_is_empty():
    rebuild([document(slug="a")])

    page = find(page=100_000)

    assert (page.count, page.pages, page.hits) == (1, 1, ())


def test_values_of_one_name_are_alternatives_and_names_narrow():
    rebuild(
        [
            document(slug="jp-co", facets={"country": ["JP"], "province": ["CO"]}),
            document(slug="de-co", facets={"country": ["DE"], "province": ["CO"]}),
            document(slug="jp-mi", facets={"country": ["JP"], "province": ["MI"]}),
            document(slug="anywhere"),
        ]
    )

    assert set(found(country=("JP", "DE"))) == {"jp-co", "de-co", "jp-mi"}
    assert set(found(country=("JP", "DE"), province=("CO",))) == {"jp-co", "de-co"}
    assert found(country=("all",)) == ["anywhere"]
    assert found(country=("XX",)) == []


def test_a_deadline_asked_for_includes_its_day_and_leaves_out_what_has_none():
    rebuild(
        [
            document(slug="before", closes=date(2026, 7, 1)),
            document(slug="on", closes=date(2026, 7, 2)),
            document(slug="after", closes=date(2026, 7, 3)),
            document(slug="none"),
        ]
    )

    assert set(found(closes_before=date(2026, 7, 2))) == {"before", "on"}


@pytest.mark.parametrize(
    ("dates", "status"),
    [
        ({"opens": date(2026, 6, 15), "closes": date(2026, 6, 15)}, Availability.OPEN),
        ({"closes": date(2026, 6, 14)}, Availability.CLOSED),
        ({"closes": date(2026, 6, 14), "always": True}, Availability.CLOSED),
        ({"opens": date(2026, 6, 16)}, Availability.UPCOMING),
        ({"opens": date(2026, 6, 16), "always": True}, Availability.UPCOMING),
        ({"always": True}, Availability.ROLLING),
        ({"opens": date(2026, 6, 1)}, None),
        ({}, None),
    ],
)
def test_a_status_follows_from_the_dates_in_result_filter_and_facet(dates, status):
    rebuild([document(slug="a", **dates)])

    page = find()
    facet = next(facet for facet in page.facets if facet.name == "status")

    assert page.hits[0].status == status
    assert {value.value: value.count for value in facet.values} == ({status: 1} if status else {})
    for asked in Availability.values:
        assert found(status=(asked,)) == (["a"] if asked == status else [])


def test_statuses_change_with_the_day_and_not_with_the_index():
    rebuild([document(slug="a", opens=date(2026, 6, 10), closes=date(2026, 6, 20))])

    days = [date(2026, 6, 9), date(2026, 6, 10), date(2026, 6, 20), date(2026, 6, 21)]

    assert [find(today=day).hits[0].status for day in days] == ["upcoming", "open", "open", "closed"]
    assert [found(today=day, status=("open",)) for day in days] == [[], ["a"], ["a"], []]


def test_without_words_what_is_open_comes_first_and_what_is_closed_last():
    rebuild(
        [
            document(slug="closed", closes=date(2026, 1, 1)),
            document(slug="always", always=True),
            document(slug="open", closes=date(2026, 7, 1)),
        ]
    )

    assert found() == ["open", "always", "closed"]


def test_by_deadline_the_next_comes_first_then_what_has_none_then_what_is_over():
    rebuild(
        [
            document(slug="over-long-ago", closes=date(2025, 1, 1)),
            document(slug="later", closes=date(2026, 9, 1)),
            document(slug="today", closes=TODAY),
            document(slug="over", closes=date(2026, 6, 14)),
            document(slug="none"),
        ]
    )

    assert found(sort="deadline") == ["today", "later", "none", "over", "over-long-ago"]


def test_by_title_letters_decide_without_accents_in_the_readers_language():
    rebuild(
        [
            document(slug="b", title_it="Èlite", title_en="Zebra"),
            document(slug="a", title_it="dogane"),
            document(slug="c", title_it="Fiere", title_en="Apple"),
        ]
    )

    assert found(sort="title") == ["a", "b", "c"]
    assert found(sort="title", language="en") == ["c", "a", "b"]


def test_newest_first_and_the_undated_last():
    rebuild([document(slug="old", dated=date(2025, 1, 1)), document(slug="none"), document(slug="new", dated=TODAY)])

    assert found(sort="newest") == ["new", "old", "none"]


@pytest.mark.parametrize("sort", ["", "relevance", "deadline", "newest", "title"])
def test_every_order_shows_every_entry_once(sort):
    slugs = [f"s-{number:02}" for number in range(25)]
    entries = [
        document(
            slug=slug,
            title_it="Fiera" if number % 2 else "Altro",
            closes=date(2026, 1 + number % 12, 1) if number % 3 else None,
            dated=date(2025, 1 + number % 12, 1) if number % 4 else None,
        )
        for number, slug in enumerate(slugs)
    ]
    rebuild(entries)

    seen = [slug for page in (1, 2, 3) for slug in found(sort=sort, page=page, page_size=10)]

    assert sorted(seen) == slugs


def test_the_score_falls():
    rebuild([document(slug=f"s-{number}", title_it="Zafferano " + "altro " * number) for number in range(4)])

    scores = [hit.score for hit in find("zafferano altro").hits]

    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] <= scores[0]
