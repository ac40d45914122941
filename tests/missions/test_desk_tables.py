"""What officers take away: whole, of constant cost, and nothing in it that a spreadsheet would run."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from missions.desk.exports import XLSX
from missions.desk.tables import TABLES
from tests.missions.desk import world

pytestmark = pytest.mark.django_db

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "\t=1"]


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.STAFF_SECOND_FACTOR = False  # it stands before every page of staff, and has tests of its own


def address(here, name, kind):
    return reverse("missions:desk_table", args=[here.mission.slug, name, kind])


def rows(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_the_same_in_both_forms(client, name):
    here = world(2)
    client.force_login(here.officer)

    written = client.get(address(here, name, "csv"))
    book = client.get(address(here, name, "xlsx"))

    assert written.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert book.headers["Content-Type"] == XLSX
    assert book.headers["Content-Disposition"].startswith(f'attachment; filename="{here.mission.slug}-{name}-')
    sheet = load_workbook(BytesIO(book.content)).active
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert (
        len(found) == len(rows(written)) == {"registrations": 9, "participants": 3, "support": 3, "outcomes": 3}[name]
    )
    assert [str(cell) for cell in found[0]] == rows(written)[0]
    assert {len(row) for row in found} == {len(found[0])}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_costs_the_same_however_long_it_is(client, name, django_assert_max_num_queries):
    counts = []
    for size in (1, 3):
        here = world(size)
        client.force_login(here.officer)
        client.get(address(here, name, "csv"))
        with django_assert_max_num_queries(25) as queries:
            client.get(address(here, name, "csv"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_a_firm_typed_is_run(client, text):
    here = world()
    here.seated.firm.name = text
    here.seated.firm.save()
    here.seated.offers = f"{text}\x0b\x1f"
    here.seated.save()
    client.force_login(here.officer)

    cells = [cell for row in rows(client.get(address(here, "registrations", "csv"))) for cell in row]
    assert f"'{text}" in cells
    assert text not in cells

    sheet = load_workbook(BytesIO(client.get(address(here, "registrations", "xlsx")).content)).active
    found = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).strip() == text.strip()]
    assert len(found) == 2
    assert {(cell.data_type, cell.quotePrefix) for cell in found} == {("s", True)}


def test_texts_that_look_like_numbers_stay_texts(client):
    here = world()
    client.force_login(here.officer)
    sheet = load_workbook(BytesIO(client.get(address(here, "registrations", "xlsx")).content)).active
    number = next(cell for row in sheet.iter_rows() for cell in row if cell.value == here.seated.firm.vat_number)
    assert number.data_type == "s"


def test_a_table_that_is_not_there_is_not_there(client):
    here = world()
    client.force_login(here.officer)
    for name, kind in (("firms", "csv"), ("registrations", "pdf"), ("registrations", "xls")):
        assert client.get(address(here, name, kind)).status_code == 404
