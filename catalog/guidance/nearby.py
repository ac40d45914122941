"""Offices near the reader that help with the same thing, for when the body of an entry has none there."""

from django.db.models import Exists, OuterRef

from catalog.models import Need, Office, Partner, Service

#: Offices named.
MOST = 2


def offices_nearby(need: Need, province: str, besides: Partner) -> list[Office]:
    """Offices in a province of other public bodies with a service for a need; those one can call first."""
    helping = Service.objects.published().filter(partner=OuterRef("partner"), need=need)
    found = (
        Office.objects.filter(Exists(helping), partner__in=Partner.objects.published(), province=province)
        .exclude(partner=besides)
        .select_related("partner")
        .order_by("pk")
    )
    by_body: dict[int, Office] = {}
    for office in sorted(found, key=lambda office: (not office.phone, not office.email)):
        by_body.setdefault(office.partner_id, office)
    return list(by_body.values())[:MOST]
