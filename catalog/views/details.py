"""One entry's page: a service, an opportunity, a partner."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.availability import availability
from catalog.enums import Delivery, Kind, Stage
from catalog.models import Opportunity, Partner, Province, Service
from catalog.views.cards import Standing, standing


@require_safe
def service(request: HttpRequest, slug: str) -> HttpResponse:
    entry = get_object_or_404(
        Service.objects.published()
        .select_related("partner", "need")
        .prefetch_related("sectors", "countries", "partner__offices__province"),
        slug=slug,
    )
    context = {
        "entry": entry,
        "partner": entry.partner,
        "stages": stage_labels(entry.stages),
        "provinces": province_names(entry.partner),
        "delivery": [Delivery(way).label for way in entry.delivery if way in Delivery.values],
        "index": [
            ("chi", _("Who it is for")),
            ("come", _("How to do it")),
            ("serve", _("What you need")),
            ("ottiene", _("What you get")),
            ("tempi", _("Times and deadlines")),
            ("costi", _("Costs")),
            ("contatti", _("Contacts")),
        ],
    }
    return render(request, "catalog/service.html", context)


@require_safe
def opportunity(request: HttpRequest, slug: str) -> HttpResponse:
    entry = get_object_or_404(
        Opportunity.objects.published()
        .select_related("partner", "need")
        .prefetch_related("sectors", "countries", "partner__offices__province"),
        slug=slug,
    )
    context = {
        "entry": entry,
        "partner": entry.partner,
        "stages": stage_labels(entry.stages),
        "provinces": province_names(entry.partner),
        "standing": opportunity_standing(entry),
        "index": [
            ("chi", _("Who may ask")),
            ("ottiene", _("What you get")),
            ("tempi", _("Times and deadlines")),
            ("contatti", _("Contacts")),
        ],
    }
    return render(request, "catalog/opportunity.html", context)


@require_safe
def partner(request: HttpRequest, slug: str) -> HttpResponse:
    entry = get_object_or_404(Partner.objects.published().prefetch_related("offices__province"), slug=slug)
    today = localdate()
    opportunities = list(entry.opportunity_set.published().select_related("need"))
    for offer in opportunities:
        offer.standing = opportunity_standing(offer)
    opportunities.sort(key=lambda offer: (offer.standing.door != "open", offer.standing.door == "closed", offer.closes or today))
    context = {
        "entry": entry,
        "offices": entry.offices.all(),
        "provinces": province_names(entry),
        "services": entry.service_set.published().select_related("need"),
        "opportunities": opportunities,
    }
    return render(request, "catalog/partner.html", context)


def stage_labels(stages: list[str]) -> list[str]:
    """The kinds of firm as a reader calls them."""
    return [str(Stage(stage).label) for stage in stages if stage in Stage.values]


def province_names(partner: Partner) -> list[str]:
    """The provinces a body serves; none for all of Lombardy."""
    return list(Province.objects.filter(pk__in=partner.provinces).values_list("name", flat=True)) if partner.provinces else []


def opportunity_standing(entry: Opportunity) -> Standing:
    """Where an opportunity stands today, in words."""
    today = localdate()
    status = availability(entry.opens, entry.closes, entry.rolling, today)
    return standing(Kind.OPPORTUNITY, status, entry.opens, entry.closes, today)
