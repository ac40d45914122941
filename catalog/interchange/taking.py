"""Entries to take away, change in a spreadsheet and bring back; and the empty tables that new ones are written in."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from catalog.interchange import bodies as bodies_of
from catalog.interchange import columns, present
from catalog.interchange.columns import STATUS, VERSION, Column
from catalog.interchange.kinds import TableKind
from catalog.interchange.reading import MAX_ROWS
from catalog.interchange.tables import neutral, without_controls

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What Excel takes as the list of a cell's choices, with the commas between them.
_LONGEST_LIST = 250
#: Characters that Excel holds in a cell.
_EXCEL_CELL = 32_767
_WIDTHS = {"slug": 24, "name": 48, "title_it": 48, "summary_it": 48, "description_it": 60, "role_it": 60}


def table(kind: TableKind, user: Any) -> Iterator[list[str]]:
    """The header and the rows a person may edit, with the change that waits beside each, as editors work on it."""
    heads = own_columns(kind, user)
    waiting = present.waiting(kind)
    yield [column.header for column in heads]
    order = ["partner__short_name"] if kind.model.body_path == "partner" else []
    for entry in kind.editable(user).order_by(*order, "short_name" if kind.part else kind.titled, "pk"):
        working = kind.working(entry, waiting.get(entry.pk, {}))
        for said in working[kind.part] if kind.part else [working]:
            yield [_cell(column, entry, said) for column in heads]


def own_columns(kind: TableKind, user: Any) -> list[Column]:
    """The columns of a person's tables: the bodies named in them are theirs."""
    return columns.of(kind, bodies_of.of(user, kind.model, {}))


def workbook(rows: Iterable[Sequence[str]], name: str) -> bytes:
    """Rows as an .xlsx: every cell a text, also what looks like a number, a day or a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        sheet.append([_text_cell(sheet, text, bold=not number) for text in row])
    return _saved(book)


def template(kind: TableKind, user: Any) -> bytes:
    """An empty workbook: the header with lists to choose from, and a sheet that explains every column."""
    heads = own_columns(kind, user)
    book = Workbook()
    sheet: Any = book.active
    sheet.title = kind.label[:31]
    sheet.freeze_panes = "A2"
    for place, column in enumerate(heads, start=1):
        head = sheet.cell(1, place, column.header)
        head.font = Font(bold=True)
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = _WIDTHS.get(column.name, max(16, len(column.header) + 2))
        for row in range(2, 202):
            sheet.cell(row, place).number_format = "@"  # Excel then leaves days and codes as they are typed
        joined = ",".join(column.values)
        several = column.cell is not None and "|" in column.explained
        if column.values and not several and len(joined) <= _LONGEST_LIST and not any("," in v for v in column.values):
            choice = DataValidation("list", formula1=f'"{joined}"', allow_blank=True, showErrorMessage=False)
            choice.add(f"{letter}2:{letter}{MAX_ROWS + 1}")
            sheet.add_data_validation(choice)
    told: Any = book.create_sheet(_("How to fill it in")[:31])
    lines = [(_("Column"), _("Needed"), _("What to write"), _("List"))]
    lines += [explained(column) for column in heads]
    for line in lines:
        told.append([neutral(text) for text in line])
    for letter, width in zip("ABCD", (36, 10, 60, 80), strict=True):
        told.column_dimensions[letter].width = width
        for cell in told[letter]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in told[1]:
        cell.font = Font(bold=True)
    return _saved(book)


def explained(column: Column) -> tuple[str, str, str, str]:
    """A column's header, whether a new entry needs it, what to write, and the values of its list."""
    return column.header, _("yes") if column.required else "", column.explained, "; ".join(column.values)


def _cell(column: Column, entry: Any, said: Mapping[str, Any]) -> str:
    if column.name == VERSION:
        return str(entry.version)
    if column.name == STATUS:
        return columns.status_label(entry.editorial_status)
    if column.name == "id":
        return str(said["id"] or "")
    if column.name == "partner" and "partner" not in said:  # of a part, whose body is the entry itself
        return entry.short_name
    return column.cell.write(said.get(column.name)) if column.cell else ""


def _text_cell(sheet: Any, text: str, *, bold: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value="")
    cell._value, cell.data_type = without_controls(neutral(text))[:_EXCEL_CELL], "s"
    cell.number_format = "@"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _saved(book: Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
