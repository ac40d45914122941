"""'Con quali parole vi trovano', for a draft and for a change that waits, on the entry's own page."""

import pytest
from django.urls import reverse

from catalog import search
from catalog.editorial import changes
from catalog.enums import EditorialStatus
from catalog.models import Service
from tests import factories
from tests.catalog.staff import member, signed_in
from tests.search.corpora import found

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return factories.partner()


def words_of(client, entry, **query):
    kind = entry._meta
    return client.get(reverse(f"admin:{kind.app_label}_{kind.model_name}_words", args=[entry.pk]), query)


def test_a_draft_is_tried_with_its_own_words_and_with_what_one_types(body):
    draft = factories.service(
        partner=body,
        title_it="Curcuma",
        editorial_status=EditorialStatus.DRAFT,
        search_terms_it=["spezie gialle"],
        questions_it=["Dove trovo lo zafferano?"],
    )
    search.rebuild()

    page = words_of(signed_in(member(body)), draft, q="curcuma")

    (typed,) = page.context["typed_place"]
    assert (typed.place, typed.near) == (1, True)
    assert [place.text for place in page.context["own"]["it"]] == ["spezie gialle", "Dove trovo lo zafferano?"]
    assert "curcuma" not in found("curcuma")
    assert Service.objects.get().editorial_status == EditorialStatus.DRAFT


def test_a_change_that_waits_is_tried_and_readers_still_find_the_old_words(body):
    service = factories.service(partner=body, title_it="Zafferano")
    search.rebuild()
    editor = member(body)
    changes.propose(service, {"title_it": "Curcuma"}, author=editor)
    client = signed_in(editor)

    assert words_of(client, service, q="curcuma").context["typed_place"][0].place == 1
    assert words_of(client, service, q="zafferano").context["typed_place"][0].place is None
    assert found("zafferano")[0] == service.slug


@pytest.mark.parametrize("make", [factories.service, factories.opportunity, factories.partner, factories.mission])
def test_every_kind_of_entry_has_the_page(staff, make):
    assert words_of(staff, make(), q="x " * 500).status_code == 200
    assert words_of(staff, make(editorial_status=EditorialStatus.DRAFT)).status_code == 200


def test_it_is_not_there_for_another_body(body):
    theirs = factories.service()

    assert words_of(signed_in(member(body)), theirs).status_code == 404
