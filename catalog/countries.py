"""Which countries a list names, as people write it: 'Germania, Svizzera e USA'."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from catalog.models import Country, MacroArea
from catalog.search import data
from catalog.territory.municipalities import key

_BETWEEN = re.compile(r"[,;/\n]|\.(?=\s|$)")
_AND = re.compile(r"\s(?:e|ed|and)\s", re.IGNORECASE)
#: A name spelt at least as nearly as this is offered for one that is unknown.
_ALIKE = 0.7


@dataclass(frozen=True)
class Named:
    """The countries a list names, each once, in its order; ``areas`` and ``unknown`` are what it names besides.

    ``alike`` gives, for what is unknown, the name of the country spelt most nearly, where there is one.
    """

    countries: tuple[Country, ...]
    areas: tuple[str, ...]
    unknown: tuple[str, ...]
    alike: Mapping[str, str]


def named(text: str) -> Named:
    """What a list of countries names. Two queries."""
    countries = {country.pk: country for country in Country.objects.all()}
    names = dict(_names(countries))
    areas = {key(name) for area in MacroArea.objects.all() for name in (area.label_it, area.label_en)}
    found: dict[str, Country] = {}
    groups, unknown, alike = [], [], {}
    for piece in _pieces(text, names):
        if key(piece) in names:
            code = names[key(piece)]
            found.setdefault(code, countries[code])
        elif key(piece) in areas:
            groups.append(piece)
        else:
            unknown.append(piece)
            near = process.extractOne(key(piece), list(names), scorer=OSA.normalized_similarity, score_cutoff=_ALIKE)
            if near:
                alike[piece] = countries[names[near[0]]].label
    return Named(tuple(found.values()), tuple(groups), tuple(unknown), alike)


def _pieces(text: str, names: Mapping[str, str]) -> Iterator[str]:
    """The parts of a list; 'Bosnia ed Erzegovina' stays one, 'Francia e Spagna' are two."""
    for piece in _BETWEEN.split(text):
        parts = [piece] if key(piece) in names else _AND.split(piece)
        yield from (part.strip(" .") for part in parts if key(part))


def _names(countries: Mapping[str, Country]) -> Iterator[tuple[str, str]]:
    """(name as ``key`` writes it, code), a country's own names after those it is also known by: they win."""
    for entry in data.read("places")["countries"]:
        if entry["iso2"] in countries:
            yield from ((key(alias), entry["iso2"]) for alias in entry["aliases"])
    for code, country in countries.items():
        yield from ((key(name), code) for name in (country.label_en, country.label_it))
