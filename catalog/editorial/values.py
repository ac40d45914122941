"""An entry as plain data: what is compared, kept beside it as a change that waits, and written back.

Plain is what JSON holds: links as keys, days and moments in ISO 8601, exact numbers as texts. The rows of a part (a
body's offices) are a list of dictionaries with their ``id``, None for a new row.
"""

from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Model

from catalog.models.publishing import PublishableModel

#: Columns that no editor writes: the entry's state, who keeps it true and how often, what the machine keeps of it.
_KEPT = {
    "id",
    "editorial_status",
    "version",
    "published_at",
    "created_at",
    "updated_at",
    "loaded",
    "owner",
    "rhythm",
}


def columns(model: type[Model]) -> list[models.Field]:
    """The columns of a model that editors write, in their order."""
    return [field for field in model._meta.concrete_fields if field.name not in _KEPT]


def links(model: type[Model]) -> list[models.ManyToManyField]:
    """The links of a model to many others, in their order."""
    return [field for field in model._meta.many_to_many if isinstance(field, models.ManyToManyField)]


def names(model: type[PublishableModel]) -> set[str]:
    """Everything of an entry that editors write: columns, links and parts."""
    return {field.name for field in (*columns(model), *links(model))} | set(model.parts)


def label(model: type[PublishableModel], name: str) -> str:
    """What people call a field or a part."""
    if name in model.parts:
        return str(part_model(model, name)._meta.verbose_name_plural)
    return str(getattr(model._meta.get_field(name), "verbose_name", name))


def of(entry: PublishableModel, only: Iterable[str] | None = None) -> dict[str, Any]:
    """What an entry says in the database, links and parts included; of the named fields where some are named."""
    wanted = names(type(entry)) if only is None else set(only)
    found = {field.name: plain(getattr(entry, field.attname)) for field in columns(type(entry)) if field.name in wanted}
    for link in links(type(entry)):
        if link.name in wanted:
            found[link.name] = sorted(row.pk for row in getattr(entry, link.name).all())
    for part in type(entry).parts:
        if part in wanted:
            found[part] = rows(type(entry), part, getattr(entry, part).all())
    return found


def plained(model: type[PublishableModel], given: Mapping[str, Any]) -> dict[str, Any]:
    """Values as a form or a file has them, as plain data.

    Raises ``ValueError`` for a name that is none of an editor's fields.
    """
    unknown = set(given) - names(model)
    if unknown:
        raise ValueError(f"{model.__name__} has no field to edit named {', '.join(sorted(unknown))}")
    many = {link.name for link in links(model)}
    return {
        name: sorted(plain(row) for row in value)
        if name in many
        else [{key: plain(cell) for key, cell in row.items()} for row in value]
        if name in model.parts
        else plain(value)
        for name, value in given.items()
    }


def plain(value: Any) -> Any:
    """One value as JSON keeps it."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, str):
        return value.replace("\r\n", "\n")  # browsers write lines so
    return str(value) if isinstance(value, Decimal) else value


def same(one: Any, other: Any) -> bool:
    """Whether two plain values say the same; blanks around a text, and nothing in other words, say nothing."""
    return _bare(one) == _bare(other)


def _bare(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        return {key: bare for key, cell in value.items() if (bare := _bare(cell)) != ""}
    return (
        [_bare(item) for item in value] if value and isinstance(value, list) else "" if value in (None, []) else value
    )


def put(entry: PublishableModel, given: Mapping[str, Any]) -> None:
    """Sets the columns of an entry, in memory only, to plain values; links and parts are left."""
    for field in columns(type(entry)):
        if field.name in given:
            setattr(entry, field.attname, field.to_python(given[field.name]))


def write_links(entry: PublishableModel, given: Mapping[str, Any]) -> None:
    """Writes the links and parts of a saved entry."""
    for link in links(type(entry)):
        if link.name in given:
            getattr(entry, link.name).set(given[link.name])
    for part in type(entry).parts:
        if part in given:
            _write_part(entry, part, given[part])


def part_columns(model: type[PublishableModel], part: str) -> list[models.Field]:
    """The columns of a part's rows that editors write: all but the link to the entry."""
    relation: Any = model._meta.get_field(part)
    return [field for field in columns(part_model(model, part)) if field.name != relation.field.name]


def rows(model: type[PublishableModel], part: str, stored: Iterable[Model]) -> list[dict[str, Any]]:
    """The rows of a part as plain data."""
    shown = part_columns(model, part)
    return [
        {"id": row.pk, **{field.name: plain(getattr(row, field.attname)) for field in shown}}
        for row in sorted(stored, key=lambda row: row.pk)
    ]


def part_model(model: type[PublishableModel], part: str) -> type[Model]:
    """The model of a part's rows."""
    relation: Any = model._meta.get_field(part)
    return relation.related_model


def _write_part(entry: PublishableModel, part: str, rows: list[dict[str, Any]]) -> None:
    """Makes the rows of a part those given: changed by their ``id``, made without one, deleted when not given."""
    relation: Any = type(entry)._meta.get_field(part)
    present = {row.pk: row for row in getattr(entry, part).all()}
    given = {row["id"] for row in rows if row.get("id") in present}
    for key, row in present.items():
        if key not in given:
            row.delete()
    for values in rows:
        row = present.get(values.get("id")) or relation.related_model(**{relation.field.name: entry})
        for field in part_columns(type(entry), part):
            if field.name in values:
                setattr(row, field.attname, field.to_python(values[field.name]))
        row.save()
