"""One cell of a table: how each kind of value is written for people, and read back however people write it.

What is read is a plain value, as ``catalog.editorial.values`` keeps it. Nothing is guessed in silence: a value that may
mean two things is refused, with what to write instead.
"""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import override
from rapidfuzz import fuzz, process

from catalog.interchange.spelling import folded

#: What parts the items of a cell that holds several.
SEVERAL = " | "
_LONGEST_SHOWN = 60
#: Names at least this alike (of 100) are offered for one that is unknown.
_ALIKE = 70
_YES = {"si", "s", "x", "yes", "y", "true", "vero", "1"}
_NO = {"no", "n", "false", "falso", "0"}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{2}:\d{2}.*)?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2,4})(?:,? (?:ore )?\d{1,2}[:.]\d{2}.*)?", re.ASCII)
_SPELT = re.compile(r"(\d{1,2})[°º]? (?:di )?([a-z]+) (?:del )?(\d{4})", re.ASCII)
_MONTH = re.compile(r"(?:(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4})|(\d{4}))", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}|\d{1,3}(?:\.\d{3}){1,2}", re.ASCII)
_WEB = URLValidator(schemes=["http", "https"])


class Refused(Exception):  # noqa: N818 - a finding, told to a person
    """A cell that cannot be taken. ``instead`` says what to write; '' where there is no telling."""

    def __init__(self, reason: str, instead: str = "") -> None:
        super().__init__(reason)
        self.reason, self.instead = reason, instead


@dataclass(frozen=True)
class Named:
    """The values of a closed list: what each is called now, and by which folded names it is known."""

    called: Mapping[str, str]
    known: Mapping[str, str] = field(repr=False)

    def find(self, text: str) -> str:
        """The value a text names. Raises ``Refused`` with the nearest names, or all of a short list."""
        key = self.known.get(folded(text))
        if key is not None:
            return key
        near = process.extract(folded(text), list(self.known), scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=5)
        names = list(dict.fromkeys(self.called[self.known[name]] for name, _score, _place in near))[:3]
        if len(self.called) <= 15 and not names:
            instead = _("One of: %(names)s.") % {"names": ", ".join(self.called.values())}
        elif names:
            instead = _("Perhaps: %(names)s.") % {"names": ", ".join(names)}
        else:
            instead = _("A name of the list in the template.")
        raise Refused(_("“%(value)s” is none of the list.") % {"value": short(text)}, instead)


def named(called: Mapping[str, str], others: Sequence[tuple[str, str]] = ()) -> Named:
    """A closed list from what each value is called, and (value, name) pairs it is known by besides.

    A name that two values have is nobody's: it is then written and read as the value itself.
    """
    known: dict[str, str] = {}
    twice = set()
    for key, name in [*((key, name) for key, name in called.items()), *others]:
        spelt = folded(name)
        if known.setdefault(spelt, key) != key:
            twice.add(spelt)
    known = {spelt: key for spelt, key in known.items() if spelt and spelt not in twice}
    known |= {folded(str(key)): key for key in called}  # a rhythm in months is a number
    return Named({key: name if known.get(folded(name)) == key else key for key, name in called.items()}, known)


def short(text: str) -> str:
    """A value as it is quoted in a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


@dataclass(frozen=True)
class Cell:
    """How a kind of value is read and written."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]


def line() -> Cell:
    """A text of one line."""
    return Cell(lambda text: " ".join(text.split()), lambda value: value or "")


def paragraphs() -> Cell:
    """A text of several lines; blanks that are doubled by accident are made one."""

    def read(text: str) -> str:
        lines = [" ".join(line.split()) for line in text.strip().splitlines()]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))

    return Cell(read, lambda value: value or "")


def yes_no() -> Cell:
    def read(text: str) -> bool:
        spelt = folded(text)
        if spelt not in _YES | _NO:
            raise Refused(_("“%(value)s” is neither yes nor no.") % {"value": short(text)}, _("“yes” or “no”."))
        return spelt in _YES

    return Cell(read, lambda value: _("yes") if value else _("no"))


def number() -> Cell:
    """A whole number; thousands may be parted by dots or blanks."""

    def read(text: str) -> int:
        spelt = "".join(text.split())
        if not _NUMBER.fullmatch(spelt):
            raise Refused(_("“%(value)s” is not a whole number.") % {"value": short(text)}, "25")
        return int(spelt.replace(".", ""))

    return Cell(read, lambda value: "" if value is None else str(value))


def day() -> Cell:
    """A day of the calendar; the day comes before the month, as in Italy."""
    return Cell(lambda text: _day(text).isoformat(), lambda value: value or "")


def partial_day() -> Cell:
    """A year, a month or a day."""

    def read(text: str) -> str:
        match = _MONTH.fullmatch(text.strip())
        if match is None:
            return _day(text).isoformat()
        year, month = match[1] or match[4] or match[5], match[2] or match[3]
        if month is None:
            return str(year)
        if not 1 <= int(month) <= 12:
            raise Refused(_("There is no month %(month)s.") % {"month": month}, "2026-04")
        return f"{year}-{int(month):02}"

    return Cell(read, lambda value: value or "")


def _day(text: str) -> datetime.date:
    spelt = " ".join(text.lower().split())
    if match := _ISO.fullmatch(spelt):
        year, month, number = match.groups()
    elif match := _DAY_FIRST.fullmatch(spelt):
        number, month, year = match.groups()
    elif match := _SPELT.fullmatch(spelt):
        number, name, year = match.groups()
        month = str(_months().get(name, 0))
    else:
        raise Refused(_("“%(value)s” is not a day.") % {"value": short(text)}, "31/12/2026")
    if len(year) != 4:
        raise Refused(
            _("“%(value)s” does not say the century.") % {"value": short(text)}, f"{number}/{month}/20{year[-2:]}"
        )
    try:
        return datetime.date(int(year), int(month), int(number))
    except ValueError:
        turned = 12 < int(month) <= 31 and 1 <= int(number) <= 12
        instead = f"{int(month):02}/{int(number):02}/{year}" if turned else "31/12/2026"
        raise Refused(_("There is no day “%(value)s”.") % {"value": short(text)}, instead) from None


def _months() -> dict[str, int]:
    """The months by name, in Italian and English."""
    found: dict[str, int] = {}
    for language in ("it", "en"):
        with override(language):
            found |= {str(name).lower(): number for number, name in MONTHS.items()}
    return found


def address() -> Cell:
    """A web address; one that begins with www gets its scheme."""
    return Cell(_address, lambda value: value or "")


def _address(text: str) -> str:
    spelt = text.strip()
    if re.match(r"www\.", spelt, re.IGNORECASE):
        spelt = f"https://{spelt}"
    try:
        _WEB(spelt)
    except ValidationError:
        instead = _("One address, whole: https://www.example.org/page")
        raise Refused(_("“%(value)s” is not a web address.") % {"value": short(text)}, instead) from None
    return spelt


def addresses() -> Cell:
    return Cell(
        lambda text: [_address(item) for item in re.split(r"[|\s;]+", text.strip()) if item],
        lambda value: SEVERAL.join(value or []),
    )


def texts() -> Cell:
    """Several texts. Lines where the cell has lines, else what stands between bars."""

    def read(text: str) -> list[str]:
        items = text.splitlines() if "\n" in text else text.split("|")
        return [item for item in (" ".join(item.split()) for item in items) if item]

    def write(value: Sequence[str] | None) -> str:
        items = list(value or [])
        return "\n".join([*items, ""]) if any("|" in item for item in items) else SEVERAL.join(items)

    return Cell(read, write)


def one_of(values: Named) -> Cell:
    return Cell(values.find, lambda value: values.called.get(value, value or ""))


def some_of(values: Named) -> Cell:
    """Several values of a closed list, parted by bars, semicolons, lines or, where no name has one, commas."""

    def read(text: str) -> list[str]:
        found = []
        for item in re.split(r"[|;\n]", text):
            whole = " ".join(item.split())
            pieces = (
                [whole] if folded(whole) in values.known else [" ".join(piece.split()) for piece in item.split(",")]
            )
            found += [values.find(piece) for piece in pieces if piece]
        return list(dict.fromkeys(found))

    return Cell(read, lambda value: SEVERAL.join(values.called.get(item, item) for item in value or []))
