"""A file somebody made in a spreadsheet, as rows of texts, whatever its format, alphabet and separators.

Everything is bounded before it is parsed: a file may be made to exhaust who opens it. DTDs and entities in a workbook
are refused by defusedxml, which openpyxl uses where it is installed.
"""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from catalog.interchange.tables import restored, without_controls

MAX_BYTES = 5_000_000
MAX_ROWS = 1_000
MAX_COLUMNS = 100
MAX_CELL = 20_000
#: What a workbook may unpack to, all its parts together, and of how many parts it may be made: a thousand full rows
#: take a fifth. Rows, blank ones too, are counted besides: openpyxl may parse them all before it gives the first, where
#: a sheet does not say its size or numbers its rows alike, and 200,000 take ten seconds.
_MAX_UNPACKED = 15_000_000
_MAX_PARTS = 500
_MAX_UNPACKED_ROWS = 50_000
#: How many rows are looked at, the blank ones too: a sheet that is formatted down to its end is cut there.
_MAX_LINES = MAX_ROWS * 10
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_SEPARATORS = ";\t,|"
#: What programs leave behind and nobody sees.
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")


class Unreadable(Exception):  # noqa: N818 - a finding, told to a person
    """A file that cannot be taken, with the reason as its text."""


@dataclass(frozen=True)
class Sheet:
    """What a file holds: its header, its rows by the number a spreadsheet shows, what was noticed while reading it."""

    header: Sequence[str]
    rows: Sequence[tuple[int, list[str]]]
    notes: Sequence[str]


def read(content: bytes) -> Sheet:
    """A file's first sheet. Raises ``Unreadable``."""
    if len(content) > MAX_BYTES:
        raise Unreadable(_("The file is larger than %(most)d MB. Split it.") % {"most": MAX_BYTES // 1_000_000})
    if content.startswith(_OLD_EXCEL):
        raise Unreadable(_("This is a workbook of an old Excel (.xls). Save it as .xlsx or as CSV."))
    notes: list[str] = []
    lines = _workbook(content, notes) if content.startswith(_ZIP) else _text(content, notes)
    try:
        return _sheet(lines, notes)
    except csv.Error as error:
        raise Unreadable(_("The file is no table: %(reason)s.") % {"reason": error}) from error
    except (zipfile.BadZipFile, ParseError, DefusedXmlException, KeyError, ValueError, IndexError, TypeError) as error:
        raise Unreadable(_("The workbook is damaged. Open it, save it again as .xlsx, and retry.")) from error


def _sheet(lines: Iterator[tuple[int, list[str]]], notes: list[str]) -> Sheet:
    """The first line with something in it is the header; empty rows are passed over."""
    header: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    for number, line in lines:
        cells = [_clean(cell) for cell in line]
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = _shortened(cells)
            if len(header) > MAX_COLUMNS:
                raise Unreadable(_("More than %(most)d columns: is this the right file?") % {"most": MAX_COLUMNS})
            continue
        if len(rows) == MAX_ROWS:
            raise Unreadable(_("More than %(most)d rows. Split the file.") % {"most": MAX_ROWS})
        if any(len(cell) > MAX_CELL for cell in cells):
            raise Unreadable(
                _("Row %(row)d has a cell of more than %(most)d characters: perhaps a quote that is never closed.")
                % {"row": number, "most": MAX_CELL}
            )
        if len(_shortened(cells)) > len(header):
            raise Unreadable(
                _("Row %(row)d has more cells than the header has columns: perhaps a separator inside a text.")
                % {"row": number}
            )
        rows.append((number, (cells + [""] * len(header))[: len(header)]))
    if not rows:
        raise Unreadable(_("The file holds no rows: the first line is the header, the rows follow."))
    return Sheet(header, rows, notes)


def _shortened(cells: list[str]) -> list[str]:
    """Without the empty cells at its end."""
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _clean(text: str) -> str:
    text = _INVISIBLE.sub("", without_controls(text.replace("\r\n", "\n").replace("\r", "\n")))
    return restored(text.replace("\xa0", " ").strip(" "))


def _text(content: bytes, notes: list[str]) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content, notes)
    first, _line_end, rest = text.partition("\n")
    if re.fullmatch(r"\s*sep=.\s*", first, re.IGNORECASE):  # Excel's own word for the separator
        separator, skipped, text = first.strip()[-1], 1, rest
    else:
        separator, skipped = _separator(text), 0
    names = {";": _("semicolons"), ",": _("commas"), "\t": _("tabs"), "|": _("bars")}
    notes.append(_("Values parted by %(separator)s.") % {"separator": names.get(separator, separator)})
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
    return iter(enumerate(reader, start=1 + skipped))


def _decoded(content: bytes, notes: list[str]) -> str:
    """UTF-8, UTF-16 with its mark, else what Windows writes in western Europe."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\x00" in content[:4_000]:
        raise Unreadable(_("The file is neither CSV nor .xlsx."))
    else:
        encoding = "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-16":
            raise Unreadable(_("The file is neither CSV nor .xlsx.")) from None
    notes.append(_("Read as text of Windows (cp1252): check accents and the euro sign below."))
    return content.decode("cp1252", errors="replace").replace("\ufffd", "")


def _separator(text: str) -> str:
    """The separator that the first line with something in it has most of, outside quotes."""
    line = next((line for line in text[:50_000].splitlines() if line.strip()), "")
    outside = re.sub(r'"[^"]*"', "", line)
    return max(_SEPARATORS, key=outside.count)


def _workbook(content: bytes, notes: list[str]) -> Iterator[tuple[int, list[str]]]:
    try:
        _weigh(content)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
    except (
        zipfile.BadZipFile, ParseError, DefusedXmlException, InvalidFileException,
        KeyError, ValueError, IndexError, TypeError, AttributeError, StopIteration, NotImplementedError, RuntimeError,
    ) as error:  # fmt: skip
        raise Unreadable(_("The workbook is damaged. Open it, save it again as .xlsx, and retry.")) from error
    if len(book.worksheets) > 1:
        notes.append(_("Only the first sheet is read: “%(name)s”.") % {"name": sheet.title})
    sheet.reset_dimensions()  # a sheet may claim to be larger than it is
    lines = sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS + 1)
    return (
        (number, [_as_text(cell) for cell in line]) for number, line in enumerate(islice(lines, _MAX_LINES), start=1)
    )


def _weigh(content: bytes) -> None:
    """Refuses a workbook that unpacks to more than fits; what its directory says is not believed but counted."""
    total = rows = 0
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if len(parts) > _MAX_PARTS:
            raise Unreadable(_("The workbook unpacks to more than is taken. Keep the sheet alone and save it again."))
        for part in parts:
            with packed.open(part) as opened:
                while piece := opened.read(1 << 16):
                    total += len(piece)
                    rows += piece.count(b"<row")
                    if total > _MAX_UNPACKED or rows > _MAX_UNPACKED_ROWS:
                        raise Unreadable(
                            _("The workbook unpacks to more than is taken. Keep the sheet alone and save it again.")
                        )


def _as_text(value: Any) -> str:
    """A cell as a person would have typed it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
