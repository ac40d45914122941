"""Files of bodies, of their offices and of missions: what is special about each."""

import pytest

from catalog.editorial import changes
from catalog.enums import EditorialStatus, ImportKind, RowVerdict, StaffRole
from catalog.interchange import answers, kinds, report, tables, taking
from catalog.models import Office, Partner, Revision
from missions.models import Mission
from tests import factories
from tests.catalog.interchange.files import apply, editor, take, verdicts

pytestmark = pytest.mark.django_db

OFFICES = ["Codice", "Ente", "Nome", "Comune", "Prov.", "Telefono"]
BODIES = ["id", "sigla", "denominazione", "tipo", "cosa fa", "province"]


def region():
    return editor(factories.partner(), role=StaffRole.REGIONAL_EDITOR)


def offices(author, *rows):
    return take(author, [OFFICES, *rows], kind=ImportKind.OFFICE)


def table(kind, author):
    return list(taking.table(kinds.of(kind), author))


def made(kind, body):
    """Something of a kind with all that a table of it holds."""
    if kind == ImportKind.PARTNER:
        Partner.objects.filter(pk=body.pk).update(
            provinces=[factories.province("CO").code], role_it="=1+1\n\nseconda", search_terms_it=["a|b", "c"], url=""
        )
    elif kind == ImportKind.OFFICE:
        given = {"phone": "+39 031", "postcode": "00100", "province": factories.province("CO")}
        factories.office(partner=body, name="＝1", sources=["https://example.org/a"], checked="2025-04", **given)
        factories.office(partner=body, name="Como; centro", email="como@example.org")
        changes.propose(
            body,
            {"offices": [*changes.working_values(body)["offices"], {"id": None, "name": "Ancora in attesa"}]},
            author=editor(body),
        )
    else:
        given = {"starts": "2027-03-01", "ends": "2027-03-05", "capacity": 1_200, "support": ["interpreter"]}
        factories.mission(partner=body, cities=["Ōsaka", "Kyōto, centro"], countries=[factories.country()], **given)


@pytest.mark.parametrize("kind", [ImportKind.PARTNER, ImportKind.OFFICE, ImportKind.MISSION])
def test_what_is_taken_away_comes_back_the_same(body, author, kind):
    made(kind, body)
    rows = table(kind, author)
    for content in ("".join(tables.lines(rows, ";")).encode(), taking.workbook(rows, "x")):
        batch = take(author, [], kind=kind, content=content)
        assert [row.problems for row in batch.rows.all() if row.problems] == []
        assert set(verdicts(batch)) == {RowVerdict.SAME}
        assert batch.rows.count() == len(rows) - 1


def test_a_change_of_a_body_waits_and_a_new_one_is_the_regions_to_make(body, author):
    new = ["", "Agenzia Uno", "Agenzia Uno spa", "agency", "Aiuta.", ""]
    batch = take(author, [BODIES, ["promos", "Promos", "", "", "", "(vuoto)"], new], kind=ImportKind.PARTNER)
    assert verdicts(batch) == [RowVerdict.CHANGED, RowVerdict.REFUSED]
    apply(batch, leave_out=True)
    body.refresh_from_db()
    assert (body.short_name, Revision.objects.get().values) == ("Promos Italia", {"short_name": "Promos"})

    again = take(region(), [BODIES, new, new, ["", "PROMOS Italia", *new[2:]]], kind=ImportKind.PARTNER)
    assert verdicts(again) == [RowVerdict.NEW, RowVerdict.REFUSED, RowVerdict.ASKED]
    answers.take(again, {"row-4": "promos"})
    assert again.rows.get(number=4).verdict == RowVerdict.CHANGED
    apply(again, leave_out=True)
    one = Partner.objects.get(slug="agenzia-uno")
    assert (one.name, one.editorial_status) == ("Agenzia Uno spa", EditorialStatus.DRAFT)


def test_the_offices_of_a_body_change_together_and_the_others_stay(body, author):
    como = factories.office(partner=body, name="Como", email="como@example.org")
    kept = factories.office(partner=body, name="Lecco")
    factories.province("CO", name="Como")
    batch = offices(
        author,
        [str(como.pk), "", "Como centro", "Como", "co", "031 1"],
        ["", "Promos Italia", "Varese", "Varese", "", ""],
        ["", "", "LECCO sud", "", "", ""],
    )
    assert verdicts(batch) == [RowVerdict.CHANGED, RowVerdict.NEW, RowVerdict.NEW]
    assert batch.rows.first().differences[0] == ["Nome", "Como", "Como centro"]

    assert apply(batch)

    assert sorted(Office.objects.values_list("name", flat=True)) == ["Como", "Lecco"], "readers see it once approved"
    assert {row.outcome for row in batch.rows.all()} == {"pending"}
    rows = {row["name"]: row for row in changes.working_values(body)["offices"]}
    assert list(rows) == ["Como centro", "Lecco", "Varese", "LECCO sud"]
    assert (rows["Como centro"]["id"], rows["Como centro"]["province"]) == (como.pk, "CO")
    assert (rows["Como centro"]["email"], rows["Lecco"]["id"]) == ("como@example.org", kept.pk)


def test_an_office_is_known_by_its_name_or_asked_about_and_never_doubled(body, author):
    como, _lecco = (factories.office(partner=body, name=name) for name in ("Sede di Como", "Lecco"))
    batch = offices(
        author,
        ["", "", "sede di COMO", "", "", "031 1"],
        ["", "", "Como, sede di", "", "", ""],
        [str(como.pk), "", "", "", "", "031 2"],
        ["", "", "Varese", "", "XX", ""],
        ["", "Boh", "Varese", "", "", ""],
        ["999999", "", "Varese", "", "", ""],
    )
    refused = RowVerdict.REFUSED
    assert verdicts(batch) == [RowVerdict.CHANGED, RowVerdict.ASKED, refused, refused, refused, refused]
    assert "riga 2" in batch.rows.get(number=4).problems[0]["reason"].lower()
    taken = offices(author, [str(como.pk), "", "lecco", "", "", ""])
    assert verdicts(taken) == [refused]


def test_a_file_of_offices_brought_in_twice_leaves_what_staff_wrote_in_between(body):
    staff, rows = region(), [["", "Promos Italia", "Como", "Como", "", "031 1"]]
    apply(offices(staff, *rows))
    body.offices.update(phone="031 2")

    again = offices(staff, *rows)

    assert verdicts(again) == [RowVerdict.KEPT]
    assert "031 2" in again.rows.get().advice[0]


def test_an_office_that_somebody_changed_meanwhile_stops_the_whole_file(body, author):
    como = factories.office(partner=body, name="Como")
    batch = offices(author, [str(como.pk), "", "", "", "", "031 1"], ["", "", "Varese", "", "", ""])
    changes.propose(body, {"url": "https://example.org/"}, author=author)
    assert not apply(batch)
    assert "offices" not in Revision.objects.get().values
    new = offices(author, ["", "", "Varese", "", "", ""])
    apply(offices(author, ["", "", "varese", "", "", ""]))
    assert not apply(new), "another of that name came in meanwhile"


def test_nothing_of_another_body_is_shown_or_touched_by_its_offices(body, author):
    """Canary: another body's office by its code, its body's name, its own name; and the body itself."""
    theirs = factories.partner(slug="altrui", short_name="Canarino", name="Canarino delle miniere")
    secret = factories.office(partner=theirs, name="Zaffiro", phone="031 9")
    mine = factories.office(partner=body, name="Nostra")
    batch = offices(
        author,
        [str(secret.pk), "", "Rubata", "", "", ""],
        ["", "Canarino", "Zaffiro", "", "", "1"],
        ["", "", "Zaffiro", "", "", ""],
        [str(mine.pk), "altrui", "", "", "", "1"],
    )
    bodies = take(author, [BODIES, ["altrui", "Mia", "", "", "", ""]], kind=ImportKind.PARTNER)

    assert verdicts(batch) == [RowVerdict.REFUSED, RowVerdict.REFUSED, RowVerdict.NEW, RowVerdict.REFUSED]
    assert verdicts(bodies) == [RowVerdict.REFUSED]
    told = str([[row.problems, row.alike, row.differences] for row in (*batch.rows.all(), *bodies.rows.all())])
    assert "delle miniere" not in told
    assert "031 9" not in told
    assert {name for asked in report.spellings(batch) for _key, name in asked.choices} == {"Promos Italia"}
    answers.take(batch, {"row-4": str(secret.pk), "body-canarino": str(theirs.pk)})
    apply(batch, leave_out=True)
    assert (theirs.offices.get().name, changes.version_of(theirs)) == ("Zaffiro", 1)
    taken = str([table(kind, author) for kind in (ImportKind.OFFICE, ImportKind.PARTNER)])
    assert "Zaffiro', ''" in taken, "ours, of the same name"
    assert "Canarino" not in taken


@pytest.mark.parametrize("role", [StaffRole.MISSION_OFFICER, StaffRole.EDITOR])
def test_missions_come_in_and_keep_their_seats_once_firms_have_registered(body, role):
    officer = editor(body, role=role)
    head = ["id", "titolo", "descrizione", "inizio", "fine", "posti", "assistenza"]
    full = ["osaka", "Missione a Osaka", "Si parte.", "1 marzo 2027", "5/3/2027", "1.200", "Interprete"]
    wrong = ["", "Missione a Lione", "Si parte.", "2027-03-05", "2027-03-01", "molti", ""]
    batch = take(officer, [head, full, wrong], kind=ImportKind.MISSION)
    assert verdicts(batch) == [RowVerdict.NEW, RowVerdict.REFUSED]
    assert {problem["column"] for problem in batch.rows.last().problems} == {"Finisce", "Posti"}
    apply(batch, leave_out=True)
    mission = Mission.objects.get()
    assert (mission.partner, mission.capacity, mission.support) == (body, 1_200, ["interpreter"])

    more = take(officer, [["id", "posti"], ["osaka", "1300"]], kind=ImportKind.MISSION)
    assert verdicts(more) == [RowVerdict.CHANGED]
    factories.draft(mission, factories.firm())
    assert not apply(more)
    assert verdicts(more) == [RowVerdict.REFUSED]


@pytest.mark.parametrize("count", [3, 40])
def test_a_dry_run_of_offices_asks_the_database_as_often_for_many_as_for_few(
    author, body, count, django_assert_max_num_queries
):
    for number in range(count):
        factories.office(partner=body, name=f"Sede {number}")
    with django_assert_max_num_queries(25):
        offices(author, *([str(office.pk), "", "", "Como", "", ""] for office in body.offices.all()))
