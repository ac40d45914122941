"""Files as spreadsheets write them are read; files made to do harm are stopped at a limit."""

import datetime
import io
import resource
import time
import zipfile

import pytest
from openpyxl import Workbook

from catalog.interchange import reading
from catalog.interchange.reading import Unreadable
from tests.catalog.interchange.files import text, workbook

ROWS = [["Titolo", "Importo"], ["Perché no: 5 €", "città"], ["due\nrighe; qui", 'con "virgolette", e virgole']]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_text_of_any_alphabet_and_separator_is_read(separator, encoding):
    sheet = reading.read(text(ROWS, separator=separator, encoding=encoding))
    assert [list(sheet.header), *(cells for _number, cells in sheet.rows)] == ROWS
    assert [number for number, _cells in sheet.rows] == [2, 3]
    assert any("cp1252" in note for note in sheet.notes) == (encoding == "cp1252")


def test_a_workbook_is_read_as_it_would_be_typed():
    content = workbook([["Titolo", "Giorno", "Numero", "Sì"], ["Uno", datetime.datetime(2026, 12, 31), 3.0, True]])
    assert reading.read(content).rows == [(2, ["Uno", "2026-12-31", "3", "1"])]


def test_the_separator_excel_names_is_taken_and_rows_keep_their_numbers():
    sheet = reading.read(b'sep=;\nTitolo;Importo\n\n;\nUno;"1;2"\n')
    assert (list(sheet.header), sheet.rows) == (["Titolo", "Importo"], [(5, ["Uno", "1;2"])])


def test_blanks_that_do_not_break_invisible_and_control_characters_go():
    sheet = reading.read("Titolo\n\u200bUno\xa0due\x07 \n".encode())
    assert sheet.rows == [(2, ["Uno due"])]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"Titolo\n",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\xd0\xcf\x11\xe0" + b"x" * 100,
        b"PK\x03\x04 no archive",
        b"Titolo\nUno;due;tre\n",
        b'Titolo;Importo\nUno;"mai chiuse' + b"x" * 30_000,
        b"Titolo\n" + b"x\n" * (reading.MAX_ROWS + 1),
        b"a;" * 200 + b"\nx\n",
        b"x" * (reading.MAX_BYTES + 1),
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_table_or_too_large_is_refused_with_a_reason(content):
    with pytest.raises(Unreadable) as refusal:
        reading.read(content)
    assert str(refusal.value)


def packed(sheet: bytes, compression=zipfile.ZIP_DEFLATED):
    """A workbook whose only sheet is these bytes."""
    source = io.BytesIO()
    book = Workbook()
    book.active.append(["Titolo"])
    book.save(source)
    target = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", compression) as new:
        for part in old.namelist():
            new.writestr(part, sheet if part == "xl/worksheets/sheet1.xml" else old.read(part))
    return target.getvalue()


_OPEN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_ROW = b'<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
_CLOSE = b"</sheetData></worksheet>"
_LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10 if level else b"ha") for level in range(10)
)
BOMBS = {
    "unpacks to 300 megabytes": lambda: packed(_OPEN + b" " * 300_000_000 + _CLOSE),
    "a million laughs": lambda: packed(
        b"<!DOCTYPE worksheet ["
        + _LAUGHS
        + b"]>"
        + _OPEN
        + b'<row><c t="inlineStr"><is><t>&l9;</t></is></c></row>'
        + _CLOSE
    ),
    "a file of the machine": lambda: packed(
        b'<!DOCTYPE worksheet [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        + _OPEN
        + b'<row><c t="inlineStr"><is><t>&f;</t></is></c></row>'
        + _CLOSE
    ),
    "a row many times over": lambda: packed(_OPEN + _ROW * 20_000 + _CLOSE),
    "more rows than are parsed": lambda: packed(_OPEN + _ROW * 200_000 + _CLOSE),
    "a thousand parts": lambda: _parts(1_000),
}


def _parts(count):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(count):
            archive.writestr(str(number), "x")
    return target.getvalue()


@pytest.mark.parametrize("name", BOMBS)
def test_a_workbook_made_to_do_harm_is_stopped(name):
    content = BOMBS[name]()
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with pytest.raises(Unreadable):
        reading.read(content)
    assert time.process_time() - started < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000, "kilobytes"
