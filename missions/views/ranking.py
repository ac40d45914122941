"""The published ranking of a selection.

It names registrations by their number, which each firm knows of its own: who applied, and with how many points, is
nobody else's business.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from missions import selection
from missions.models import Mission
from missions.models.registrations import HOLDING


@require_safe
def ranking(request: HttpRequest, slug: str) -> HttpResponse:
    mission = get_object_or_404(Mission.objects.published(), slug=slug)
    if mission.ranking_published_at is None:
        raise Http404
    context = {
        "mission": mission,
        "criteria": list(mission.criteria.all()),
        "ranked": [(one, one.status in HOLDING) for one in selection.published(mission)],
    }
    return render(request, "missions/ranking.html", context)
