"""The pages behind the three doors: one for each kind of firm."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from catalog.guidance.doors import DOORS
from catalog.guidance.guides import guide
from catalog.guidance.picking import Pick
from catalog.guidance.shelf import shelf
from catalog.models import Office
from catalog.territory.nearness import by_nearness
from catalog.territory.reader import readers_province, remembering_province
from catalog.views.neighbourhood import neighbourhood
from catalog.views.picks import Card, cards


@dataclass(frozen=True)
class Meeting:
    """A body to meet, with the office a firm would call."""

    card: Card
    office: Office | None


@require_safe
@remembering_province
def door(request: HttpRequest, stage: str) -> HttpResponse:
    province, today = readers_province(request), localdate()
    found = guide(DOORS[stage], shelf(today, province), language=get_language() or "it")
    context = {
        "door": found.door,
        "steps": [
            (step, cards(services.picks, today, province), services)
            for step, services in zip(found.door.steps, found.services, strict=True)
        ],
        "calls": cards(found.calls.picks, today, province),
        "all_calls": found.calls,
        "missions": cards(found.missions, today, province),
        "meetings": _meetings(found.bodies, province),
        "guide": found,
        "others": [other for other in DOORS.values() if other.stage != stage],
        **neighbourhood(province),
    }
    return render(request, "catalog/door.html", context)


def _meetings(bodies: list[Pick], province: str) -> list[Meeting]:
    """The bodies with their nearest office; of equally near ones, one that can be called or written to."""
    slugs = [pick.entry.partner_slug for pick in bodies]
    offices: dict[str, list[Office]] = {slug: [] for slug in slugs}
    for office in Office.objects.filter(partner__slug__in=slugs).select_related("partner").order_by("pk"):
        offices[office.partner.slug].append(office)
    return [
        Meeting(card, _first_to_call(offices[slug], province))
        for slug, card in zip(slugs, cards(bodies, localdate(), province), strict=True)
    ]


def _first_to_call(offices: list[Office], province: str) -> Office | None:
    reachable = sorted(offices, key=lambda office: not (office.phone or office.email))
    return next(iter(by_nearness(reachable, province)), None)
