"""The dry run of a file: what each row would do, what is asked, what is refused and why."""

import pytest

from catalog.enums import ImportKind, RowVerdict
from catalog.interchange import answers, applying, intake
from catalog.models import Import, Service
from tests import factories
from tests.catalog.interchange.files import HEAD, call, editor, take, verdicts

pytestmark = pytest.mark.django_db


def test_an_empty_cell_changes_nothing_and_a_word_empties(body, author):
    factories.opportunity(partner=body, slug="bando", amount_it="Mille", beneficiaries_it="Tutte")
    batch = take(author, [["id", "importo", "beneficiari", "titolo"], ["bando", "(vuoto)", "", ""]])
    assert batch.rows.get().values == {"amount_it": ""}
    refused = take(author, [["id", "titolo"], ["bando", "(vuoto)"]])
    assert verdicts(refused) == [RowVerdict.REFUSED]


def test_what_somebody_changed_since_the_download_is_not_written_over(body, author):
    entry = factories.opportunity(partner=body, slug="bando", title_it="Prima", version=3)
    head = ["id", "versione", "titolo", "importo"]
    stale = take(author, [head, ["bando", "2", "Dopo", ""]])
    assert verdicts(stale) == [RowVerdict.REFUSED]
    assert entry.title_it in stale.rows.get().problems[0]["reason"]
    fresh = take(author, [head, ["bando", "3", "Dopo", ""]])
    assert verdicts(fresh) == [RowVerdict.CHANGED]
    unchanged = take(author, [head, ["bando", "2", "Prima", ""]])
    assert verdicts(unchanged) == [RowVerdict.SAME]


def test_entries_that_may_be_there_already_are_asked_about(body, author):
    factories.opportunity(partner=body, slug="voucher", title_it="Voucher fiere 2026", url="https://www.example.org/v/")
    rows = [HEAD, call(title="Fiere: voucher 2026"), call(title="Altro", link="http://example.org/v")]
    batch = take(author, rows)
    assert verdicts(batch) == [RowVerdict.ASKED, RowVerdict.ASKED]
    assert [[other["slug"] for other in row.alike] for row in batch.rows.all()] == [["voucher"], ["voucher"]]
    with pytest.raises(applying.NotReady):
        applying.begin(batch)

    answers.take(batch, {"row-2": "voucher", "other-rows": "new"})

    assert verdicts(batch) == [RowVerdict.CHANGED, RowVerdict.NEW]
    answers.take(batch, {"row-2": "new"})
    assert verdicts(batch) == [RowVerdict.CHANGED, RowVerdict.NEW], "what is not asked is not answered"


def test_two_rows_about_one_entry_are_told(body, author):
    factories.opportunity(partner=body, slug="bando")
    known = take(author, [["id", "importo"], ["bando", "1"], ["bando", "2"]])
    new = take(author, [HEAD, call(title="Uguale"), call(title="UGUALE")])
    assert (verdicts(known)[1], verdicts(new)[1]) == (RowVerdict.REFUSED, RowVerdict.REFUSED)


SPELLINGS = ["PROMOS ITALIA", "Promos  Italia", "promos-italia", "Promos Italia S.c.r.l.", "promos"]


def test_a_body_is_known_by_its_names_whatever_their_capitals_and_marks(body):
    author = editor(body, factories.partner())
    batch = take(author, [HEAD, *(call(spelt, f"Bando {place * 37}") for place, spelt in enumerate(SPELLINGS))])
    assert [row.verdict for row in batch.rows.all() if row.number != 5] == [RowVerdict.NEW] * 4


def test_people_write_lists_days_and_words_in_many_ways(body, author):
    for code, name in (("JP", "Giappone"), ("DE", "Germania"), ("US", "Stati Uniti")):
        factories.country(code, label_it=name)
    head = [*HEAD, "A sportello", "Paesi", "Kinds of firm", "Search terms in Italian"]
    row = [
        *call(apertura="1° marzo 2026", scadenza="2026-12-31"),
        "SI",
        "giappone; Germania, USA",
        "established",
        "a | b",
    ]
    batch = take(author, [head, row])
    said = batch.rows.get()
    assert said.problems == []
    assert (said.values["opens"], said.values["closes"], said.values["rolling"]) == ("2026-03-01", "2026-12-31", True)
    assert (said.values["countries"], said.values["stages"]) == (["JP", "DE", "US"], ["established"])
    assert said.values["search_terms_it"] == ["a", "b"]


def test_a_title_in_capitals_is_told_and_broken_letters_are_refused(body, author):
    batch = take(author, [HEAD, call(title="VOUCHER PER LE FIERE"), call(title="La cittÃ  che esporta")])
    first, second = batch.rows.all()
    assert "Voucher per le fiere" in first.advice[0]
    assert second.problems[0]["instead"] == "La città che esporta"


def test_columns_nobody_knows_are_passed_over_and_said(author):
    batch = take(author, [["Titolo", "Scadensa", "Colore"], ["Uno", "x", "blu"]])
    assert batch.columns == ["title_it", "", ""]
    assert any("scadenza" in note for note in batch.notes)
    assert any("Colore" in note for note in batch.notes)
    with pytest.raises(intake.Unreadable):
        take(author, [["Colore"], ["blu"]])
    with pytest.raises(intake.Unreadable):
        take(author, [["Titolo", "Title"], ["a", "b"]])
    assert Import.objects.count() == 1


@pytest.mark.parametrize("count", [5, 60])
def test_a_dry_run_asks_the_database_as_often_for_many_rows_as_for_few(
    body, author, count, django_assert_max_num_queries
):
    for number in range(count):
        factories.service(partner=body, slug=f"voce-{number}", countries=[factories.country()])
    rows = [["id", "titolo"], *([f"voce-{number}", f"Titolo {number * 7919}"] for number in range(count))]
    with django_assert_max_num_queries(25):
        take(author, rows, kind=ImportKind.SERVICE)
    assert Service.objects.count() == count
