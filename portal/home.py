"""What the home page shows, each by a rule: needs with their counts, what closes next, the missions, the territory."""

from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import get_language

from catalog.filters import SearchFilters
from catalog.models import Need, Opportunity
from catalog.search import search
from missions.models import Mission

#: How many entries a short list shows.
FEW = 3


@dataclass(frozen=True)
class Tile:
    """A province on the tile map: where its tile stands (in the drawing's own units), and how many bodies serve it."""

    code: str
    x: int
    y: int
    width: int
    height: int
    name: str = ""
    count: int = 0
    level: int = 1


#: Hand-made: one tile a province, placed as on the map.
_TILES = (
    Tile("SO", 182, 2, 142, 60),
    Tile("CO", 74, 66, 68, 62),
    Tile("LC", 146, 66, 68, 62),
    Tile("VA", 2, 66, 68, 128),
    Tile("BG", 218, 66, 68, 128),
    Tile("BS", 290, 66, 68, 128),
    Tile("MB", 74, 132, 140, 62),
    Tile("MI", 38, 198, 104, 62),
    Tile("LO", 146, 198, 68, 62),
    Tile("CR", 218, 198, 68, 62),
    Tile("MN", 290, 198, 68, 62),
    Tile("PV", 2, 264, 140, 62),
)


def home_content() -> dict[str, Any]:
    """The context of the home page; counts are those of the search they link to."""
    today = localdate()
    language = get_language() or "it"
    everything = search(SearchFilters(page_size=1), language=language, today=today)
    bodies = search(SearchFilters(kind=("partner",), page_size=1), language=language, today=today)
    needs = _counts(everything, "need")
    closing = list(Opportunity.objects.published().closing_from(today).select_related("partner")[:FEW])
    missions = list(Mission.objects.published().upcoming(today)[:FEW])
    return {
        "total": everything.count,
        "needs": [(need, needs.get(need.pk, 0)) for need in Need.objects.all()],
        "closing": [(offer, (offer.closes - today).days) for offer in closing],
        "rolling": Opportunity.objects.published().rolling_on(today).select_related("partner")[: 2 * FEW - len(closing)],
        "missions": missions,
        "past_missions": [] if missions else Mission.objects.published().past(today)[:FEW],
        "tiles": _tiles(bodies),
        "bodies": bodies.count,
    }


def _counts(page: Any, name: str) -> dict[str, int]:
    return {value.value: value.count for facet in page.facets if facet.name == name for value in facet.values}


def _tiles(bodies: Any) -> list[Tile]:
    facet = next(facet for facet in bodies.facets if facet.name == "province")
    found = {value.value: value for value in facet.values}
    most = max((value.count for code, value in found.items() if code != "all"), default=1)
    tiles = []
    for tile in _TILES:
        value = found.get(tile.code)
        count = value.count if value else 0
        name = value.label if value else tile.code
        level = 1 + min(3, 4 * count // (most + 1))
        tiles.append(Tile(tile.code, tile.x, tile.y, tile.width, tile.height, name, count, level))
    return tiles
