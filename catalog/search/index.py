"""Reading the index: one process's view of it, kept current by a version number.

``current()`` costs one small query, and within a request only the first time. When somebody published, edited or
withdrew an entry since, the process applies just those entries to the bitmaps it holds; when it cannot tell (a rebuild,
too many changes, a restored database) it starts over.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from threading import Lock
from types import MappingProxyType

from django.db import connection
from django.db.models import Q, QuerySet
from gmpy2 import mpz

from catalog.enums import Availability
from catalog.models import SearchChange, SearchDocument, SearchFacet, SearchTerm, SearchVersion, SearchWord
from catalog.search.fields import Field
from catalog.search.postings import bitmap, decode

#: Stands in the log of changes where the vocabularies changed, and no entry.
NO_DOCUMENT = 0
#: Terms kept per process; at 100,000 entries some 4,000 of them take about 100 MB.
KEPT_TERMS = 4_000
#: Changed entries applied one by one; beyond it, starting over is cheaper.
APPLIED_CHANGES = 100

_NOTHING: Mapping[Field, int] = MappingProxyType({})


@dataclass
class Index:
    """The bitmaps of one version of the index.

    Terms are read when first asked for and kept, the least used going first. ``vocabulary`` is the state of the words
    that staff may change, for ``vocabulary.lexicon``.
    """

    number: int
    token: str
    vocabulary: str = ""
    _facets: dict[str, dict[str, int]] = field(default_factory=dict)
    _terms: dict[str, Mapping[Field, int]] = field(default_factory=dict)
    _frequencies: dict[str, int] = field(default_factory=dict)
    _countable: dict[str, dict[str, mpz]] = field(default_factory=dict)
    _orders: dict[str, list[int]] = field(default_factory=dict)
    _statuses: dict[tuple[str, date], int] = field(default_factory=dict)

    @cached_property
    def everything(self) -> int:
        """All documents."""
        bits = 0
        for carriers in self._facets.get("kind", {}).values():
            bits |= carriers
        return bits

    @cached_property
    def size(self) -> int:
        """How many documents there are."""
        return self.everything.bit_count()

    @cached_property
    def words(self) -> dict[str, int]:
        """Every word as written, with the number of entries that use it; for corrections, read when first needed."""
        return dict(SearchWord.objects.values_list("word", "frequency"))

    def load(self, terms: Iterable[str]) -> None:
        """Reads in one query those of ``terms`` that are not held yet."""
        missing = [term for term in dict.fromkeys(terms) if term not in self._terms]
        if not missing:
            return
        for term in missing:
            self._terms[term] = _NOTHING
        rows = SearchTerm.objects.filter(term__in=missing).values_list("term", "frequency", "postings")
        for term, frequency, postings in rows:
            self._terms[term] = decode(postings)
            self._frequencies[term] = frequency
        while len(self._terms) > KEPT_TERMS:
            oldest = next(iter(self._terms))
            del self._terms[oldest]
            self._frequencies.pop(oldest, None)

    def load_commonest(self, count: int) -> None:
        """Reads the terms that most entries hold, so that no visitor waits for them."""
        self.load(SearchTerm.objects.order_by("-frequency", "term").values_list("term", flat=True)[:count])

    def postings(self, term: str) -> Mapping[Field, int]:
        """The bitmap of every field that holds a term; empty for a term nobody uses."""
        held = self._terms.pop(term, None)
        if held is None:
            self.load([term])
            return self._terms[term]
        self._terms[term] = held  # to the end: the order of the dictionary is the order of use
        return held

    def frequency(self, term: str) -> int:
        """How many documents hold a term in any field; 0 for an unknown one."""
        if term not in self._terms:
            self.load([term])
        return self._frequencies.get(term, 0)

    def facet(self, name: str, value: str) -> int:
        """The documents that carry a facet value."""
        return self._facets.get(name, {}).get(value, 0)

    def facet_values(self, name: str) -> Mapping[str, int]:
        """Every value of a facet with the documents that carry it."""
        return self._facets.get(name, {})

    def countable(self, name: str) -> Mapping[str, mpz]:
        """The same as GMP's integers, three times as fast to intersect and count; all else is faster with Python's."""
        if name not in self._countable:
            self._countable[name] = {value: mpz(carriers) for value, carriers in self.facet_values(name).items()}
        return self._countable[name]

    def has_any(self, name: str) -> int:
        """The documents that a facet narrows; the others are valid everywhere."""
        bits = 0
        for value, carriers in self._facets.get(name, {}).items():
            if value != "all":
                bits |= carriers
        return bits

    def status(self, status: str, today: date) -> int:
        """The documents that stand at an ``Availability`` on a day."""
        known = self._statuses.get((status, today))
        if known is None:
            self._statuses = {key: bits for key, bits in self._statuses.items() if key[1] == today}
            numbers = list(_standing(status, today).values_list("pk", flat=True))
            known = self._statuses[status, today] = bitmap(numbers, max(numbers, default=0))
        return known

    def order(self, column: str) -> list[int]:
        """All ordinals by a sort column of ``SearchDocument``, ascending, the undated last."""
        if column not in self._orders:
            rows = list(SearchDocument.objects.exclude(**{f"{column}__isnull": True}).values_list(column, "pk"))
            self._orders[column] = [pk for _value, pk in sorted(rows)]
        return self._orders[column]

    def carry(self, pk: int, masks: Mapping[str, int], terms: Iterable[str]) -> None:
        """Makes one document hold, of some held terms, those it has, each in the fields of its mask."""
        bit = 1 << pk
        for term in terms:
            fields, mask = self._terms[term], masks.get(term, 0)
            if not mask and not any(bits & bit for bits in fields.values()):
                continue
            updated = {
                code: bits for code in Field if (bits := fields.get(code, 0) & ~bit | (bit if mask >> code & 1 else 0))
            }
            self._terms[term] = updated
            anywhere = 0
            for bits in updated.values():
                anywhere |= bits
            self._frequencies[term] = anywhere.bit_count()

    def apply(self, changed: Mapping[int, SearchDocument | None]) -> None:
        """Brings the held bitmaps in step with some changed documents; None stands for one that is gone."""
        for pk, row in changed.items():
            bit = 1 << pk
            self.carry(pk, row.terms if row else {}, list(self._terms))
            carried = row.facets if row else {}
            for name in self._facets.keys() | carried.keys():
                values = self._facets.setdefault(name, {})
                for value in values.keys() | set(carried.get(name, ())):
                    values[value] = values.get(value, 0) & ~bit | (bit if value in carried.get(name, ()) else 0)
        self._countable.clear()
        self._orders.clear()
        self._statuses.clear()
        for derived in ("everything", "size", "words"):
            self.__dict__.pop(derived, None)


_held: dict[str, Index] = {}
_guard = Lock()
#: The index this request works with, once it has asked; None outside of requests.
_pinned: ContextVar[list[Index] | None] = ContextVar("pinned", default=None)


def current() -> Index:
    """This process's index, brought up to date. One query when nothing changed."""
    pinned = _pinned.get()
    if pinned:
        return pinned[0]
    name = str(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        cursor.execute(_version_statement())
        version = cursor.fetchone() or (0, "", "")
    with _guard:
        held = _held.get(name)
        if held is None or held.token != version[1]:
            held = _held[name] = (held and _advanced(held, *version)) or _read(*version)
    if pinned is not None:
        pinned.append(held)
    return held


@cache
def _version_statement() -> str:
    """What the ORM asks for the version; putting it together takes ten times as long as the answer."""
    return SearchVersion.objects.values_list("number", "token", "vocabulary").query.sql_with_params()[0]


@contextmanager
def pinned() -> Iterator[None]:
    """Asks for the version only once inside; what is published meanwhile is seen from the next request on."""
    before = _pinned.set([])
    try:
        yield
    finally:
        _pinned.reset(before)


def forget() -> None:
    """Drops what this process holds; the next search reads it anew."""
    _held.clear()


def _read(number: int, token: str, vocabulary: str) -> Index:
    facets: dict[str, dict[str, int]] = {}
    for name, value, postings in SearchFacet.objects.values_list("name", "value", "postings"):
        facets.setdefault(name, {})[value] = next(iter(decode(postings).values()), 0)
    return Index(number, token, vocabulary, facets)


def _advanced(held: Index, number: int, token: str, vocabulary: str) -> Index | None:
    """The held index after the changes since, or None when they do not follow from it."""
    if not 0 < number - held.number <= APPLIED_CHANGES:
        return None
    changes = list(SearchChange.objects.filter(version__gt=held.number, version__lte=number).order_by("version"))
    if len(changes) != number - held.number or changes[0].previous != held.token:
        return None
    touched = {change.document_id for change in changes} - {NO_DOCUMENT}
    if touched:
        rows = SearchDocument.objects.in_bulk(touched)
        held.apply({pk: rows.get(pk) for pk in touched})
    held.number, held.token, held.vocabulary = number, token, vocabulary
    return held


def _standing(status: str, today: date) -> QuerySet[SearchDocument]:
    """The rows at an ``Availability``; the same rule as ``catalog.availability``, in the database."""
    closed = Q(closes__lt=today)
    upcoming = ~closed & Q(opens__gt=today)
    # ``~Q(closes__lt)`` is true for a missing date too: Django adds the null test.
    rules = {
        Availability.CLOSED: closed,
        Availability.UPCOMING: upcoming,
        Availability.ROLLING: ~closed & ~upcoming & Q(always=True),
        Availability.OPEN: ~upcoming & Q(always=False, closes__gte=today),
    }
    return SearchDocument.objects.filter(rules[Availability(status)])
