"""From an entry to what is searched and shown of it.

Each kind of entry registers how its rows become a ``Document``; ``missions`` registers its own, so that ``catalog``
need not know it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

#: Facet value of an entry that no sector, country or province narrows.
EVERYWHERE = "all"
#: An entry for at most so many countries is about them; one that lists fifty mentions them.
FEW_COUNTRIES = 5
#: Facets for which having no value means being valid for all.
OPEN_FACETS = ("sector", "country", "province")


@dataclass(frozen=True)
class Document:
    """One published entry as search sees it. Texts are plain; ``*_en`` may be empty.

    ``owner`` holds the names of the body behind it. ``labels`` are words of its need, sectors, countries and kind, in
    both languages. ``always`` says available without dates; ``dated`` is what 'newest first' goes by.
    """

    kind: str
    slug: str
    title_it: str
    summary_it: str
    partner_slug: str
    partner_name: str
    title_en: str = ""
    summary_en: str = ""
    body_it: str = ""
    body_en: str = ""
    questions_it: Sequence[str] = ()
    questions_en: Sequence[str] = ()
    search_terms_it: Sequence[str] = ()
    search_terms_en: Sequence[str] = ()
    owner: str = ""
    labels: str = ""
    offers: str = ""
    serves: Sequence[str] = ()
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    opens: date | None = None
    closes: date | None = None
    always: bool = False
    dated: date | None = None

    def facet_values(self) -> dict[str, list[str]]:
        """Every facet value it is found under, 'all' standing for no limit."""
        values = {name: sorted(set(chosen)) for name, chosen in self.facets.items() if chosen}
        values["kind"] = [self.kind]
        values["partner"] = [self.partner_slug]
        for name in OPEN_FACETS:
            values.setdefault(name, [EVERYWHERE])
        if len(values["country"]) <= FEW_COUNTRIES:
            values["reach"] = ["few"]
        values["serves"] = sorted({*values.get("need", ()), *self.serves})
        return values


@dataclass(frozen=True)
class Source:
    """How one model's entries become documents.

    ``published`` gives the rows to index with everything ``build`` reads already fetched; ``build`` makes no query of
    its own. ``url_name`` is the view of one entry, which takes its slug.
    """

    kind: str
    model: type[Model]
    published: Callable[[], QuerySet[Any]]
    build: Callable[[Any], Document]
    url_name: str


_sources: dict[type[Model], Source] = {}


def register(source: Source) -> None:
    """Makes a model's entries searchable. Called once, from ``AppConfig.ready``."""
    _sources[source.model] = source


def source_of(entry: Model) -> Source:
    """The source an entry belongs to. Raises ``LookupError`` for a model nobody registered."""
    return _sources[type(entry)]


def sources() -> list[Source]:
    """All that is searchable."""
    return list(_sources.values())


def concerned(entry: Model) -> Iterator[Document]:
    """The documents of the published entries that say something of one.

    A body's names are in those of all it offers, and its own says what it offers.
    """
    for source in _sources.values():
        for link in source.model._meta.fields:
            if link.related_model is type(entry):
                for other in source.published().filter(**{link.name: entry}):
                    yield source.build(other)
    for link in type(entry)._meta.fields:
        if link.related_model in _sources:
            source = _sources[link.related_model]  # type: ignore[index]
            for other in source.published().filter(pk=getattr(entry, link.attname)):
                yield source.build(other)


def of(kind: str, slug: str) -> Iterator[Document]:
    """The document of one published entry; nothing when there is none."""
    for source in _sources.values():
        if source.kind == kind:
            for entry in source.published().filter(slug=slug):
                yield source.build(entry)


def url_names() -> dict[str, str]:
    """The view of one entry, by kind."""
    return {source.kind: source.url_name for source in _sources.values()}


def keys() -> list[tuple[str, str]]:
    """(kind, slug) of every published entry."""
    return [
        (source.kind, slug)
        for source in _sources.values()
        for slug in source.published().values_list("slug", flat=True)
    ]


def everything() -> Iterator[Document]:
    """The documents of every published entry."""
    for source in _sources.values():
        for entry in source.published().iterator(chunk_size=500):
            yield source.build(entry)


def joined(*parts: str | Iterable[str]) -> str:
    """Non-empty pieces of text as one, for a field that several make up."""
    flat: list[str] = []
    for part in parts:
        flat.extend([part] if isinstance(part, str) else part)
    return "\n".join(piece for piece in flat if piece)
