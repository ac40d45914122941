"""What the home page shows, each by a rule: needs with their counts, what closes next, the missions, the territory."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import get_language

from catalog.enums import Availability, Kind
from catalog.models import Need, Opportunity, Partner, Province
from catalog.search import search
from catalog.search.query import SearchFilters
from catalog.search.results import SearchPage
from catalog.views.standing import Standing, standing
from missions.models import Mission

#: How many entries a short list shows, and how many two of them together.
FEW = 3
MOST = 5


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
    """The context of the home page; counts are those of the searches they link to."""
    today = localdate()
    language = get_language() or "it"
    everything = search(SearchFilters(page_size=1), language=language, today=today)
    bodies = search(SearchFilters(kind=("partner",), page_size=1), language=language, today=today)
    needs = _counts(everything, "need")
    closing = list(Opportunity.objects.published().closing_from(today).select_related("partner")[:FEW])
    rolling = Opportunity.objects.published().rolling_on(today).select_related("partner")
    missions = list(Mission.objects.published().upcoming(today)[:FEW])
    return {
        "needs": [(need, needs.get(need.pk, 0)) for need in Need.objects.all()],
        "closing": [(offer, _deadline(offer, today)) for offer in closing],
        "rolling": rolling[: MOST - len(closing)],
        "missions": missions,
        "past_missions": [] if missions else Mission.objects.published().past(today)[:FEW],
        "tiles": _tiles(bodies),
        "bodies": bodies.count,
        "table": Partner.objects.published().filter(table_member=True),
    }


def _deadline(offer: Opportunity, today: date) -> Standing:
    return standing(Kind.OPPORTUNITY, Availability.OPEN, offer.opens, offer.closes, today)


def _counts(page: SearchPage, name: str) -> dict[str, int]:
    return {value.value: value.count for facet in page.facets if facet.name == name for value in facet.values}


def _tiles(bodies: SearchPage) -> list[Tile]:
    """The map of one search's results: each province with its share of the four steps of colour."""
    counts = _counts(bodies, "province")
    names = dict(Province.objects.values_list("pk", "name"))
    most = max((counts.get(tile.code, 0) for tile in _TILES), default=0)
    return [
        replace(
            tile,
            name=names.get(tile.code, tile.code),
            count=counts.get(tile.code, 0),
            level=1 + min(3, 4 * counts.get(tile.code, 0) // (most + 1)),
        )
        for tile in _TILES
    ]
