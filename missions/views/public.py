"""Missions, for everybody; and a registration, for who may see it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.availability import availability
from catalog.enums import Kind
from catalog.views.details import partner_context
from catalog.views.listings import results
from catalog.views.standing import standing
from missions.enums import SupportKind
from missions.models import Mission
from missions.permissions import registrations_seen_by


@require_safe
def missions(request: HttpRequest) -> HttpResponse:
    return results(request, kind=Kind.MISSION)


@require_safe
def mission(request: HttpRequest, slug: str) -> HttpResponse:
    entry = get_object_or_404(
        Mission.objects.published()
        .select_related("partner")
        .prefetch_related("sectors", "countries", "partner__offices"),
        slug=slug,
    )
    today = localdate()
    status = availability(entry.starts, entry.last_day, False, today)
    context = {
        "entry": entry,
        **partner_context(entry.partner),
        "standing": standing(Kind.MISSION, status, entry.starts, entry.last_day, today),
        "index": [
            ("programma", _("What happens there")),
            ("quando", _("When and where")),
            ("supporto", _("Support on the spot")),
            ("contatti", _("Who organises it")),
        ],
        "support": [SupportKind(kind).label for kind in entry.support if kind in SupportKind.values],
    }
    return render(request, "missions/mission.html", context)


@require_safe
def registration(request: HttpRequest, reference: str) -> HttpResponse:
    """A firm's registration, for who may see it."""
    entry = get_object_or_404(registrations_seen_by(request.user), reference=reference)
    return render(request, "missions/registration.html", {"registration": entry, "mission": entry.mission})
