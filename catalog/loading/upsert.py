"""Writing a row over an entry without losing what people did to it.

Every entry keeps what the files last said of it. A new value in the files is taken only where the entry still says the
old one; where staff changed it, theirs stays and is reported.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import Model


@dataclass(frozen=True)
class Outcome:
    """What became of one row; ``kept`` are the columns where a staff edit was kept against the file."""

    entry: Any
    kind: Literal["new", "changed", "unchanged"]
    kept: tuple[str, ...] = ()


class Table:
    """One table while a file is written into it; all its rows are read once."""

    def __init__(self, model: type[Model], key: tuple[str, ...]) -> None:
        self.model, self.key = model, key
        links = [field.name for field in model._meta.many_to_many]
        rows = model._default_manager.prefetch_related(*links)
        self._rows = {tuple(getattr(row, column) for column in key): row for row in rows}
        self._touched: set[tuple] = set()

    def upsert(self, values: dict[str, Any], many: dict[str, list[str]]) -> Outcome:
        """Creates or updates the entry of one checked row."""
        key = tuple(values[column] for column in self.key)
        self._touched.add(key)
        said = {
            **{name: _plain(value) for name, value in values.items()},
            **{name: sorted(keys) for name, keys in many.items()},
        }
        entry = self._rows.get(key)
        if entry is None:
            entry = self.model(**values, loaded=said)  # type: ignore[misc]
            entry.save()
            for name, keys in many.items():
                getattr(entry, name).set(keys)
            return Outcome(entry, "new")
        return self._update(entry, values, many, said)

    def untouched(self) -> Iterable[Any]:
        """The entries that no row of the file was about."""
        return [row for key, row in self._rows.items() if key not in self._touched]

    def _update(self, entry: Any, values: dict[str, Any], many: dict[str, list[str]], said: dict[str, Any]) -> Outcome:
        if entry.loaded == said:
            return Outcome(entry, "unchanged")
        kept, taken = [], []
        for name, new in said.items():
            if name in entry.loaded and entry.loaded[name] == new:
                continue
            links = name in many
            current = sorted(row.pk for row in getattr(entry, name).all()) if links else _plain(getattr(entry, name))
            if current == new:
                continue
            if name in entry.loaded and current != entry.loaded[name]:
                kept.append(name)
                continue
            taken.append(name)
            if links:
                getattr(entry, name).set(many[name])
            else:
                setattr(entry, name, values[name])
        entry.loaded = said
        entry.save()
        return Outcome(entry, "changed" if taken else "unchanged", tuple(kept))


def _plain(value: Any) -> Any:
    """A column's value as JSON keeps it."""
    return value.isoformat() if isinstance(value, date) else value
