"""The page of a body: where it is, what it does, what it has open, and who else does the like."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog import structured_data
from catalog.availability import availability
from catalog.enums import Availability, Kind
from catalog.guidance.related import Subject, related_bodies
from catalog.guidance.shelf import shelf
from catalog.models import Opportunity, Partner, Service
from catalog.territory.nearness import by_nearness
from catalog.territory.reader import readers_province, remembering_province
from catalog.translation import translated
from catalog.views import rows
from catalog.views.details import listed_provinces, opportunity_standing
from catalog.views.neighbourhood import neighbourhood
from catalog.views.picks import cards
from catalog.views.standing import standing

#: What a reader can still use comes first.
_ORDER: dict[Availability | None, int] = {
    Availability.OPEN: 0,
    Availability.ROLLING: 0,
    Availability.UPCOMING: 1,
    None: 2,
    Availability.CLOSED: 3,
}


@require_safe
@remembering_province
def partner(request: HttpRequest, slug: str) -> HttpResponse:
    entry = get_object_or_404(Partner.objects.published().prefetch_related("offices"), slug=slug)
    province, today = readers_province(request), localdate()
    offered = list(entry.service_set.published().select_related("need"))
    opportunities = sorted(
        entry.opportunity_set.published().select_related("need"),
        key=lambda offer: (_ORDER[_status(offer)], _nearness(offer, today)),
    )
    offices = by_nearness(entry.offices.all(), province) if province else list(entry.offices.all())
    needs = dict.fromkeys(offer.need_id for offer in [*offered, *opportunities])
    subject = Subject(Kind.PARTNER, slug, slug, needs=list(needs), provinces=entry.provinces)
    akin = related_bodies(subject, shelf(today, province), language=get_language() or "it")
    context = {
        "entry": entry,
        "entry_kind": Kind.PARTNER,
        **neighbourhood(province),
        "offices": offices,
        "scattered": len({office.province_id for office in offices}) > 1,
        "office_to_call": next((office for office in offices if office.phone), None),
        "office_checks": sorted({office.checked for office in offices if office.checked}),
        "provinces": listed_provinces(entry.provinces),
        "services": rows.html([_row(offer) for offer in offered]),
        "opportunities": rows.html([_row(offer) for offer in opportunities]),
        "counts": {"offices": len(offices), "services": len(offered), "open": _open(opportunities)},
        "related": cards(akin, today, province),
        "breadcrumbs": structured_data.breadcrumbs(
            [
                (_("Home"), reverse("home")),
                (_("Partners"), reverse("catalog:partners")),
                (entry.short_name, entry.get_absolute_url()),
            ],
            request.build_absolute_uri,
        ),
        "structured_data": structured_data.partner(entry, offices, request.build_absolute_uri),
    }
    return render(request, "catalog/partner.html", context)


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
