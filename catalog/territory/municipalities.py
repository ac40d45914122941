"""The municipalities of Lombardy, as the package ``python-codicefiscale`` lists them."""

import json
import re
from collections.abc import Collection
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from catalog.models import Municipality

#: What Italian writes small inside a name; the list writes every word with a capital.
_SMALL = re.compile(r"(?<= )(A|Al|Alla|Con|Degli|Dei|Del|Della|Delle|Di|E|Ed|Il|In|Per|Su|Sul|Sulla)(?= )")
_ELIDED = re.compile(r"(?<= )(D|De|Dell|Dall|Sull)(?=')")
_NUMERAL = re.compile(r"\bXxiii\b")  # Sotto il Monte Giovanni XXIII


def listing() -> Path:
    """The file of the list. It is found without importing its package, which would read seven megabytes at once."""
    return Path(str(distribution("python-codicefiscale").locate_file("codicefiscale/data/municipalities.json")))


def listed(provinces: Collection[str]) -> list[Municipality]:
    """The municipalities that exist today in some provinces, not saved; ``provinces`` are two-letter codes."""

    def kept(entry: dict[str, Any]) -> Municipality | None:
        """All others are let go as soon as they are read: the list is of every place Italy ever had."""
        if not entry["active"] or entry["province"] not in provinces:
            return None
        name = spelt(entry["name"])
        return Municipality(code=entry["code"], slug=key(name), name=name, province_id=entry["province"])

    return list(filter(None, json.loads(listing().read_bytes(), object_hook=kept)))


def spelt(name: str) -> str:
    """A name as Italian spells it: 'Trezzo Sull'Adda' is 'Trezzo sull’Adda'."""
    for small in (_SMALL, _ELIDED):
        name = small.sub(lambda match: match.group().lower(), name)
    return _NUMERAL.sub("XXIII", name.replace("'", "’"))


def key(text: str) -> str:
    """What a name is compared by and addressed with: small letters without accents, words joined by dashes."""
    return slugify(re.sub(r"[^\w\s]", " ", text)).replace("_", "-")
