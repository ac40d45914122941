"""Counting what each choice would leave: exact, and every facet without its own filter."""

from collections.abc import Mapping
from datetime import date

from gmpy2 import mpz

from catalog.enums import Availability
from catalog.search.index import Index
from catalog.search.labels import FACETS, Labels
from catalog.search.results import Facet, FacetValue

#: Facets listed in the order of their labels' file; the others by how many entries they would leave.
_IN_ORDER = frozenset({"kind", "status", "stage", "need", "type", "province"})


def carriers(index: Index, name: str, today: date) -> Mapping[str, int]:
    """Every value of a facet with the entries that carry it; a status follows from an entry's dates and the day."""
    if name == "status":
        return {status: index.status(status, today) for status in Availability.values}
    return index.facet_values(name)


def selection(index: Index, name: str, values: tuple[str, ...], today: date) -> int:
    """The entries that carry any of the chosen values of one facet."""
    known = carriers(index, name, today)
    bits = 0
    for value in values:
        bits |= known.get(value, 0)
    return bits


def count(
    index: Index, answer: int, chosen: Mapping[str, tuple[str, ...]], labels: Labels, language: str, today: date
) -> tuple[Facet, ...]:
    """The facets of an answer. ``answer`` is what the text alone leaves; ``chosen`` the values in force, by facet."""
    selections = {name: selection(index, name, values, today) for name, values in chosen.items()}
    facets = []
    for name in FACETS:
        others = answer
        for other, bits in selections.items():
            if other != name:
                others &= bits
        facets.append(
            Facet(name, labels.names[language][name], _values(index, name, others, chosen, labels, language, today))
        )
    return tuple(facets)


def _values(
    index: Index,
    name: str,
    among: int,
    chosen: Mapping[str, tuple[str, ...]],
    labels: Labels,
    language: str,
    today: date,
) -> tuple[FacetValue, ...]:
    selected = chosen.get(name, ())
    counts = _counts(index, name, mpz(among), today) if among else {}
    shown = [
        FacetValue(value, label, counts.get(value, 0), value in selected)
        for value, label in labels.values[language][name].items()
        if counts.get(value) or value in selected
    ]
    if name not in _IN_ORDER:
        shown.sort(key=lambda value: (-value.count, value.label))
    return tuple(shown)


def _counts(index: Index, name: str, among: mpz, today: date) -> dict[str, int]:
    """How many of some entries carry each value of a facet: hundreds of counts a search, half of its time."""
    countable = carriers(index, name, today) if name == "status" else index.countable(name)
    return {value: (among & bits).bit_count() for value, bits in countable.items()}
