"""Two texts of an entry side by side: field by field, the words that differ marked."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalog.editorial import values as plainly
from catalog.models.publishing import PublishableModel

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
#: Longer texts are compared line by line: words of a long text take seconds.
_LONG = 20_000


@dataclass(frozen=True)
class Piece:
    """A run of words; ``changed`` when the other side has none like it."""

    text: str
    changed: bool


@dataclass(frozen=True)
class Difference:
    """One field: what it is called, and both texts in pieces."""

    name: str
    label: str
    before: list[Piece]
    after: list[Piece]


def between(
    model: type[PublishableModel], before: Mapping[str, Any], after: Mapping[str, Any], *, all_fields: bool = False
) -> list[Difference]:
    """The fields of two sets of plain values that differ, in the model's order; with ``all_fields`` the equal too.

    Of a part only the rows that differ are shown: a body may have fifty offices.
    """
    order = [field.name for field in (*plainly.columns(model), *plainly.links(model))] + list(model.parts)
    found = []
    for name in order:
        old, new = before.get(name), after.get(name)
        if (name in before or name in after) and (all_fields or not plainly.same(old, new)):
            if name in model.parts and not all_fields:
                old, new = _only_here(old, new), _only_here(new, old)
                if not old and not new:  # a new row got its key since
                    continue
            left, right = words(shown(model, name, old), shown(model, name, new))
            found.append(Difference(name, plainly.label(model, name), left, right))
    return found


def words(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Two texts in pieces, those that differ marked."""
    cut = _WORDS.findall if max(len(before), len(after)) < _LONG else str.splitlines
    old, new = cut(before), cut(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if a != b:
            left.append(Piece("".join(old[a:b]), kind != "equal"))
        if c != d:
            right.append(Piece("".join(new[c:d]), kind != "equal"))
    return left, right


def shown(model: type[PublishableModel], name: str, value: Any) -> str:
    """A plain value as people read it: names for keys, days as written, one item of a list a line."""
    if value in (None, "", []):
        return ""
    if name in model.parts:
        return "\n\n".join(_row(model, name, row) for row in value)
    field: Any = model._meta.get_field(name)
    if field.many_to_many:
        return "\n".join(sorted(str(row) for row in field.related_model._default_manager.filter(pk__in=value)))
    return _cell(field, value)


def _only_here(rows: Any, others: Any) -> list[Mapping[str, Any]]:
    """The rows of a part that say what no row of the other side says."""
    known = {_said(row) for row in others or ()}
    return [row for row in rows or () if _said(row) not in known]


def _said(row: Mapping[str, Any]) -> str:
    said = {name: cell for name, cell in row.items() if name != "id" and cell not in (None, "", [])}
    return json.dumps(said, sort_keys=True, default=str)


def _row(model: type[PublishableModel], part: str, row: Mapping[str, Any]) -> str:
    cells = [(field, row.get(field.name)) for field in plainly.part_columns(model, part)]
    return "\n".join(
        f"{field.verbose_name}: {_cell(field, cell)}" for field, cell in cells if cell not in (None, "", [])
    )


def _cell(field: Any, value: Any) -> str:
    related: type[Model] | None = field.related_model
    if related:
        return str(related._default_manager.filter(pk=value).first() or value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, list):
        return "\n".join(map(str, value))
    python = field.to_python(value)
    if hasattr(python, "year"):
        return date_format(python, "DATETIME_FORMAT" if hasattr(python, "hour") else "DATE_FORMAT")
    return str(python)
