"""Who does what: the bodies at the regional table, all the others by what they are, and who serves which province."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.availability import availability
from catalog.enums import Availability, PartnerKind
from catalog.models import Opportunity, Partner, Province, Service
from catalog.views import rows

#: Where a call stands while a firm can do something about it.
_USABLE: tuple[Availability | None, ...] = (Availability.OPEN, Availability.ROLLING, Availability.UPCOMING)


@dataclass(frozen=True)
class Body:
    """A body with where it works, in a phrase, and how much it offers: services, and calls open or about to open."""

    partner: Partner
    territory: str
    services: int
    open: int


@require_safe
def who_does_what(request: HttpRequest) -> HttpResponse:
    provinces = list(Province.objects.order_by("position"))
    bodies = _bodies(provinces)
    kinds = [(kind, [body for body in bodies if body.partner.kind == kind]) for kind in PartnerKind]
    others = [
        (kind.value, str(kind.label), outside)
        for kind, listed in kinds
        if (outside := [body for body in listed if not body.partner.table_member])
    ]
    context = {
        "table": [body for _kind, listed in kinds for body in listed if body.partner.table_member],
        "others": others,
        "provinces": [(here, [one for one in bodies if here.pk in one.partner.provinces]) for here in provinces],
        "count": len(bodies),
        "index": [
            ("tavolo", _("The regional table")),
            *((kind, label) for kind, label, _outside in others),
            ("province", _("Province by province")),
        ],
    }
    return render(request, "catalog/bodies.html", context)


def _bodies(provinces: Iterable[Province]) -> list[Body]:
    """The public bodies by name. Three queries."""
    names = {province.pk: province.name for province in provinces}
    services = Counter(Service.objects.published().order_by().values_list("partner", flat=True))
    today = localdate()
    calls = Opportunity.objects.published().order_by().values_list("partner", "opens", "closes", "rolling")
    usable = Counter(
        body for body, opens, closes, rolling in calls if availability(opens, closes, rolling, today) in _USABLE
    )
    return [
        Body(partner, _territory(partner, names), services[partner.pk], usable[partner.pk])
        for partner in Partner.objects.published().order_by("short_name", "pk")
    ]


def _territory(partner: Partner, names: dict[str, str]) -> str:
    """Where a body works, as one says it."""
    served = [names[code] for code in names if code in partner.provinces]
    return rows.listed(served) if served else _("All of Lombardy")
