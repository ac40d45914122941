"""What is there already when a file is looked at: the entries it is about, and what files said of them before.

Everything is read once, in a number of queries that no file changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.contrib.contenttypes.models import ContentType
from django.utils.text import slugify

from catalog.editorial import values as plainly
from catalog.interchange import bodies as bodies_of
from catalog.interchange import columns
from catalog.interchange.bodies import Bodies
from catalog.interchange.columns import Column
from catalog.interchange.doubles import Doubles
from catalog.models import Import, ImportedEntry, Revision
from catalog.models.offers import Offer
from catalog.permissions import editable

#: Room for a number behind an address.
_LONGEST_SLUG = 100


@dataclass
class Present:
    """``entries`` are those the author may edit, by address; ``taken`` are all addresses there are, whosever."""

    model: type[Offer]
    columns: Mapping[str, Column]
    bodies: Bodies
    entries: Mapping[str, Offer]
    waiting: Mapping[int, dict[str, Any]]
    said: Mapping[int, dict[str, Any]]
    doubles: Doubles
    taken: set[str]

    @classmethod
    def at(cls, batch: Import, rows: Sequence[tuple[int, Sequence[str]]]) -> Self:
        """What is there for a file of its author."""
        model = columns.MODELS[batch.kind]
        bodies = bodies_of.of(batch.author, model, batch.answers.get("bodies", {}))
        mine = editable(batch.author, model._default_manager.all())
        named = _addresses(batch, rows)
        about = mine.filter(slug__in=named).prefetch_related("sectors", "countries")
        entries = {entry.slug: entry for entry in about}
        kind = ContentType.objects.get_for_model(model)
        keys = {entry.pk for entry in entries.values()}
        waiting = Revision.objects.open().filter(content_type=kind).values_list("object_id", "values")
        said = ImportedEntry.objects.filter(content_type=kind).values_list("object_id", "said")
        return cls(
            model=model,
            columns={column.name: column for column in columns.of(model, bodies)},
            bodies=bodies,
            entries=entries,
            waiting={key: values for key, values in waiting if key in keys},
            said={key: values for key, values in said if key in keys},
            doubles=Doubles(mine.only("slug", "partner_id", "title_it", "url")),
            taken=set(model._default_manager.values_list("slug", flat=True)),
        )

    def working(self, entry: Offer) -> dict[str, Any]:
        """What editors work on: the entry with the change that waits beside it."""
        return {**plainly.of(entry), **self.waiting.get(entry.pk, {})}

    def free_slug(self, title: str) -> str:
        """An address nobody has, no row before either, made of a title."""
        wanted = slugify(title)[:_LONGEST_SLUG].strip("-") or self.model._meta.model_name or ""
        free, number = wanted, 1
        while free in self.taken:
            number += 1
            free = f"{wanted}-{number}"
        self.taken.add(free)
        return free


def _addresses(batch: Import, rows: Sequence[tuple[int, Sequence[str]]]) -> set[str]:
    """The addresses that the rows name, or that their author named for them."""
    named = set(batch.answers.get("rows", {}).values())
    if "slug" in batch.columns:
        place = batch.columns.index("slug")
        named |= {slugify(line[place]) for _number, line in rows}
    return named - {""}
