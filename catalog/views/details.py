"""The page of a service and that of an opportunity."""

import datetime
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog import structured_data
from catalog.availability import availability
from catalog.enums import Availability, Delivery, Kind, Stage
from catalog.guidance.cautions import cautions
from catalog.guidance.related import Subject, related_offers
from catalog.guidance.shelf import shelf
from catalog.guidance.wording import named
from catalog.models import Opportunity, Service
from catalog.models.offers import Offer
from catalog.structured_data import Data
from catalog.territory.reader import readers_province, remembering_province
from catalog.views import rows
from catalog.views.contacts import contacts
from catalog.views.picks import Card, cards, see_also
from catalog.views.standing import Standing, standing


@require_safe
@remembering_province
def service(request: HttpRequest, slug: str) -> HttpResponse:
    entry = get_object_or_404(_whole(Service.objects.published()), slug=slug)
    akin = _related(request, entry, Kind.SERVICE)
    context = {
        **_offer(request, entry, Kind.SERVICE),
        "related": akin,
        "breadcrumbs": _breadcrumbs(request, entry, _("Services"), reverse("catalog:services")),
        "delivery": [Delivery(way).label for way in entry.delivery if way in Delivery.values],
        "structured_data": structured_data.service(entry, entry.partner.offices.all(), request.build_absolute_uri),
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
            *see_also(akin),
        ],
    }
    return render(request, "catalog/service.html", context)


@require_safe
@remembering_province
def opportunity(request: HttpRequest, slug: str) -> HttpResponse:
    entry = get_object_or_404(_whole(Opportunity.objects.published()), slug=slug)
    status, today = _status(entry), localdate()
    span = None
    if status == Availability.OPEN and entry.opens and entry.closes:
        span = {"day": (today - entry.opens).days + 1, "days": (entry.closes - entry.opens).days + 1}
    warnings = [] if status == Availability.CLOSED else cautions(entry, today)
    akin = _related(request, entry, Kind.OPPORTUNITY)
    context = {
        **_offer(request, entry, Kind.OPPORTUNITY),
        "related": akin,
        "breadcrumbs": _breadcrumbs(request, entry, _("Opportunities"), reverse("catalog:opportunities")),
        "standing": opportunity_standing(entry),
        "closed": status == Availability.CLOSED,
        "span": span,
        "cautions": warnings,
        "calendar_file": reverse("catalog:opportunity-calendar-file", args=[slug]) if _is_ahead(entry, today) else "",
        "structured_data": structured_data.opportunity(entry, today, request.build_absolute_uri),
        "index": [
            ("breve", _("In short")),
            ("chi", _("Who may ask")),
            ("ottiene", _("What you get")),
            ("date", _("Dates")),
            ("come", _("How to apply")),
            *([("attenzione", _("What to look out for"))] if warnings else []),
            ("contatti", _("Contacts")),
            *see_also(akin),
        ],
    }
    return render(request, "catalog/opportunity.html", context)


def _whole(entries):  # type: ignore[no-untyped-def]
    return entries.select_related("partner", "need").prefetch_related("sectors", "countries", "partner__offices")


def _offer(request: HttpRequest, entry: Service | Opportunity, kind: Kind) -> dict[str, object]:
    """What the pages of a service and of an opportunity both show."""
    return {
        "entry": entry,
        "entry_kind": kind,
        **contacts(entry.partner, readers_province(request), entry.need),
        "stages": kinds_of_firm(entry.stages),
        "served": listed_provinces(entry.partner.provinces),
    }


def _related(request: HttpRequest, entry: Offer, kind: Kind) -> list[Card]:
    province, today = readers_province(request), localdate()
    akin = related_offers(_subject(entry, kind), shelf(today, province), language=get_language() or "it")
    return cards(akin, today, province)


def _breadcrumbs(request: HttpRequest, entry: Service | Opportunity, section: str, address: str) -> Data:
    steps = [
        (_("Home"), reverse("home")),
        (section, address),
        (entry.need.label, f"{address}?need={entry.need_id}"),
        (entry.title, entry.get_absolute_url()),
    ]
    return structured_data.breadcrumbs(steps, request.build_absolute_uri)


def _subject(entry: Offer, kind: Kind) -> Subject:
    return Subject(
        kind,
        entry.slug,
        entry.partner.slug,
        needs=[entry.need_id],
        stages=entry.stages,
        countries=[country.pk for country in entry.countries.all()],
        sectors=[sector.pk for sector in entry.sectors.all()],
        provinces=entry.partner.provinces,
    )


def _status(entry: Opportunity) -> Availability | None:
    return availability(entry.opens, entry.closes, entry.rolling, localdate())


def _is_ahead(entry: Opportunity, today: datetime.date) -> bool:
    """Whether a day of it is still to come: worth a line in the reader's calendar."""
    return any(day and day >= today for day in (entry.opens, entry.closes))


def kinds_of_firm(stages: list[str]) -> str:
    """The kinds of firm an offer is for, in a phrase; '' when for all of them."""
    labels = [str(label) for stage, label in Stage.choices if stage in stages]
    if len(labels) in (0, len(Stage)):
        return ""
    return rows.listed([labels[0], *(label[:1].lower() + label[1:] for label in labels[1:])])


def listed_provinces(codes: Sequence[str]) -> str:
    """The provinces a body serves, in a phrase; '' for all of Lombardy."""
    return rows.listed([named("province", code) for code in codes])


def opportunity_standing(entry: Opportunity) -> Standing:
    """Where an opportunity stands today, in words."""
    return standing(Kind.OPPORTUNITY, _status(entry), entry.opens, entry.closes, localdate())
