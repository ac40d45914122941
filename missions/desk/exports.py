"""The desk's tables as files: XLSX for who works in a spreadsheet, CSV for programs that read one."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from catalog.interchange import tables as csv
from missions.desk.access import for_mission
from missions.desk.tables import TABLES
from missions.models import Mission
from missions.time import ROME, today

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What one cell of a spreadsheet holds at most.
_LONGEST = 32_767


@for_mission
@require_safe
def table(request: HttpRequest, mission: Mission, name: str, kind: str) -> HttpResponse:
    if name not in TABLES or kind not in ("csv", "xlsx"):
        raise Http404
    rows = ([_plain(value) for value in row] for row in TABLES[name].rows(mission))
    if kind == "csv":
        separator = csv.separator(get_language() or "it")
        response = HttpResponse("".join(csv.lines(map(_written, rows), separator)), content_type=csv.CONTENT_TYPE)
    else:
        response = HttpResponse(workbook(rows, str(TABLES[name].label)), content_type=XLSX)
    file = f"{mission.slug}-{name}-{today().isoformat()}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def workbook(rows: Iterable[Sequence[object]], title: str) -> bytes:
    """The rows as an XLSX file, the first in bold and always in sight.

    A text is a text: typed as one, so that it is never a formula, and marked as one, so that it stays one when somebody
    edits the cell. Characters that XML does not know are left out.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(ILLEGAL_CHARACTERS_RE.sub("", title)[:31])
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, value, head=not number) for value in row])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _plain(value: object) -> Any:
    """A value as a spreadsheet knows it: numbers and moments stay, moments in Italy's time; the rest is text."""
    if value is None or isinstance(value, int | Decimal):
        return value
    if isinstance(value, datetime):
        return value.astimezone(ROME).replace(tzinfo=None, microsecond=0)
    return ILLEGAL_CHARACTERS_RE.sub("", str(value))[:_LONGEST]


def _written(row: Sequence[Any]) -> list[object]:
    """A row for CSV, which has no empty value and no moment of its own."""
    return [
        "" if value is None else f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else value for value in row
    ]


def _cell(sheet: Any, value: Any, *, head: bool) -> Any:
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = csv.neutral(value) != value
    if isinstance(value, datetime):
        cell.number_format = "dd/mm/yyyy hh:mm"
    if head:
        cell.font = Font(bold=True)
    return cell
