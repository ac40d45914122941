"""The municipalities of Lombardy, as the package ``python-codicefiscale`` lists them."""

import json
import re
from collections.abc import Collection, Iterator
from importlib.metadata import distribution
from pathlib import Path

from django.utils.text import slugify

from catalog.models import Municipality

#: What Italian writes small inside a name; the list writes every word with a capital.
_SMALL = frozenset(
    [
        "a",
        "al",
        "alla",
        "con",
        "dei",
        "degli",
        "del",
        "della",
        "delle",
        "di",
        "e",
        "ed",
        "il",
        "in",
        "per",
        "su",
        "sul",
        "sulla",
    ]
)
_ELIDED = re.compile(r"\b(D|De|Dell|Dall|Sull)'")
_NUMERAL = re.compile(r"\bXxiii\b")  # Sotto il Monte Giovanni XXIII


def listing() -> Path:
    """The file of the list. It is found without importing its package, which would read seven megabytes at once."""
    return Path(str(distribution("python-codicefiscale").locate_file("codicefiscale/data/municipalities.json")))


def listed(provinces: Collection[str]) -> Iterator[Municipality]:
    """The municipalities that exist today in some provinces, not saved; ``provinces`` are two-letter codes."""
    for entry in json.loads(listing().read_bytes()):
        if entry["active"] and entry["province"] in provinces:
            name = spelt(entry["name"])
            yield Municipality(code=entry["code"], slug=key(name), name=name, province_id=entry["province"])


def spelt(name: str) -> str:
    """A name as Italian spells it: 'Trezzo Sull'Adda' is 'Trezzo sull’Adda'."""
    first, *others = name.split(" ")
    words = [first, *(word.lower() if word.lower() in _SMALL else word for word in others)]
    spelled = _ELIDED.sub(lambda match: match.group().lower(), " ".join(words)).replace("'", "’")
    return _NUMERAL.sub("XXIII", spelled[:1].upper() + spelled[1:])


def key(text: str) -> str:
    """What a name is compared by and addressed with: small letters without accents, words joined by dashes."""
    return slugify(re.sub(r"[^\w\s]", " ", text)).replace("_", "-")
