"""Missions, for everybody; and a registration, for who may see it."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.availability import availability
from catalog.enums import Kind
from catalog.guidance.related import Subject, related_offers
from catalog.guidance.shelf import shelf
from catalog.structured_data import breadcrumbs
from catalog.territory.reader import readers_province, remembering_province
from catalog.views.contacts import contacts
from catalog.views.listings import results
from catalog.views.picks import cards, see_also
from catalog.views.standing import standing
from missions import structured_data
from missions.enums import SupportKind
from missions.models import Mission
from missions.permissions import registrations_seen_by
from missions.search import NEED


@require_safe
def missions(request: HttpRequest) -> HttpResponse:
    return results(request, kind=Kind.MISSION)


@require_safe
@remembering_province
def mission(request: HttpRequest, slug: str) -> HttpResponse:
    entry = get_object_or_404(
        Mission.objects.published()
        .select_related("partner")
        .prefetch_related("sectors", "countries", "partner__offices"),
        slug=slug,
    )
    province, today = readers_province(request), localdate()
    status = availability(entry.starts, entry.last_day, False, today)
    akin = related_offers(_subject(entry), shelf(today, province), language=get_language() or "it")
    related = cards(akin, today, province)
    steps = [
        (_("Home"), reverse("home")),
        (_("Missions"), reverse("missions:missions")),
        (entry.title, entry.get_absolute_url()),
    ]
    context = {
        "entry": entry,
        "entry_kind": Kind.MISSION,
        **contacts(entry.partner, province),
        "standing": standing(Kind.MISSION, status, entry.starts, entry.last_day, today),
        "index": [
            ("programma", _("What happens there")),
            ("quando", _("When and where")),
            ("supporto", _("Support on the spot")),
            *([("costi", _("What is paid for"))] if entry.covered or entry.costs or entry.aid_value else []),
            *([("pratico", _("Good to know"))] if entry.practical else []),
            ("contatti", _("Who organises it")),
            *see_also(related),
        ],
        "calendar_file": _calendar_file(entry, today),
        "support": [SupportKind(kind).label for kind in entry.support if kind in SupportKind.values],
        "related": related,
        "breadcrumbs": breadcrumbs(steps, request.build_absolute_uri),
        "structured_data": structured_data.mission(entry, request.build_absolute_uri),
    }
    return render(request, "missions/mission.html", context)


def _calendar_file(entry: Mission, today: date) -> str:
    """Its days for the reader's calendar; '' when they are not known or over."""
    ahead = entry.last_day is not None and entry.last_day >= today
    return reverse("missions:mission-calendar-file", args=[entry.slug]) if ahead else ""


def _subject(entry: Mission) -> Subject:
    return Subject(
        Kind.MISSION,
        entry.slug,
        entry.partner.slug,
        needs=[NEED],
        stages=entry.stages,
        countries=[country.pk for country in entry.countries.all()],
        sectors=[sector.pk for sector in entry.sectors.all()],
        provinces=entry.partner.provinces,
    )


@require_safe
def registration(request: HttpRequest, reference: str) -> HttpResponse:
    """A firm's registration, for who may see it."""
    entry = get_object_or_404(registrations_seen_by(request.user), reference=reference)
    return render(request, "missions/registration.html", {"registration": entry, "mission": entry.mission})
