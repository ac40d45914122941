"""Missions, for everybody."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
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
from catalog.views import days
from catalog.views.contacts import contacts
from catalog.views.listings import results
from catalog.views.picks import cards, see_also
from catalog.views.standing import standing
from missions import structured_data
from missions.availability import seats
from missions.enums import FillMethod, SupportKind
from missions.models import Mission, MissionStop
from missions.search import NEED
from missions.support import left
from missions.time import day_of
from missions.views import mission_page
from missions.views.firm_and_mission import reader, told, way

#: The stops with their countries and what happens there, in two queries.
_STOPS = Prefetch("stops", MissionStop.objects.select_related("country").prefetch_related("programme"))


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
        "calendar_file": _calendar_file(entry, today),
        "related": related,
        "breadcrumbs": breadcrumbs(steps, request.build_absolute_uri),
        "structured_data": structured_data.mission(entry, request.build_absolute_uri),
    }
    if entry.takes_registrations:
        template, own = "missions/mission.html", _with_registration(request, entry)
    else:
        template, own = "missions/mission_to_read.html", _to_read(entry, today)
    return render(request, template, {**context, **own, "index": [*own["index"], *see_also(related)]})


def _with_registration(request: HttpRequest, entry: Mission) -> dict[str, Any]:
    """What a page shows where firms register here."""
    now = timezone.now()
    prefetch_related_objects(
        [entry], "reserves", "document_requests", _STOPS, Prefetch("support_offers", to_attr="offers")
    )
    selection = entry.fill_method == FillMethod.SELECTION
    criteria = list(entry.criteria.all()) if selection else []
    offers = entry.offers  # type: ignore[attr-defined]
    told_left = mission_page.amounts(left(offers))
    phase, taken, who = entry.phase(now, day_of(now)), seats(entry, now), reader(request, entry)
    return {
        "phase": phase,
        "standing": mission_page.window(entry, phase, now),
        "when": days.stretch(entry.starts, entry.ends) if entry.starts else "",
        "doors": mission_page.doors(taken),
        "seats": mission_page.free_seats(taken),
        "last_seat": taken.free == 1,
        "seats_note": mission_page.seats_note(entry, taken, phase),
        "reserved": mission_page.reserved(entry, taken),
        "verdict": told(entry, who, now),
        "way": way(entry, who, phase, taken),
        "people": mission_page.people(entry),
        "stops": mission_page.stops(entry),
        "offers": [(offer, *told_left[offer.pk]) for offer in offers],
        "criteria": criteria,
        "reminders": mission_page.reminders(entry, offers, day_of(now)),
        "index": [
            ("voi", _("Is it for you?")),
            ("programma", _("Programme")),
            *([("criteri", _("How firms are chosen"))] if criteria else []),
            ("serve", _("What we ask of you")),
            *([("supporto", _("Support on the spot"))] if offers else []),
            *_costs(entry),
            ("date", _("Dates to remember")),
            ("chi", _("Who organises it")),
        ],
    }


def _to_read(entry: Mission, today: date) -> dict[str, Any]:
    """What a page shows of a mission that took no registrations here."""
    status = availability(entry.starts, entry.last_day, False, today)
    return {
        "standing": standing(Kind.MISSION, status, entry.starts, entry.last_day, today),
        "support": [SupportKind(kind).label for kind in entry.support if kind in SupportKind.values],
        "index": [
            ("programma", _("What happens there")),
            ("quando", _("When and where")),
            ("supporto", _("Support on the spot")),
            *_costs(entry),
            ("contatti", _("Who organises it")),
        ],
    }


def _costs(entry: Mission) -> list[tuple[str, str]]:
    """The lines of the index for what ``_costs.html`` shows."""
    shown = []
    if entry.covered or entry.costs or entry.aid_value:
        shown.append(("costi", _("What is paid for")))
    if entry.practical:
        shown.append(("pratico", _("Good to know")))
    return shown


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
