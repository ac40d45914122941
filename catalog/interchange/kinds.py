"""What a table may hold: services, opportunities, bodies, their offices; other applications add what is theirs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Model, QuerySet

from catalog.editorial import values as plainly
from catalog.enums import Delivery, ImportKind, Stage
from catalog.models import Opportunity, Partner, Province, Service
from catalog.models.publishing import PublishableModel
from catalog.permissions import bodies_edited, editable


@dataclass(frozen=True)
class TableKind:
    """One kind of table. Its rows are entries of ``model``, or the rows of their ``part``: a body's offices.

    ``titled`` is the column that names a row to people, ``fields`` are the columns a file may write (none named: all
    that editors write). ``lists`` says of columns that are lists of values where the values stand: choices, or a model.
    ``periods`` are columns of days in their order. ``settled`` tells of entries which columns no file changes any more,
    with the reason, by the entries' keys.
    """

    name: str
    model: type[PublishableModel]
    titled: str = "title_it"
    part: str = ""
    fields: Sequence[str] = ()
    lists: Mapping[str, Any] = field(default_factory=dict)
    periods: Sequence[tuple[str, str]] = ()
    settled: Callable[[Iterable[Any]], Mapping[int, Mapping[str, str]]] = lambda entries: {}

    @property
    def label(self) -> str:
        return str(ImportKind(self.name).label)

    @property
    def row_model(self) -> type[Model]:
        """What a row becomes."""
        return plainly.part_model(self.model, self.part) if self.part else self.model

    @property
    def identity(self) -> str:
        """The column that says which row of the catalogue a row of the table is about."""
        return "id" if self.part else "slug"

    @property
    def has_body(self) -> bool:
        """Whether its rows belong to a body; they are bodies otherwise."""
        return bool(self.part) or self.model.body_path != "pk"

    def columns(self) -> dict[str, Any]:
        """The fields that a table writes, by name; of a part, the body it belongs to among them."""
        if self.part:
            relation: Any = self.model._meta.get_field(self.part)
            own = plainly.part_columns(self.model, self.part)
            return {relation.field.name: relation.field, **{column.name: column for column in own}}
        every = (*plainly.columns(self.model), *plainly.links(self.model))
        return {column.name: column for column in every if not self.fields or column.name in self.fields}

    def editable(self, user: Any) -> QuerySet[Any]:
        """The entries a person may edit, with what their rows say of other tables."""
        mine = editable(user, self.model._default_manager.all())
        return mine.prefetch_related(*([self.part] if self.part else self._links()))

    def working(self, entry: PublishableModel, waiting: Mapping[str, Any]) -> dict[str, Any]:
        """What editors work on: the entry with the change that waits beside it."""
        names = [self.part] if self.part else list(self.columns())
        return {**plainly.of(entry, names), **{name: waiting[name] for name in names if name in waiting}}

    def count(self, user: Any) -> int:
        """How many rows of the catalogue a person's table has."""
        mine = editable(user, self.model._default_manager.all())
        if not self.part:
            return mine.count()
        relation: Any = self.model._meta.get_field(self.part)
        return self.row_model._default_manager.filter(**{f"{relation.field.name}__in": mine}).count()

    def _links(self) -> list[str]:
        return [name for name, column in self.columns().items() if isinstance(column, models.ManyToManyField)]


_registered: dict[str, TableKind] = {}


def register(kind: TableKind) -> None:
    """Adds a kind of table; called once for each, from ``AppConfig.ready``."""
    _registered[kind.name] = kind


def register_all() -> None:
    """The catalogue's own kinds."""
    register(TableKind(ImportKind.SERVICE, Service, lists={"stages": Stage.choices, "delivery": Delivery.choices}))
    register(
        TableKind(ImportKind.OPPORTUNITY, Opportunity, lists={"stages": Stage.choices}, periods=(("opens", "closes"),))
    )
    register(TableKind(ImportKind.PARTNER, Partner, titled="short_name", lists={"provinces": Province}))
    register(TableKind(ImportKind.OFFICE, Partner, titled="name", part="offices"))


def of(name: str) -> TableKind:
    """A kind by its name. Raises ``KeyError`` for none."""
    return _registered[name]


def open_to(user: Any) -> list[TableKind]:
    """The kinds of tables a person works with, in the order of ``ImportKind``."""
    roles = {kind.model.edited_by: kind.model for kind in _registered.values()}
    works = {edited_by for edited_by, model in roles.items() if bodies_edited(user, model).exists()}
    known = [_registered[name] for name in ImportKind.values if name in _registered]
    return [kind for kind in known if kind.model.edited_by in works]
