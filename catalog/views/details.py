"""One entry's page: a service, an opportunity, a partner."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from catalog.availability import availability
from catalog.models import Opportunity, Partner, Service


@require_safe
def service(request: HttpRequest, slug: str) -> HttpResponse:
    entry = get_object_or_404(
        Service.objects.published()
        .select_related("partner", "need")
        .prefetch_related("sectors", "countries", "partner__offices__province"),
        slug=slug,
    )
    return render(request, "catalog/service.html", {"entry": entry, "partner": entry.partner})


@require_safe
def opportunity(request: HttpRequest, slug: str) -> HttpResponse:
    entry = get_object_or_404(
        Opportunity.objects.published()
        .select_related("partner", "need")
        .prefetch_related("sectors", "countries", "partner__offices__province"),
        slug=slug,
    )
    status = availability(entry.opens, entry.closes, entry.rolling, localdate())
    return render(request, "catalog/opportunity.html", {"entry": entry, "partner": entry.partner, "status": status})


@require_safe
def partner(request: HttpRequest, slug: str) -> HttpResponse:
    entry = get_object_or_404(Partner.objects.published().prefetch_related("offices__province"), slug=slug)
    today = localdate()
    opportunities = list(entry.opportunity_set.published().select_related("need"))
    for offer in opportunities:
        offer.status = availability(offer.opens, offer.closes, offer.rolling, today)
    opportunities.sort(key=lambda offer: (offer.status == "closed", offer.status is None, offer.closes or today))
    context = {
        "entry": entry,
        "services": entry.service_set.published().select_related("need"),
        "opportunities": opportunities,
    }
    return render(request, "catalog/partner.html", context)
