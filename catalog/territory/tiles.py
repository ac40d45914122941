"""The tile map: one hand-made tile for each province, placed as on the map, with the number of its offices."""

from dataclasses import dataclass

from django.db.models import Count, Q

from catalog.enums import EditorialStatus
from catalog.models import Province

#: Place and size of each tile, in the drawing's own units: left, top, width, height.
_PLACES = {
    "SO": (182, 2, 142, 60),
    "CO": (74, 66, 68, 62),
    "LC": (146, 66, 68, 62),
    "VA": (2, 66, 68, 128),
    "BG": (218, 66, 68, 128),
    "BS": (290, 66, 68, 128),
    "MB": (74, 132, 140, 62),
    "MI": (38, 198, 104, 62),
    "LO": (146, 198, 68, 62),
    "CR": (218, 198, 68, 62),
    "MN": (290, 198, 68, 62),
    "PV": (2, 264, 140, 62),
}
_STEPS = 4


@dataclass(frozen=True)
class Tile:
    """A province on the map; ``level`` is its step of colour, from 1 to 4: the more offices, the darker."""

    province: Province
    count: int
    level: int
    x: int
    y: int
    width: int
    height: int


def tiles() -> list[Tile]:
    """The map, from north to south. One query."""
    public = Q(offices__partner__editorial_status=EditorialStatus.PUBLISHED)
    counts = {
        province.code: (province, province.count)
        for province in Province.objects.annotate(count=Count("offices", filter=public)).order_by("position")
    }
    most = max((count for _province, count in counts.values()), default=0)
    return [
        Tile(*counts[code], 1 + min(_STEPS - 1, _STEPS * counts[code][1] // (most + 1)), *place)
        for code, place in _PLACES.items()
        if code in counts
    ]
