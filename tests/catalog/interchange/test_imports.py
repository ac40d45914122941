"""Files of entries: what is written of them, all or nothing, within scope and approval; what comes back the same."""

from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from catalog.enums import EditorialStatus, ImportKind, ImportStatus, RowVerdict, StaffRole
from catalog.interchange import answers, applying, kinds, report, tables, taking
from catalog.interchange.erasing import erase_old
from catalog.models import BodyAlias, Import, ImportRow, Opportunity, Revision
from tests import factories
from tests.catalog.interchange.files import HEAD, apply, call, editor, take, text, verdicts

pytestmark = pytest.mark.django_db


def test_a_new_row_becomes_a_draft_of_the_one_body_its_author_works_for(body, author):
    batch = take(author, [HEAD, call(title="  Bando   fiere ")])
    assert (verdicts(batch), Opportunity.objects.count()) == ([RowVerdict.NEW], 0)

    assert apply(batch)

    made = Opportunity.objects.get()
    assert (made.title_it, made.slug, made.partner, made.editorial_status, made.type) == (
        "Bando fiere",
        "bando-fiere",
        body,
        EditorialStatus.DRAFT,
        "grant",
    )
    assert made.closes.isoformat() == "2026-12-31"
    assert made.history.first().history_user == author
    assert batch.status == ImportStatus.APPLIED


def test_applying_again_changes_nothing(author):
    batch = take(author, [HEAD, call()])
    assert (apply(batch), applying.run(batch.pk), applying.run_all()) == (True, False, 0)
    assert Opportunity.objects.count() == 1
    with pytest.raises(applying.NotReady):
        applying.begin(batch)


def test_a_change_of_a_public_entry_waits_for_approval(body, author):
    entry = factories.opportunity(partner=body, title_it="Prima", slug="bando")
    batch = take(author, [["id", "titolo"], ["bando", "Dopo"]])
    assert [row.differences for row in batch.rows.all()] == [[["Titolo in italiano", "Prima", "Dopo"]]]

    apply(batch)

    entry.refresh_from_db()
    assert (entry.title_it, Revision.objects.get().values) == ("Prima", {"title_it": "Dopo"})
    assert batch.rows.get().outcome == "pending"


def test_who_may_publish_changes_it_at_once(body):
    region = editor(factories.partner(), role=StaffRole.REGIONAL_EDITOR)
    entry = factories.opportunity(partner=body, title_it="Prima", slug="bando")

    apply(take(region, [["id", "titolo"], ["bando", "Dopo"]]))

    entry.refresh_from_db()
    assert entry.title_it == "Dopo"


def test_of_two_hundred_rows_seven_bad_ones_are_each_understood(body, author):
    rows = [call(title=f"Bando numero {number:03} per {number * 7919}", link="") for number in range(200)]
    rows[3] = call(title="Bando alfa", scadenza="12/31/2026")
    rows[20] = call(title="Bando beta", tipologia="prestitto")
    rows[41] = call(title="Bando gamma", bisogno="")
    rows[66] = call(title="Bando delta", link="non un indirizzo")
    rows[99] = call("Camera di Commercio di Como", "Bando epsilon")
    rows[140] = call(title="Bando zeta", apertura="2026-12-31", scadenza="2026-01-01")
    rows[199] = call(title="Bando eta", sommario="x" * 340)

    batch = take(author, [HEAD, *rows])

    assert report.counts(batch) == {RowVerdict.REFUSED: 7, RowVerdict.NEW: 193}
    said = {
        row.number: (row.problems[0]["column"], row.problems[0]["reason"], row.problems[0]["instead"])
        for row in batch.rows.filter(verdict=RowVerdict.REFUSED)
    }
    assert said[5] == ("Chiude", "Il giorno “12/31/2026” non esiste.", "31/12/2026")
    assert said[22][0] == "Tipo"
    assert "Prestito" in said[22][2] or "Finanziamento" in said[22][2]
    assert said[43][0] == "Bisogno"
    assert said[68][0] == "Pagina ufficiale"
    assert said[101][0] == "Ente"
    assert said[142][0] == "Chiude"
    assert said[201][2] == "Accorciate di 40 caratteri."
    with pytest.raises(applying.NotReady):
        applying.begin(batch)
    assert apply(batch, leave_out=True)
    assert Opportunity.objects.count() == 193


def test_nothing_is_written_where_one_row_cannot_be(body, author):
    entry = factories.opportunity(partner=body, slug="bando", editorial_status=EditorialStatus.DRAFT)
    batch = take(author, [["id", "titolo", *HEAD[2:]], ["", *call()[1:]], ["bando", "Dopo", *call()[2:]]])
    entry.title_it = "Di un’altra persona"
    entry.version += 1
    entry.save()

    assert not apply(batch)

    assert (Opportunity.objects.count(), batch.status) == (1, ImportStatus.CHECKED)
    assert "Riga 3" in batch.failure
    assert apply(batch), "what was tried out again can be applied"


@pytest.mark.parametrize("shape", ["csv", "xlsx"])
@pytest.mark.parametrize("make", [factories.service, factories.opportunity])
def test_what_is_taken_away_comes_back_the_same(body, author, make, shape):
    hostile = ["=1+1", "+39 02", "-1", "@SUM(A1)", "＝1", "'=1", "a\tb", "uno; due", 'con "virgolette"', "a|b"]
    for number, title in enumerate(hostile):
        make(
            partner=body,
            title_it=title,
            description_it=f"{title}\n\nseconda  riga\n- voce",
            questions_it=[title, "Come?"],
            search_terms_it=["uno", "due, tre"],
            stages=["first-time", "established"],
            sectors=[factories.sector()],
            countries=[factories.country("JP"), factories.country("DE")],
            sources=["https://example.org/a?b=1,2", "https://example.org/c"],
            slug=f"voce-{number}",
        )
    kind = ImportKind(type(make(partner=body, checked="2025-04"))._meta.model_name)
    rows = list(taking.table(kinds.of(kind), author))
    content = taking.workbook(rows, "x") if shape == "xlsx" else "".join(tables.lines(rows, ";")).encode()

    batch = take(author, [], kind=kind, content=content)

    assert [row.problems for row in batch.rows.all() if row.problems] == []
    assert set(verdicts(batch)) == {RowVerdict.SAME}
    assert len(rows) == batch.rows.count() + 1


def test_a_file_brought_in_twice_leaves_what_staff_wrote_in_between(body, author):
    rows = [["id", "titolo", *HEAD[2:]], ["bando-a", "Dal file", *call()[2:]]]
    apply(take(author, rows))
    entry = Opportunity.objects.get()
    entry.title_it = "Scritto a mano"
    entry.version += 1
    entry.save()

    again = take(author, rows)

    assert verdicts(again) == [RowVerdict.KEPT]
    assert "Scritto a mano" in again.rows.get().advice[0]
    other = take(author, [rows[0], ["bando-a", "Dal file nuovo", *call()[2:]]])
    assert verdicts(other) == [RowVerdict.REFUSED]
    newer = take(author, [rows[0], ["bando-a", "Scritto a mano", "Altro sommario", *call()[3:]]])
    assert newer.rows.get().values == {"summary_it": "Altro sommario"}


def test_another_spelling_is_asked_once_for_all_rows_and_remembered(body):
    other = factories.partner(short_name="Camera di Como")
    author = editor(body, other)
    rows = [HEAD, *(call("PROMOS (az. speciale)", f"Bando {number * 7919}") for number in range(3))]
    batch = take(author, rows)
    assert verdicts(batch) == [RowVerdict.REFUSED] * 3
    [asked] = report.spellings(batch)
    assert (asked.rows, asked.choices[0]) == (3, (body.pk, "Promos Italia"))

    answers.take(batch, {f"body-{asked.key}": str(body.pk)})
    apply(batch)

    assert set(Opportunity.objects.values_list("partner", flat=True)) == {body.pk}
    assert verdicts(take(author, [HEAD, call("promos az speciale", "Un altro ancora")])) == [RowVerdict.NEW]
    assert BodyAlias.objects.get().partner == body


def test_nothing_of_another_body_is_shown_proposed_or_touched(body, author):
    """Canary: another body's draft, by its address, its title, its official page, its name."""
    theirs = factories.partner(slug="altrui", short_name="Canarino", name="Canarino delle miniere")
    secret = factories.opportunity(
        partner=theirs,
        slug="segreto",
        title_it="Zaffiro nascosto",
        url="https://example.org/z",
        editorial_status=EditorialStatus.DRAFT,
    )
    rows = [
        ["id", *HEAD],
        ["segreto", *call(title="Mio")],
        ["", *call(title="Zaffiro nascosto", link="https://example.org/z")],
        ["", *call("Canarino", title="Loro")],
        ["", *call("altrui", title="Loro ancora")],
    ]
    batch = take(author, rows)

    assert verdicts(batch) == [RowVerdict.REFUSED, RowVerdict.NEW, RowVerdict.REFUSED, RowVerdict.REFUSED]
    told = str([[row.problems, row.alike, row.differences, row.advice] for row in batch.rows.all()])
    assert "delle miniere" not in told
    assert [name for asked in report.spellings(batch) for _key, name in asked.choices] == ["Promos Italia"] * 2
    answers.take(batch, {"row-3": "segreto", "body-canarino": str(theirs.pk)})
    apply(batch, leave_out=True)
    secret.refresh_from_db()
    assert (secret.title_it, secret.version, Opportunity.objects.filter(partner=theirs).count()) == (
        "Zaffiro nascosto",
        1,
        1,
    )
    table = str(list(taking.table(kinds.of(ImportKind.OPPORTUNITY), author)))
    assert "Canarino" not in table
    assert "delle miniere" not in table


def test_who_lost_the_body_meanwhile_writes_nothing(body, author):
    batch = take(author, [HEAD, call()])
    author.memberships.all().delete()
    assert not apply(batch)
    assert not Opportunity.objects.exists()


def test_the_refused_rows_come_out_with_why_and_go_in_again(body, author):
    batch = take(author, [HEAD, call(scadenza="mai"), call(title="Buono")])
    again = take(author, [], content=text(report.refused(batch)))
    [row] = again.rows.all()
    assert (row.number, row.problems[0]["column"], row.problems[0]["value"]) == (2, "Chiude", "mai")


def test_reports_are_erased_with_their_rows_once_their_time_is_over(body, author, settings):
    settings.IMPORTS_KEPT_DAYS = 30
    rows = [["id", "titolo", *HEAD[2:]], ["bando-a", "Dal file", *call()[2:]]]
    applied, _tried, under_way = (take(author, rows) for _file in range(3))
    Import.objects.update(created_at=localtime() - timedelta(days=31))
    apply(applied)
    Import.objects.filter(pk=under_way.pk).update(status=ImportStatus.APPLYING)

    assert (erase_old(localtime()), erase_old(localtime())) == (1, 0)
    assert set(Import.objects.all()) == {applied, under_way}
    assert erase_old(localtime() + timedelta(days=31)) == 1
    assert set(ImportRow.objects.values_list("batch", flat=True)) == {under_way.pk}
    Opportunity.objects.update(title_it="Scritto a mano")
    assert verdicts(take(author, rows)) == [RowVerdict.KEPT], "what staff wrote since is protected all the same"
