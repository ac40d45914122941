"""Words in the hands of staff: which may be taught, what they do at once, and what a new version of the files does."""

import pytest

from catalog.loading.vocabularies import load_vocabularies
from catalog.loading.wordings import load_wordings, merged
from catalog.models import NeedWording, SynonymGroup
from catalog.search import index, indexing, vocabulary, wordings
from catalog.search.suggestions import suggest
from catalog.search.wordings import Group
from catalog.vocabularies import rules, teaching
from catalog.vocabularies.trying import try_group
from tests.factories import document
from tests.search.corpora import TODAY, found, rebuild

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue():
    """Words in their tables, and an entry that nobody finds by what firms call it."""
    load_vocabularies()
    load_wordings()
    rebuild([document(slug="stand", title_it="Spazi espositivi collettivi"), document(slug="other", title_it="Dazi")])


def test_the_tables_say_what_the_files_say(catalogue):
    assert wordings.from_tables() == wordings.from_files()


def test_a_word_is_understood_by_the_next_search_and_forgotten_as_fast(catalogue):
    assert "stand" not in found("baracchino")

    group = SynonymGroup(terms=["spazi espositivi"], sources=["baracchino"])
    teaching.teach(group)
    assert found("baracchino") == ["stand"]

    teaching.forget(group)
    assert "stand" not in found("baracchino")
    assert not SynonymGroup.objects.filter(pk=group.pk).exists()


def test_what_the_files_brought_is_put_out_of_use_and_stays_so(catalogue):
    group = SynonymGroup.objects.exclude(key=None).first()

    teaching.forget(group)
    load_wordings()

    group.refresh_from_db()
    assert not group.in_use
    assert Group(tuple(group.terms), tuple(group.sources), group.need_id or "") not in wordings.from_tables().groups


def test_a_sentence_is_offered_while_one_types_as_soon_as_it_is_saved(catalogue):
    wording = NeedWording.objects.get(need="orientation")
    wording.phrases_it = [*wording.phrases_it, "zompare oltre frontiera"]
    teaching.teach(wording)

    offered = suggest("zompare", language="it", today=TODAY)

    assert [completion.label for _before, completion in offered.names] == ["zompare oltre frontiera"]


def test_no_search_reads_the_words_again_until_they_change(catalogue, django_assert_num_queries):
    found("stand collettivo")

    with django_assert_num_queries(2):  # the version, the hits
        found("stand collettivo")

    indexing.index(document(slug="new", title_it="Altro"))
    known = vocabulary.lexicon(index.current().vocabulary)
    assert vocabulary.lexicon(index.current().vocabulary) is known


def test_loading_again_changes_nothing_and_disturbs_no_search(catalogue):
    token = index.current().token

    load_wordings()

    assert index.current().token == token


def test_a_new_version_of_the_files_keeps_what_staff_did(catalogue, monkeypatch):
    said = wordings.from_files()
    old = said.groups[0]
    row = SynonymGroup.objects.get(position=0)
    row.terms = [*(term for term in old.phrases if term != old.phrases[1]), "baracchino"]
    row.save()
    new = Group((*old.phrases[:-1], "rassegna fieristica"), (), "finance-grants")
    monkeypatch.setattr(wordings, "from_files", lambda: wordings.Wordings((new, *said.groups[1:-1]), said.phrases))

    load_wordings()

    row.refresh_from_db()
    assert "baracchino" in row.terms
    assert "rassegna fieristica" in row.terms
    assert old.phrases[1] not in row.terms
    assert old.phrases[-1] not in row.terms
    assert row.need_id == "finance-grants"
    assert SynonymGroup.objects.count() == len(said.groups) - 1


def test_a_group_that_left_the_files_stays_where_staff_changed_it(catalogue, monkeypatch):
    said = wordings.from_files()
    row = SynonymGroup.objects.get(position=len(said.groups) - 1)
    row.terms = [*row.terms, "baracchino"]
    row.save()
    monkeypatch.setattr(wordings, "from_files", lambda: wordings.Wordings(said.groups[:-2], said.phrases))

    load_wordings()

    assert SynonymGroup.objects.filter(pk=row.pk).exists()
    assert not SynonymGroup.objects.filter(position=len(said.groups) - 2).exists()


def test_lists_are_merged_word_by_word():
    assert merged(["a", "mine", "c"], ["a", "b", "c"], ["a", "b", "d"]) == ["a", "mine", "d"]


@pytest.mark.parametrize(
    ("terms", "sources", "says"),
    [
        ([], [], "Prima scrivete"),
        (["fiera"], [], "Una frase da sola"),
        (["fiera", "di"], [], "in ogni frase"),
        (["fiera", "con il"], [], "in ogni frase"),
        (["fiera", "..."], [], "non contiene parole"),
        (["fiera"], ["casa"], "tutti i giorni"),
        (["fiera", "la casa"], [], "tutti i giorni"),
        (["fiera", "Fiera"], [], "due volte"),
        (["fiera"], ["fiera"], "due volte"),
        (["fiera", "parola " * 13], [], "troppo lunga"),
        ([f"fiera {number}" for number in range(61)], [], "massimo"),
    ],
)
def test_words_that_would_spoil_searches_are_refused_with_the_reason(terms, sources, says):
    assert any(says in problem for problem in rules.problems_of_group(terms, sources))


def test_good_words_are_taken_and_everyday_ones_may_be_led_to():
    assert rules.problems_of_group(["fiera", "salone"], []) == []
    assert rules.problems_of_group(["casa"], ["baracchino"]) == []
    assert rules.problems_of_group(["bonus", "voucher"], [], known=["bonus"]) == []


def test_a_sentence_says_at_least_two_things():
    assert rules.problems_of_sentences(["vendere vino"]) == []
    assert rules.problems_of_sentences(["la casa", "vendere"]) != []
    assert rules.problems_of_sentences(["la casa"], known=["la casa"]) == []


def test_words_are_tried_without_being_taught(catalogue):
    group = Group(("spazi espositivi",), ("baracchino",))

    (trial,) = try_group(group, ["baracchino"], instead_of=None, language="it", today=TODAY)

    assert "stand" not in [hit.slug for hit, _new in trial.before.hits]
    assert [(hit.slug, new) for hit, new in trial.after.hits] == [("stand", True)]
    assert "stand" not in found("baracchino")
