"""Two people at the rows of a part, as a body's offices: what only one of them changed is kept, row by row and field
by field; where both changed the same, who comes second is asked.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from catalog.admin import posting
from catalog.editorial import values as plainly
from catalog.editorial.differences import Difference, Piece, shown
from catalog.models.publishing import PublishableModel

Row = Mapping[str, Any]
#: Beyond these a form was not made by a browser.
_MOST = 1_000


@dataclass
class Merged:
    """What is posted instead, the rows about which is asked, and what else the second person is to know."""

    data: QueryDict
    conflicts: list[Difference] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Posted:
    """One row of the form: its place, its key ('' for a new one), its name, whether it is to go."""

    place: int
    key: str
    name: str
    gone: bool


def key_of(row: Row, named: str) -> str:
    """How a row is known while it is edited: by its key, before it has one by its name."""
    return str(row.get("id") or row.get(named) or "").strip()


def rows_read(data: Mapping[str, Any], part: str) -> list[Row]:
    """The rows as they were when the page was opened; none where that was tampered with."""
    try:
        read = json.loads(data.get("read") or "")
    except ValueError:
        return []
    rows = read.get(part) if isinstance(read, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


class Merging:
    """One merge. ``now`` are the rows by now; ``prefix`` is how the form names its fields."""

    def __init__(
        self,
        model: type[PublishableModel],
        part: str,
        form: forms.BaseForm,
        data: QueryDict,
        prefix: str,
        now: Sequence[Row],
    ) -> None:
        self.model, self.part, self.fields, self.prefix = model, part, form.fields, prefix
        self.columns = [column.name for column in plainly.part_columns(model, part) if column.name in form.fields]
        self.named = self.columns[0]
        self.old, self.read, self.now = data, rows_read(data, part), now
        self.merged = Merged(data.copy())
        self._count = {True: 0, False: 0}
        self._left = self._posted()

    def run(self) -> Merged:
        """Rewrites what was posted: rows that are stored first, as a form set wants them, then the new ones."""
        for name in [name for name in self.merged.data if name.startswith(f"{self.prefix}-")]:
            del self.merged.data[name]
        plan: list[tuple[bool, Callable[[], None]]] = []
        for row in self.now:
            before = self._before(row)
            mine = self._mine(before or row)
            if mine is not None:
                self._left.remove(mine)
                plan.append((bool(row.get("id")), partial(self._both, row, before, mine)))
            elif before is None or not plainly.same(row, before):  # else the form took it out, and nobody touched it
                plan.append((bool(row.get("id")), partial(self._added, row, before)))
        plan += [(False, partial(self._only_mine, mine)) for mine in self._left]
        for _stored, write in sorted(plan, key=lambda step: not step[0]):
            write()
        for name, count in (("TOTAL", sum(self._count.values())), ("INITIAL", self._count[True])):
            self.merged.data[f"{self.prefix}-{name}_FORMS"] = str(count)
        for name in ("MIN_NUM_FORMS", "MAX_NUM_FORMS"):
            self.merged.data[f"{self.prefix}-{name}"] = self.old.get(f"{self.prefix}-{name}", "")
        return self.merged

    def _both(self, row: Row, before: Row | None, mine: _Posted) -> None:
        """A row that is in the form and there by now."""
        theirs = [name for name in self.columns if not plainly.same(row.get(name), (before or {}).get(name))]
        if mine.gone:
            self._put(row, gone=not theirs)
            if theirs:
                self._say_back(row)
            return
        place = self._keep(mine, row.get("id"))
        asked = False
        for name in theirs:
            key, form_field = f"{self.prefix}-{mine.place}-{name}", self.fields[name]
            if not posting.changed(self.old, key, form_field, (before or {}).get(name)):
                posting.write(self.merged.data, f"{place}-{name}", form_field, row.get(name))
            elif posting.changed(self.old, key, form_field, row.get(name)):
                asked = True
        if asked:
            text = [Piece(shown(self.model, self.part, [row]), True)]
            name = f"{self.part}:{key_of(row, self.named)}"
            self.merged.conflicts.append(Difference(name, str(row.get(self.named)), [], text))

    def _added(self, row: Row, before: Row | None) -> None:
        """A row that is not in the form: the other's new one, or one that the form took out and the other changed."""
        self._put(row)
        if before is not None:
            self._say_back(row)

    def _only_mine(self, mine: _Posted) -> None:
        """A row of the form that is not there by now: a new one, or one that the other took out."""
        before = next((row for row in self.read if self._is(mine, row)), None)
        if before is None:
            self._keep(mine, None)
            return
        keys = {name: f"{self.prefix}-{mine.place}-{name}" for name in self.columns}
        touched = any(posting.changed(self.old, keys[at], self.fields[at], before.get(at)) for at in self.columns)
        if touched and not mine.gone:
            self._keep(mine, None)
            told = _("The other took out “%(name)s”, which you were changing: saved again, it is made anew.")
            self.merged.notes.append(told % {"name": before.get(self.named)})

    def _say_back(self, row: Row) -> None:
        told = _("You took out “%(name)s”, and the other changed it: it is back. Take it out again if it is to go.")
        self.merged.notes.append(told % {"name": row.get(self.named)})

    def _put(self, row: Row, *, gone: bool = False) -> None:
        """Writes a row as it is by now."""
        place = self._place(row.get("id"))
        for name in self.columns:
            posting.write(self.merged.data, f"{place}-{name}", self.fields[name], row.get(name))
        if gone:
            self.merged.data[f"{place}-DELETE"] = "on"

    def _keep(self, mine: _Posted, key: Any) -> str:
        """Writes a row as it was posted, under its new place."""
        place, posted = self._place(key), f"{self.prefix}-{mine.place}-"
        for name in [name for name in self.old if name.startswith(posted) and not name.endswith("-id")]:
            self.merged.data.setlist(f"{place}-{name.removeprefix(posted)}", self.old.getlist(name))
        return place

    def _place(self, key: Any) -> str:
        """The next place, with the key of the row that stands there."""
        place = f"{self.prefix}-{sum(self._count.values())}"
        self._count[bool(key)] += 1
        self.merged.data[f"{place}-id"] = str(key or "")
        return place

    def _posted(self) -> list[_Posted]:
        total = self.old.get(f"{self.prefix}-TOTAL_FORMS", "")
        count = min(int(total), _MOST) if total.isdecimal() and len(total) < 6 else 0
        at = [f"{self.prefix}-{place}" for place in range(count)]
        return [
            _Posted(
                place,
                self.old.get(f"{name}-id", "").strip(),
                self.old.get(f"{name}-{self.named}", "").strip(),
                bool(self.old.get(f"{name}-DELETE")),
            )
            for place, name in enumerate(at)
        ]

    def _before(self, row: Row) -> Row | None:
        """A row as it was read; one that was new then may have got its key since."""
        same = [old for old in self.read if row.get("id") and old.get("id") == row.get("id")]
        new = [old for old in self.read if not old.get("id") and old.get(self.named) == row.get(self.named)]
        return next(iter((*same, *new)), None)

    def _mine(self, row: Row) -> _Posted | None:
        return next((mine for mine in self._left if self._is(mine, row)), None)

    def _is(self, mine: _Posted, row: Row) -> bool:
        if mine.key or row.get("id"):
            return mine.key == str(row.get("id") or "")
        return bool(mine.name) and mine.name == str(row.get(self.named) or "").strip()
