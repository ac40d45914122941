"""Tables for spreadsheets: CSV that opens with a double click and runs nothing.

UTF-8 with a byte order mark, because Excel takes a file without one for the local code page. Values are parted by what
the reader's Excel expects, which follows its country: a semicolon in Italy, where the comma is the decimal sign, else a
comma. Programs read the API, which has no such doubts.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

BYTE_ORDER_MARK = "\ufeff"
CONTENT_TYPE = "text/csv; charset=utf-8"
#: A cell that begins with one of these is a formula to Excel, LibreOffice or Google Sheets (CWE-1236).
_FORMULA = frozenset("=+-@\t\r\n")
#: What a workbook cannot hold, and no text means: control characters but tab and line ends, and what is no character.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def separator(language: str) -> str:
    """What parts the values of a row in the reader's Excel."""
    return ";" if language == "it" else ","


def lines(rows: Iterable[Sequence[object]], separator: str) -> Iterator[str]:
    """The rows as lines of a CSV file, one at a time, so that a table of any length takes no memory.

    Every value is quoted, so that none ends early; one that a spreadsheet would run gets an apostrophe before it.
    """
    writer = csv.writer(_Line(), delimiter=separator, quoting=csv.QUOTE_ALL)
    yield BYTE_ORDER_MARK
    for row in rows:
        yield writer.writerow([neutral(str(value)) for value in row])


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula; full-width signs, which Excel folds, count as well.

    One that only looks neutralised gets an apostrophe more, so that ``restored`` gives back every text as it was.
    """
    return f"'{text}" if _runs(text.lstrip("'")) else text


def restored(text: str) -> str:
    """What ``neutral`` made of a text, made undone."""
    return text[1:] if text.startswith("'") and _runs(text.lstrip("'")) else text


def without_controls(text: str) -> str:
    """A text without what no reader sees and some programs refuse."""
    return _CONTROL.sub("", text)


def _runs(text: str) -> bool:
    first = unicodedata.normalize("NFKC", text[:1])
    return bool(first) and first[0] in _FORMULA


class _Line:
    """What csv writes to: hands each line back to the caller of ``writerow``."""

    def write(self, line: str) -> str:
        return line
