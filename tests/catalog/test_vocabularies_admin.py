"""The pages of the words: for the Region's editors, with a try before saving."""

import pytest
from django.urls import reverse

from catalog.enums import StaffRole
from catalog.loading.vocabularies import load_vocabularies
from catalog.loading.wordings import load_wordings
from catalog.models import NeedWording, SynonymGroup
from tests import factories
from tests.factories import document
from tests.search.corpora import found, rebuild

pytestmark = pytest.mark.django_db

ADD = reverse("admin:catalog_synonymgroup_add")
TRY = reverse("admin:catalog_synonymgroup_try")


@pytest.fixture
def signed_in(client, settings):
    settings.STAFF_SECOND_FACTOR = False

    def sign_in(role):
        client.force_login(factories.officer(factories.partner(), role))
        return client

    return sign_in


@pytest.fixture
def catalogue():
    load_vocabularies()
    load_wordings()
    rebuild([document(slug="stand", title_it="Spazi espositivi collettivi")])


def test_a_synonym_saved_is_in_force(signed_in, catalogue):
    region = signed_in(StaffRole.REGIONAL_EDITOR)

    answer = region.post(ADD, {"sources": "baracchino", "terms": "spazi espositivi\n", "in_use": "on", "tried": ""})

    assert answer.status_code == 302
    assert found("baracchino") == ["stand"]


def test_a_search_without_an_answer_is_in_the_form_already(signed_in):
    page = signed_in(StaffRole.REGIONAL_EDITOR).get(ADD, {"sources": "baracchino in fiera"})

    assert "baracchino in fiera</textarea>" in page.content.decode()


def test_a_word_that_would_spoil_searches_is_refused(signed_in):
    page = signed_in(StaffRole.REGIONAL_EDITOR).post(ADD, {"sources": "casa", "terms": "fiera", "tried": ""})

    assert "tutti i giorni" in page.content.decode()
    assert not SynonymGroup.objects.exists()


def test_words_are_tried_and_nothing_is_kept(signed_in, catalogue):
    before = SynonymGroup.objects.count()

    page = signed_in(StaffRole.REGIONAL_EDITOR).post(
        TRY, {"sources": "baracchino", "terms": "spazi espositivi", "tried": "", "group": ""}
    )

    assert "<ins>Spazi espositivi collettivi</ins>" in page.content.decode()
    assert SynonymGroup.objects.count() == before


@pytest.mark.parametrize("group", ["x", "999999999", "9" * 40, ""])
def test_any_number_may_be_tried(signed_in, group):
    page = signed_in(StaffRole.REGIONAL_EDITOR).post(TRY, {"terms": "fiera", "group": group})

    assert page.status_code == 200
    assert "Una frase da sola" in page.content.decode()


def test_every_row_opens_and_saves_as_it_was(signed_in, catalogue):
    region = signed_in(StaffRole.REGIONAL_EDITOR)
    assert region.get(reverse("admin:catalog_synonymgroup_changelist")).status_code == 200
    assert region.get(reverse("admin:catalog_needwording_changelist")).status_code == 200
    wrong = []
    for group in SynonymGroup.objects.all():
        address = reverse("admin:catalog_synonymgroup_change", args=[group.pk])
        given = {"sources": "\n".join(group.sources), "terms": "\n".join(group.terms), "need": group.need_id or ""}
        if region.post(address, {**given, "in_use": "on"}).status_code != 302:
            wrong.append(group)
    for wording in NeedWording.objects.all():
        address = reverse("admin:catalog_needwording_change", args=[wording.pk])
        given = {"phrases_it": "\n".join(wording.phrases_it), "phrases_en": "\n".join(wording.phrases_en)}
        if region.post(address, given).status_code != 302:
            wrong.append(wording)
    assert wrong == []


@pytest.mark.parametrize("role", [StaffRole.EDITOR, StaffRole.MISSION_OFFICER])
def test_the_words_of_all_are_the_regions(signed_in, role, catalogue):
    editor = signed_in(role)
    group = SynonymGroup.objects.first()

    assert editor.get(reverse("admin:catalog_synonymgroup_changelist")).status_code == 403
    assert editor.post(ADD, {"terms": "fiera\nsalone"}).status_code == 403
    assert editor.post(TRY, {"terms": "fiera\nsalone"}).status_code == 403
    assert editor.post(reverse("admin:catalog_synonymgroup_change", args=[group.pk]), {"terms": "x"}).status_code == 403
    assert editor.get(reverse("admin:catalog_needwording_changelist")).status_code == 403


def test_what_the_files_brought_is_not_deleted_what_staff_added_is(signed_in, catalogue):
    region = signed_in(StaffRole.REGIONAL_EDITOR)
    theirs = SynonymGroup.objects.create(terms=["a b", "c d"])
    brought = SynonymGroup.objects.exclude(key=None).first()

    assert (
        region.post(reverse("admin:catalog_synonymgroup_delete", args=[brought.pk]), {"post": "yes"}).status_code == 403
    )
    assert (
        region.post(reverse("admin:catalog_synonymgroup_delete", args=[theirs.pk]), {"post": "yes"}).status_code == 302
    )
    assert not SynonymGroup.objects.filter(pk=theirs.pk).exists()
