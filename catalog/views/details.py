"""One entry's page: a service, an opportunity, a partner."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.availability import availability
from catalog.enums import Availability, Delivery, EditorialStatus, Kind, Stage
from catalog.models import Opportunity, Partner, Province, Service
from catalog.models.offers import Offer
from catalog.translation import translated
from catalog.views import rows
from catalog.views.standing import Standing, standing


@require_safe
def service(request: HttpRequest, slug: str) -> HttpResponse:
    entry = get_object_or_404(_whole(Service.objects.published()), slug=slug)
    context = {
        **_offer(entry),
        "delivery": [Delivery(way).label for way in entry.delivery if way in Delivery.values],
        "index": [
            ("chi", _("Who it is for")),
            ("come", _("How to do it")),
            ("serve", _("What you need")),
            ("ottiene", _("What you get")),
            ("tempi", _("Times and deadlines")),
            ("costi", _("Costs")),
            ("accedi", _("Access the service")),
            ("condizioni", _("Terms of service")),
            ("contatti", _("Contacts")),
        ],
    }
    return render(request, "catalog/service.html", context)


@require_safe
def opportunity(request: HttpRequest, slug: str) -> HttpResponse:
    entry = get_object_or_404(_whole(Opportunity.objects.published()), slug=slug)
    status, today = _status(entry), localdate()
    span = None
    if status == Availability.OPEN and entry.opens and entry.closes:
        span = {"day": (today - entry.opens).days + 1, "days": (entry.closes - entry.opens).days + 1}
    context = {
        **_offer(entry),
        "standing": opportunity_standing(entry),
        "closed": status == Availability.CLOSED,
        "span": span,
        "index": [
            ("breve", _("In short")),
            ("chi", _("Who may ask")),
            ("ottiene", _("What you get")),
            ("date", _("Dates")),
            ("come", _("How to apply")),
            ("contatti", _("Contacts")),
        ],
    }
    return render(request, "catalog/opportunity.html", context)


@require_safe
def partner(request: HttpRequest, slug: str) -> HttpResponse:
    entry = get_object_or_404(Partner.objects.published(), slug=slug)
    services = [_row(offer) for offer in entry.service_set.published().select_related("need")]
    today = localdate()
    opportunities = sorted(
        entry.opportunity_set.published().select_related("need"),
        key=lambda offer: (_ORDER[_status(offer)], _nearness(offer, today)),
    )
    provinces = province_names(entry)
    offices = list(entry.offices.all())
    context = {
        "entry": entry,
        "offices": offices,
        "office_checks": sorted({office.checked for office in offices if office.checked}),
        "provinces": rows.listed(provinces),
        "services": rows.html(services),
        "opportunities": rows.html([_row(offer) for offer in opportunities]),
        "counts": {"offices": len(offices), "services": len(services), "open": _open(opportunities)},
    }
    return render(request, "catalog/partner.html", context)


#: What a reader can still use comes first.
_ORDER: dict[Availability | None, int] = {
    Availability.OPEN: 0,
    Availability.ROLLING: 0,
    Availability.UPCOMING: 1,
    None: 2,
    Availability.CLOSED: 3,
}


def _whole(entries):  # type: ignore[no-untyped-def]
    return entries.select_related("partner", "need").prefetch_related("sectors", "countries", "partner__offices")


def _offer(entry: Offer) -> dict[str, object]:
    """What the pages of a service and of an opportunity both show."""
    return {
        "entry": entry,
        **partner_context(entry.partner),
        "stages": kinds_of_firm(entry.stages),
        "provinces": rows.listed(province_names(entry.partner)),
    }


def partner_context(partner: Partner) -> dict[str, object]:
    """Whom to turn to: the body, and the address of its page, '' while that is not public."""
    public = partner.editorial_status == EditorialStatus.PUBLISHED
    return {"partner": partner, "partner_url": partner.get_absolute_url() if public else ""}


def _row(offer: Service | Opportunity) -> rows.Row:
    """An offer as its partner's page lists it."""
    title, summary = translated(offer, "title"), translated(offer, "summary")
    if isinstance(offer, Opportunity):
        kind, state = str(offer.get_type_display()), opportunity_standing(offer)
    else:
        kind = rows.kind_names()[Kind.SERVICE]
        state = standing(Kind.SERVICE, Availability.ROLLING, None, None, localdate())
    return rows.Row(
        url=offer.get_absolute_url(),
        title=title.text,
        text=summary.text,
        kind=kind,
        by=offer.need.label,
        standing=state,
        title_lang=rows.foreign(title.lang),
        text_lang=rows.foreign(summary.lang),
    )


def _nearness(entry: Opportunity, today: datetime.date) -> int:
    """Days between today and the day that matters for an opportunity; what has no dates comes last."""
    day = entry.closes or entry.opens
    return abs((day - today).days) if day else 10**6


def _open(entries: list[Opportunity]) -> int:
    return sum(_status(entry) in (Availability.OPEN, Availability.ROLLING) for entry in entries)


def _status(entry: Opportunity) -> Availability | None:
    return availability(entry.opens, entry.closes, entry.rolling, localdate())


def kinds_of_firm(stages: list[str]) -> str:
    """The kinds of firm an offer is for, in a phrase; '' when for all of them."""
    labels = [str(label) for stage, label in Stage.choices if stage in stages]
    if len(labels) in (0, len(Stage)):
        return ""
    return rows.listed([labels[0], *(label[:1].lower() + label[1:] for label in labels[1:])])


def province_names(partner: Partner) -> list[str]:
    """The provinces a body serves; none for all of Lombardy."""
    if not partner.provinces:
        return []
    return list(Province.objects.filter(pk__in=partner.provinces).values_list("name", flat=True))


def opportunity_standing(entry: Opportunity) -> Standing:
    """Where an opportunity stands today, in words."""
    return standing(Kind.OPPORTUNITY, _status(entry), entry.opens, entry.closes, localdate())
