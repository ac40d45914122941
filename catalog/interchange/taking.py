"""Entries to take away, change in a spreadsheet and bring back; and the empty tables that new ones are written in."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from catalog.editorial import values as plainly
from catalog.interchange import bodies as bodies_of
from catalog.interchange import columns
from catalog.interchange.columns import STATUS, VERSION, Column
from catalog.interchange.reading import MAX_ROWS
from catalog.interchange.tables import neutral, without_controls
from catalog.models import Revision
from catalog.models.offers import Offer
from catalog.permissions import editable

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What Excel takes as the list of a cell's choices, with the commas between them.
_LONGEST_LIST = 250
#: Characters that Excel holds in a cell.
_EXCEL_CELL = 32_767
_WIDTHS = {"slug": 24, "title_it": 48, "summary_it": 48, "description_it": 60}


def entries(model: type[Offer], user: Any) -> QuerySet[Offer]:
    """The entries a person may edit, as many as come back in one file."""
    mine = editable(user, model._default_manager.all())
    return mine.prefetch_related("sectors", "countries").order_by("partner__short_name", "title_it", "pk")


def table(model: type[Offer], user: Any, chosen: Iterable[Offer]) -> Iterator[list[str]]:
    """The header and one row an entry, with the change that waits beside it, as editors work on it."""
    heads = own_columns(model, user)
    waiting = dict(
        Revision.objects.open().filter(content_type__model=model._meta.model_name).values_list("object_id", "values")
    )
    yield [column.header for column in heads]
    for entry in chosen:
        said = {**plainly.of(entry), **waiting.get(entry.pk, {})}
        yield [_cell(column, entry, said) for column in heads]


def own_columns(model: type[Offer], user: Any) -> list[Column]:
    """The columns of a person's tables: the bodies named in them are theirs."""
    return columns.of(model, bodies_of.of(user, model, {}))


def workbook(rows: Iterable[Sequence[str]], name: str) -> bytes:
    """Rows as an .xlsx: every cell a text, also what looks like a number, a day or a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        sheet.append([_text_cell(sheet, text, bold=not number) for text in row])
    return _saved(book)


def template(model: type[Offer], user: Any) -> bytes:
    """An empty workbook: the header with lists to choose from, and a sheet that explains every column."""
    heads = own_columns(model, user)
    book = Workbook()
    sheet: Any = book.active
    sheet.title = str(model._meta.verbose_name_plural)[:31].capitalize()
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


def _cell(column: Column, entry: Offer, said: dict[str, Any]) -> str:
    if column.name == VERSION:
        return str(entry.version)
    if column.name == STATUS:
        return columns.status_label(entry.editorial_status)
    return column.cell.write(said[column.name]) if column.cell else ""


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
