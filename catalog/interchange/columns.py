"""The columns of a table: how each is headed, explained, written and read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from catalog import partial_dates
from catalog.enums import EditorialStatus
from catalog.interchange import cells
from catalog.interchange.bodies import Bodies
from catalog.interchange.cells import Cell, Named, named
from catalog.interchange.kinds import TableKind
from catalog.interchange.spelling import folded
from catalog.models import Country, Province
from catalog.search import data

#: A column that says which state of the entry the file was made of; and one that is only to be read.
VERSION, STATUS = "version", "editorial_status"
#: What a clerk fills in first, and what last; the rest stands between in the model's order.
_FIRST = ("slug", "id", VERSION, STATUS, "partner", "name", "title_it", "title_en", "summary_it", "summary_en")
_LAST = ("search_terms_it", "search_terms_en", "url", "sources", "checked", "publish_on", "expire_on")
#: Columns in which no value means every value.
_EMPTY_IS_ALL = ("sectors", "countries", "stages", "provinces")
#: What people head these columns with, besides our own names.
_ALSO_HEADED: Mapping[str, Sequence[str]] = {
    "slug": ("id", "codice", "code", "slug", "identificativo"),
    "id": ("codice", "code", "identificativo"),
    "partner": (
        *("ente", "issuer", "organismo", "organizzatore", "soggetto", "ente erogatore", "soggetto concedente", "body"),
    ),
    "title_it": ("titolo", "title", "nome", "denominazione"),
    "name": ("nome", "denominazione", "sede", "sportello", "ragione sociale"),
    "short_name": ("sigla", "acronimo", "nome breve"),
    "role_it": ("ruolo", "cosa fa", "attività", "role"),
    "table_member": ("tavolo", "siede al tavolo"),
    "provinces": ("province",),
    "address": ("indirizzo", "via", "street"),
    "postcode": ("cap", "codice postale"),
    "city": ("comune", "città", "localita"),
    "province": ("prov", "provincia", "sigla provincia"),
    "phone": ("telefono", "tel", "phone"),
    "email": ("e-mail", "mail", "posta elettronica"),
    "starts": ("inizio", "data inizio", "dal"),
    "ends": ("fine", "data fine", "al"),
    "cities": ("città", "city"),
    "capacity": ("posti", "seats"),
    "support": ("assistenza", "servizi in loco"),
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


def of(kind: TableKind, bodies: Bodies) -> list[Column]:
    """The columns of a kind, in the order a clerk reads them, headed in the reader's language. A query a vocabulary."""
    fields = kind.columns()
    lists = _lists(kind, fields)
    return [_column(kind, name, fields.get(name), lists, bodies) for name in _names(kind, fields)]


def by_header(kind: TableKind) -> dict[str, str]:
    """Which field a folded header means: by its name, in both languages, and as people head it."""
    found: dict[str, str] = {}
    names = _names(kind, kind.columns())
    for name in names:
        for language in ("it", "en"):
            with override(language):
                found.setdefault(folded(_header(kind, name)), name)
    for name in names:
        for header in (name, *_ALSO_HEADED.get(name, ())):
            found.setdefault(folded(header), name)
    return found


def _names(kind: TableKind, fields: Mapping[str, Any]) -> list[str]:
    """Those of a kind, with the ones that are only read: a part has an address of its own, and no state."""
    known = {kind.identity, VERSION, *fields} | ({STATUS} if not kind.part else set())
    between = [name for name in fields if name not in (*_FIRST, *_LAST)]
    return [name for name in (*_FIRST, *between, *_LAST) if name in known]


def _column(
    kind: TableKind, name: str, field: models.Field | None, lists: Mapping[str, Named], bodies: Bodies
) -> Column:
    header = _header(kind, name)
    if name in (VERSION, STATUS):
        told = {
            VERSION: _("Leave it as it was downloaded: it tells whether somebody changed the entry meanwhile."),
            STATUS: _("Only to be read; what stands here is passed over."),
        }
        return Column(name, header, None, told[name])
    if name == "partner":
        return Column(name, header, bodies.cell(), _("The body’s name."), True, list(bodies.names.values()))
    if field is None:
        told_code = _("Leave it as it was downloaded. Empty for a new one.")
        return Column(name, header, cells.line(), told_code)
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
            told = _("One or several of the list, with | between them.")
            if field.name in _EMPTY_IS_ALL:
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
    if isinstance(field, models.IntegerField):
        return cells.number(), _("A whole number.")
    if isinstance(field, models.URLField):
        return cells.address(), _("A web address.")
    if partial_dates.validate in field.validators:
        return cells.partial_day(), _("A day, a month or a year.")
    if isinstance(field, models.TextField):
        return cells.paragraphs(), _("Text, as long as it needs to be.")
    return cells.line(), _("Text, at most %(longest)d characters.") % {"longest": field.max_length}


def _header(kind: TableKind, name: str) -> str:
    if name == "id":
        return _("Code")
    model = kind.model if name in (VERSION, STATUS) else kind.row_model
    return capfirst(str(model._meta.get_field(name).verbose_name))  # type: ignore[union-attr]


def _lists(kind: TableKind, fields: Mapping[str, Any]) -> dict[str, Named]:
    """The closed lists of a kind's columns, known by their names in both languages and as places are also called."""
    found: dict[str, Named] = {}
    for name, field in fields.items():
        given = kind.lists.get(name) or field.choices or field.related_model
        if name == "partner" or not given:  # bodies are known by more than their names
            continue
        found[name] = _vocabulary(given) if isinstance(given, type) else _choices(given)
    return found


def _vocabulary(model: type[Any]) -> Named:
    """The rows of a vocabulary: needs, sectors and countries have a name in each language, provinces one for both."""
    rows = list(model._default_manager.all())
    if model is Province:
        return named({row.pk: row.name for row in rows})
    both = [(row.pk, name) for row in rows for name in (row.label_it, row.label_en)]
    return named({row.pk: row.label for row in rows}, [*both, *(_also_called() if model is Country else ())])


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
