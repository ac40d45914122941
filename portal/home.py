"""What the home page shows, each by a rule: needs with their counts, what closes next, the missions, the territory."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import get_language

from catalog.enums import Availability, Kind
from catalog.models import Highlight, Need, Opportunity, Partner, SearchDocument
from catalog.search import search
from catalog.search.hits import entries
from catalog.search.query import SearchFilters
from catalog.search.results import Hit, SearchPage
from catalog.territory.tiles import tiles
from catalog.views.standing import Standing, standing
from missions.models import Mission

#: How many entries a short list shows, and how many two of them together.
FEW = 3
MOST = 5


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
        "highlights": _highlights(language, today),
        "needs": [(need, needs.get(need.pk, 0)) for need in Need.objects.all()],
        "closing": [(offer, _deadline(offer, today)) for offer in closing],
        "rolling": rolling[: MOST - len(closing)],
        "missions": missions,
        "past_missions": [] if missions else Mission.objects.published().past(today)[:FEW],
        "tiles": tiles(),
        "bodies": bodies.count,
        "table": Partner.objects.published().filter(table_member=True),
    }


def _highlights(language: str, today: date) -> list[tuple[Hit, str]]:
    """What staff put first and readers may see, each with why: three queries at most."""
    chosen = list(Highlight.objects.on(today)[:MOST])
    if not chosen:
        return []
    named = Q(pk__in=[])
    for highlight in chosen:
        named |= Q(kind=highlight.kind, slug=highlight.slug)
    found = entries(list(SearchDocument.objects.filter(named).values_list("pk", flat=True)), language, today)
    hits = {(hit.kind, hit.slug): hit for hit in found.values()}
    return [
        (hits[highlight.kind, highlight.slug], highlight.why_en if language == "en" else highlight.why_it)
        for highlight in chosen
        if (highlight.kind, highlight.slug) in hits
    ]


def _deadline(offer: Opportunity, today: date) -> Standing:
    return standing(Kind.OPPORTUNITY, Availability.OPEN, offer.opens, offer.closes, today)


def _counts(page: SearchPage, name: str) -> dict[str, int]:
    return {value.value: value.count for facet in page.facets if facet.name == name for value in facet.values}
