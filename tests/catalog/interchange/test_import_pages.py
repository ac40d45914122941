"""The pages on which staff bring a file in, see what it would do, and have it written."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from catalog.enums import ImportStatus, StaffRole
from catalog.interchange import applying, running
from catalog.models import Import, Opportunity
from tests import factories
from tests.catalog.interchange.files import HEAD, call, editor, take, text, workbook

pytestmark = pytest.mark.django_db

BRING = "admin:catalog_import_add"
TABLES = [
    (page, kind, shape)
    for page in ("template", "entries")
    for kind in ("service", "office", "mission")
    for shape in ("csv", "xlsx")
]


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.STAFF_SECOND_FACTOR = False


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk(author):
    return signed_in(author)


def bring(desk, content, name="prova.csv", kind="opportunity"):
    return desk.post(reverse(BRING), {"kind": kind, "file": SimpleUploadedFile(name, content)}, follow=True)


@pytest.mark.parametrize(("name", "write"), [("prova.csv", text), ("prova.xlsx", workbook)])
def test_a_file_is_brought_in_tried_out_and_written(desk, author, monkeypatch, name, write):
    begun = []
    monkeypatch.setattr(running, "start", begun.append)
    page = bring(desk, write([HEAD, call(title="Zafferano"), call(scadenza="mai", title="Curcuma")]), name)
    assert page.status_code == 200
    shown = page.content.decode()
    assert "“mai” non è un giorno." in shown
    assert "31/12/2026" in shown
    assert not Opportunity.objects.exists()
    batch = Import.objects.get()
    address = reverse("admin:catalog_import_apply", args=[batch.pk])

    desk.post(address)
    assert not begun, "rows are refused, and nobody said to leave them out"
    under_way = desk.post(address, {"leave_out": "1"}, follow=True).content.decode()

    assert begun == [batch]
    assert 'http-equiv="refresh"' in under_way
    assert applying.run(batch.pk)
    done = desk.get(reverse("admin:catalog_import_change", args=[batch.pk]) + "?verdict=new").content.decode()
    assert 'http-equiv="refresh"' not in done
    assert "bozza creata" in done


def test_a_file_that_is_none_is_refused_with_the_reason(desk):
    page = bring(desk, b"\x00\x01\x02", "foto.png")
    assert "né CSV né .xlsx" in page.content.decode()
    assert not Import.objects.exists()


@pytest.mark.parametrize(("page", "kind", "shape"), TABLES)
def test_tables_are_taken_away(desk, body, page, kind, shape):
    make, named = {"office": (factories.office, "name")}.get(kind, (getattr(factories, kind, None), "title_it"))
    make(partner=body, **{named: "Mia"})
    make(**{named: "Canarino"})
    answer = desk.get(reverse(f"admin:catalog_import_{page}", args=[kind, shape]))
    assert answer.status_code == 200
    content = b"".join(answer) if answer.streaming else answer.content
    if shape == "xlsx":
        sheets = load_workbook(io.BytesIO(content)).worksheets
        said = str([[cell.value for cell in row] for sheet in sheets for row in sheet])
        assert {cell.data_type for sheet in sheets for row in sheet for cell in row if cell.value} == {"s"}
    else:
        said = content.decode()
    assert ("Titolo in italiano" in said) == (kind != "office")
    assert ("Mia" in said) == (page == "entries")
    assert "Canarino" not in said


@pytest.mark.parametrize(("kind", "shape"), [("partner", "doc"), ("service", "pdf"), ("x", "csv")])
def test_tables_that_are_none_are_not_there(desk, kind, shape):
    assert desk.get(reverse("admin:catalog_import_entries", args=[kind, shape])).status_code == 404


def test_nobody_sees_or_moves_anothers_file_but_the_region(body, author):
    batch = take(author, [HEAD, call(title="Canarino")])
    other, officer = editor(factories.partner()), editor(body, role=StaffRole.MISSION_OFFICER)
    region = editor(factories.partner(), role=StaffRole.REGIONAL_EDITOR)
    pages = {name: reverse(f"admin:catalog_import_{name}", args=[batch.pk]) for name in ("change", "refused")}
    moves = {name: reverse(f"admin:catalog_import_{name}", args=[batch.pk]) for name in ("answer", "apply", "drop")}
    lists = reverse("admin:catalog_import_changelist")

    for user in (other, officer):
        desk = signed_in(user)
        assert {desk.get(address).status_code for address in pages.values()} <= {302, 403, 404}
        assert {desk.post(address).status_code for address in moves.values()} == {404}
        assert "prova.csv" not in desk.get(lists).content.decode()
    bring = signed_in(officer).get(reverse(BRING))
    assert [kind["value"] for kind in bring.context["kinds"]] == ["mission"]
    assert signed_in(officer).get(reverse("admin:catalog_import_entries", args=["service", "csv"])).status_code == 404
    assert signed_in(region).get(pages["change"]).status_code == 200
    batch.refresh_from_db()
    assert batch.status == ImportStatus.CHECKED


def test_a_file_is_dropped_once(desk, author):
    batch = take(author, [HEAD, call()])
    desk.post(reverse("admin:catalog_import_drop", args=[batch.pk]))
    answer = desk.post(reverse("admin:catalog_import_apply", args=[batch.pk]), follow=True)
    batch.refresh_from_db()
    assert (batch.status, answer.status_code) == (ImportStatus.DROPPED, 200)


def test_questions_are_asked_on_the_page_and_answered(desk, author, body):
    factories.opportunity(partner=body, slug="voucher", title_it="Voucher fiere 2026")
    batch = take(author, [HEAD, call("PROMOS az.", "Uno"), call(title="Fiere: voucher 2026")])
    address = reverse("admin:catalog_import_change", args=[batch.pk])
    shown = desk.get(address).content.decode()
    assert 'name="body-promos az"' in shown
    assert 'name="row-3"' in shown

    desk.post(reverse("admin:catalog_import_answer", args=[batch.pk]), {"body-promos az": body.pk, "row-3": "voucher"})

    assert [row.verdict for row in batch.rows.all()] == ["new", "changed"]


@pytest.mark.parametrize("query", ["verdict=x", "p=x", "p=99999999999999999999", "verdict=same&p=-1", "verdict[]=1"])
def test_an_address_that_asks_for_nothing_is_answered(desk, author, query):
    batch = take(author, [HEAD, call()])
    assert desk.get(f"{reverse('admin:catalog_import_change', args=[batch.pk])}?{query}").status_code == 200


def test_what_was_interrupted_can_be_applied_again(desk, author):
    batch = take(author, [HEAD, call()])
    applying.begin(batch)
    address = reverse("admin:catalog_import_change", args=[batch.pk])
    assert "Si è interrotto" not in desk.get(address).content.decode()
    Import.objects.update(started_at=timezone.now() - timedelta(minutes=11))
    assert "Si è interrotto" in desk.get(address).content.decode()
    batch.refresh_from_db()
    assert batch.status == ImportStatus.CHECKED


@pytest.mark.parametrize("count", [3, 40])
def test_the_page_asks_the_database_as_often_for_many_rows_as_for_few(
    desk, author, count, django_assert_max_num_queries
):
    batch = take(author, [HEAD, *(call(title=f"Bando {number * 7919}", scadenza="mai") for number in range(count))])
    desk.get(reverse("admin:catalog_import_change", args=[batch.pk]))
    with django_assert_max_num_queries(50):
        desk.get(reverse("admin:catalog_import_change", args=[batch.pk]))
