"""The columns of a table of services or opportunities: how each is headed, explained, written and read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from catalog import partial_dates
from catalog.editorial import values as plainly
from catalog.enums import Delivery, EditorialStatus, ImportKind, Stage
from catalog.interchange import cells
from catalog.interchange.bodies import Bodies
from catalog.interchange.cells import Cell, Named, named
from catalog.interchange.spelling import folded
from catalog.models import Country, Need, Opportunity, Sector, Service
from catalog.models.offers import Offer
from catalog.search import data

MODELS: Mapping[str, type[Offer]] = {ImportKind.SERVICE: Service, ImportKind.OPPORTUNITY: Opportunity}
#: A column that says which state of the entry the file was made of; and one that is only to be read.
VERSION, STATUS = "version", "editorial_status"
_READ_ONLY = (VERSION, STATUS)
#: What a clerk fills in first, and what last; the rest stands between in the model's order.
_FIRST = ("slug", VERSION, STATUS, "partner", "title_it", "title_en", "summary_it", "summary_en")
_LAST = ("search_terms_it", "search_terms_en", "url", "sources", "checked", "publish_on", "expire_on")
#: What people head these columns with, besides our own names.
_ALSO_HEADED: Mapping[str, Sequence[str]] = {
    "slug": ("id", "codice", "code", "slug", "identificativo"),
    "partner": ("ente", "issuer", "organismo", "soggetto", "ente erogatore", "soggetto concedente", "body"),
    "title_it": ("titolo", "title", "nome", "denominazione"),
    "summary_it": ("sommario", "sintesi", "in breve", "abstract", "summary"),
    "description_it": ("descrizione", "description", "testo"),
    "need": ("bisogno",),
    "stages": ("fasi", "tipo di impresa"),
    "sectors": ("settori", "settore", "sector"),
    "countries": ("paesi", "paese", "country"),
    "url": ("link", "sito", "pagina", "website", "indirizzo web"),
    "sources": ("fonti", "fonte", "source"),
    "type": ("tipo", "tipologia", "kind", "type"),
    "opens": ("apertura", "data apertura", "data di apertura", "dal"),
    "closes": ("chiusura", "scadenza", "data chiusura", "data di chiusura", "data scadenza", "deadline", "al"),
    "rolling": ("a sportello", "sempre aperto"),
    "amount_it": ("importo", "contributo", "amount"),
    "beneficiaries_it": ("beneficiari", "destinatari", "beneficiaries"),
    "cost": ("costo",),
    "checked": ("verificato", "verificato il", "checked"),
}


@dataclass(frozen=True)
class Column:
    """One column. ``cell`` is None for what is only read, by people or by us; ``values`` are those of a closed list."""

    name: str
    header: str
    cell: Cell | None
    explained: str
    required: bool = False
    values: Sequence[str] = ()


def of(model: type[Offer], bodies: Bodies) -> list[Column]:
    """The columns of a model, in the order a clerk reads them, headed in the reader's language. Three queries."""
    lists = _lists(model)
    fields = _fields(model)
    names = [*_FIRST, *(name for name in fields if name not in (*_FIRST, *_LAST)), *_LAST]
    return [_column(model, name, fields.get(name), lists, bodies) for name in names]


def by_header(model: type[Offer]) -> dict[str, str]:
    """Which field a folded header means: by its name, in both languages, and as people head it."""
    found: dict[str, str] = {}
    names = [*_READ_ONLY, *_fields(model)]
    for name in names:
        for language in ("it", "en"):
            with override(language):
                found.setdefault(folded(_header(model, name)), name)
        for header in (name, *_ALSO_HEADED.get(name, ())):
            found.setdefault(folded(header), name)
    return found


def _column(
    model: type[Offer], name: str, field: models.Field | None, lists: Mapping[str, Named], bodies: Bodies
) -> Column:
    header = _header(model, name)
    if field is None:
        told = {
            VERSION: _("Leave it as it was downloaded: it tells whether somebody changed the entry meanwhile."),
            STATUS: _("Only to be read; what stands here is passed over."),
        }
        return Column(name, header, None, told[name])
    if name == "partner":
        return Column(name, header, bodies.cell(), _("The body’s name."), True, list(bodies.names.values()))
    if name == "slug":
        told_slug = _("Leave it as it was downloaded. Empty for a new entry: it is made from the title.")
        return Column(name, header, cells.line(), told_slug)
    cell, explained = _kind(field, lists)
    if field.help_text:
        explained = f"{explained} {field.help_text}"
    required = not field.blank and not isinstance(field, models.BooleanField)
    return Column(name, header, cell, explained, required, list(lists[name].called.values()) if name in lists else ())


def _kind(field: Any, lists: Mapping[str, Named]) -> tuple[Cell, str]:
    """How a field's cell is read and written, and what to write in it."""
    if field.name in lists:
        if field.many_to_many or isinstance(field, models.JSONField):
            told = _("One or several of the list, with | between them; empty means all.")
            return cells.some_of(lists[field.name]), told
        return cells.one_of(lists[field.name]), _("One of the list.")
    if field.name == "sources":
        return cells.addresses(), _("Web addresses, with | between them.")
    if isinstance(field, models.JSONField):
        return cells.texts(), _("One or several, with | between them.")
    if isinstance(field, models.DateField):
        return cells.day(), _("A day: 31/12/2026.")
    if isinstance(field, models.BooleanField):
        return cells.yes_no(), _("“yes” or “no”.")
    if isinstance(field, models.URLField):
        return cells.address(), _("A web address.")
    if partial_dates.validate in field.validators:
        return cells.partial_day(), _("A day, a month or a year.")
    if isinstance(field, models.TextField):
        return cells.paragraphs(), _("Text, as long as it needs to be.")
    return cells.line(), _("Text, at most %(longest)d characters.") % {"longest": field.max_length}


def _fields(model: type[Offer]) -> dict[str, models.Field]:
    """What editors write of an entry, by name."""
    return {field.name: field for field in (*plainly.columns(model), *plainly.links(model))}


def _header(model: type[Offer], name: str) -> str:
    return capfirst(str(model._meta.get_field(name).verbose_name))  # type: ignore[union-attr]


def _lists(model: type[Offer]) -> dict[str, Named]:
    """The closed lists of a model's columns, known by their names in both languages and as places are also called."""
    found = {
        "need": _vocabulary(Need),
        "sectors": _vocabulary(Sector),
        "countries": _vocabulary(Country, _also_called()),
        "stages": _choices(Stage.choices),
    }
    for field in _fields(model).values():
        if field.choices:
            found[field.name] = _choices(field.choices)
    if model is Service:
        found["delivery"] = _choices(Delivery.choices)
    return found


def _vocabulary(model: type[Any], others: Sequence[tuple[str, str]] = ()) -> Named:
    rows = list(model._default_manager.all())
    both = [(row.pk, name) for row in rows for name in (row.label_it, row.label_en)]
    return named({row.pk: row.label for row in rows}, [*both, *others])


def _choices(choices: Any) -> Named:
    both = []
    for language in ("it", "en"):
        with override(language):
            both += [(value, str(label)) for value, label in choices]
    return named({value: str(label) for value, label in choices}, both)


def _also_called() -> list[tuple[str, str]]:
    """Countries as they are also called, where no other is called so."""
    return [(entry["iso2"], alias) for entry in data.read("places")["countries"] for alias in entry["aliases"]]


def status_label(value: str) -> str:
    """A state as the column to be read says it."""
    return str(EditorialStatus(value).label)
