"""What goes with an entry: which others, in which order, and what is said of each."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from catalog.guidance.related import MOST, Subject, related_bodies, related_offers
from catalog.guidance.shelf import shelf
from tests import factories
from tests.factories import document
from tests.search.corpora import rebuild

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
NEED, OTHER = "fairs-promotion", "tenders"
SUBJECT = Subject("service", "itself", "body", needs=[NEED], stages=["first-time"], countries=["JP"], sectors=["wine"])


@pytest.fixture(autouse=True)
def _names():
    factories.need(NEED, label_it="Fiere e promozione", label_en="Fairs and promotion")
    factories.country("JP", label_it="Giappone", label_en="Japan")
    factories.sector("wine", label_it="Vino", label_en="Wine")
    factories.province("CO", name="Como")


def entry(slug, need=OTHER, kind="service", partner_slug="", **facets):
    dates = {"always": True} if kind == "service" else {"closes": TODAY + timedelta(days=9)}
    if kind == "mission":
        dates = {"opens": TODAY + timedelta(days=9), "closes": TODAY + timedelta(days=12)}
    facets = {"need": [need], **facets}
    return document(kind=kind, slug=slug, partner_slug=partner_slug or slug, facets=facets, **dates)


def related(subject=SUBJECT, province="", language="it"):
    with override(language):
        found = related_offers(subject, shelf(TODAY, province), language=language)
    return {chosen.entry.slug: chosen.reasons for chosen in found}


def test_each_kinship_has_its_sentence_and_its_place():
    rebuild(
        [
            entry("same-body", partner_slug="body"),
            entry("same-sector", sector=["wine"]),
            entry("same-need", need=NEED),
            entry("same-country", country=["JP"]),
            entry("open-call", need=NEED, kind="opportunity"),
            entry("unlike"),
        ]
    )

    assert list(related().items()) == [
        ("open-call", ("Si può chiedere oggi e serve allo stesso scopo: fiere e promozione.",)),
        ("same-country", ("Riguarda lo stesso Paese: Giappone.",)),
        ("same-need", ("Serve allo stesso scopo: fiere e promozione.",)),
        ("same-sector", ("Riguarda lo stesso settore: vino.",)),
    ]


def test_reasons_are_in_the_readers_language():
    rebuild([entry("akin", need=NEED, country=["JP"])])

    assert related(language="en") == {
        "akin": ("It serves the same purpose: fairs and promotion.", "It is about the same country: Japan.")
    }


def test_the_entry_itself_what_is_over_and_bodies_are_left_out():
    over = document(slug="over", kind="opportunity", facets={"need": [NEED]}, closes=TODAY - timedelta(days=1))
    rebuild([entry("itself", need=NEED), over, entry("ente", need=NEED, kind="partner"), entry("other", need=NEED)])

    assert list(related()) == ["other"]


def test_a_twin_of_another_kind_with_the_same_address_is_another_entry():
    rebuild([entry("itself", need=NEED), entry("itself", need=NEED, kind="opportunity")])

    assert list(related()) == ["itself"]


def test_coming_missions_to_the_same_country_take_part():
    rebuild([entry("mission", kind="mission", country=["JP"])])

    assert related() == {"mission": ("Riguarda lo stesso Paese: Giappone.",)}


def test_an_entry_that_names_many_countries_is_about_none_of_them():
    many = ["JP", "DE", "FR", "ES", "AT", "CH"]
    rebuild([entry("of-the-world", country=many), entry("of-japan", country=["JP"])])

    assert list(related()) == ["of-japan"]
    assert related(Subject("service", "x", "", countries=many)) == {}


def test_nothing_is_proposed_that_the_firms_it_is_for_cannot_use():
    rebuild(
        [
            entry("of-como", need=NEED, province=["CO"]),
            entry("of-all", need=NEED),
            entry("of-bs", need=NEED, province=["BS"]),
        ]
    )
    of_brescia = Subject("service", "x", "", needs=[NEED], provinces=["BS"])

    assert set(related(of_brescia)) == {"of-bs", "of-all"}
    assert set(related(of_brescia, province="CO")) == {"of-como", "of-all"}
    assert related(SUBJECT, province="CO")["of-como"][-1] == "È per le imprese della provincia di Como."
    assert set(related(SUBJECT)) == {"of-como", "of-all", "of-bs"}


def test_being_near_alone_is_no_kinship():
    rebuild([entry("near", province=["CO"])])

    assert related(SUBJECT, province="CO") == {}


def test_no_more_are_shown_than_fit():
    rebuild([entry("itself", need=NEED)] + [entry(f"akin-{number}", need=NEED) for number in range(9)])

    assert len(related()) == MOST


def test_bodies_alike_serve_the_same_needs_and_the_same_firms():
    def body(slug, *needs, provinces=()):
        return document(kind="partner", slug=slug, partner_slug=slug, serves=needs, facets={"province": provinces})

    rebuild(
        [
            body("itself", NEED, provinces=["CO"]),
            body("near", NEED, provinces=["CO"]),
            body("of-all", NEED),
            body("unlike", OTHER),
            body("far", NEED, provinces=["BS"]),
        ]
    )
    subject = Subject("partner", "itself", "itself", needs=[NEED], provinces=["CO"])

    with override("it"):
        found = related_bodies(subject, shelf(TODAY), language="it")

    assert [chosen.entry.slug for chosen in found] == ["near", "of-all"]
    assert found[0].reasons == ("È per le imprese della provincia di Como.", "Vi aiuta con: fiere e promozione.")
