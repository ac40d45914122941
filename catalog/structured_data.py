"""What a page tells programs about its entry: schema.org in JSON-LD, as plain dictionaries.

Criterion R.SI.1.1 of the national model asks for it on every service sheet. Only what is known is said: an address that
nobody published is no address. ``absolute`` makes a whole address of a path.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from catalog.availability import availability
from catalog.enums import Availability, EditorialStatus, OpportunityType, PartnerKind, Stage
from catalog.guidance.wording import named
from catalog.models import Office, Opportunity, Partner, Service
from catalog.models.offers import Offer

Data = dict[str, Any]
Absolute = Callable[[str], str]

CONTEXT = "https://schema.org"
_GOVERNMENT = (PartnerKind.REGION, PartnerKind.CHAMBERS, PartnerKind.AGENCY)
#: What kinds of opportunities are to schema.org; the others are money.
_EVENTS = {
    OpportunityType.FAIR: "ExhibitionEvent",
    OpportunityType.TRAINING: "EducationEvent",
    OpportunityType.EVENT: "BusinessEvent",
}
_DEMANDS = (OpportunityType.TENDER, OpportunityType.BUSINESS_REQUEST)
_INCENTIVES = {OpportunityType.GRANT: "IncentiveTypeRebateOrSubsidy", OpportunityType.LOAN: "IncentiveTypeLoan"}
_STATUSES = {
    Availability.OPEN: "IncentiveStatusActive",
    Availability.ROLLING: "IncentiveStatusActive",
    Availability.UPCOMING: "IncentiveStatusInDevelopment",
    Availability.CLOSED: "IncentiveStatusRetired",
}


def service(entry: Service, offices: Iterable[Office], absolute: Absolute) -> Data:
    """A service sheet: who gives it to whom, where, and how one gets to it."""
    channel: Data = {"@type": "ServiceChannel", "serviceUrl": entry.url or absolute(entry.get_absolute_url())}
    location = next((place(office) for office in offices if office.address and office.city), None)
    if location:
        channel["serviceLocation"] = location
    return {
        **_offer("GovernmentService", entry, absolute),
        "serviceType": entry.need.label,
        "serviceOperator": organisation(entry.partner, absolute),
        "availableChannel": channel,
    }


def opportunity(entry: Opportunity, today: date, absolute: Absolute) -> Data:
    """A call or an event. Money carries the days between which one may ask for it, an event those it takes."""
    body = organisation(entry.partner, absolute)
    opens, closes = _iso(entry.opens), _iso(entry.closes)
    if entry.type in _EVENTS:
        days = _known(startDate=opens, endDate=closes)
        return {**_offer(_EVENTS[OpportunityType(entry.type)], entry, absolute), "organizer": body, **days}
    window = _known(validFrom=opens, validThrough=closes)
    if entry.type in _DEMANDS:
        return {**_offer("Demand", entry, absolute), "seller": body, **window}
    status = availability(entry.opens, entry.closes, entry.rolling, today)
    terms = _known(
        incentiveType=_term(_INCENTIVES.get(OpportunityType(entry.type))),
        incentiveStatus=_term(_STATUSES.get(status) if status else None),
    )
    return {**_offer("FinancialIncentive", entry, absolute), "provider": body, **terms, **window}


def partner(entry: Partner, offices: Iterable[Office], absolute: Absolute) -> Data:
    """A body with its offices."""
    places = [place(office) for office in offices if office.city]
    return {
        "@context": CONTEXT,
        **organisation(entry, absolute),
        "alternateName": entry.short_name,
        "description": entry.role,
        "areaServed": area(entry.provinces),
        **_known(location=places or None),
    }


def organisation(body: Partner, absolute: Absolute) -> Data:
    """A body as others name it: by its own site, and by its page here where that is public."""
    kind = "GovernmentOrganization" if body.kind in _GOVERNMENT else "Organization"
    public = body.editorial_status == EditorialStatus.PUBLISHED
    page = absolute(body.get_absolute_url()) if public else None
    return {"@type": kind, "name": body.name, **_known(url=body.url or None, mainEntityOfPage=page)}


def place(office: Office) -> Data:
    """An office with what is known of its address."""
    address = _known(
        streetAddress=office.address or None,
        postalCode=office.postcode or None,
        addressLocality=office.city or None,
        addressRegion=office.province_id or None,
    )
    return {
        "@type": "Place",
        "name": office.name,
        "address": {"@type": "PostalAddress", **address, "addressCountry": "IT"},
        **_known(telephone=office.phone or None),
    }


def area(provinces: Sequence[str]) -> Data:
    """Where an entry is valid: some provinces by name, or all of Lombardy."""
    names = ", ".join(named("province", code) for code in provinces)
    return {"@type": "AdministrativeArea", "name": names or "Lombardia"}


def breadcrumbs(steps: Iterable[tuple[str, str]], absolute: Absolute) -> Data:
    """The way to a page: (name, path) from the first page down to this one."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": absolute(path)}
            for position, (name, path) in enumerate(steps, start=1)
        ],
    }


def website(home: str, search: str, absolute: Absolute) -> Data:
    """The portal itself, and where to search it."""
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": "Porte del Mondo",
        "url": absolute(home),
        "publisher": {"@type": "GovernmentOrganization", "name": "Regione Lombardia"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": absolute(search) + "?q={search_term_string}"},
            "query-input": "required name=search_term_string",
        },
    }


def audience(stages: Sequence[str]) -> Data:
    """Which kinds of firm it is for."""
    kinds = [str(label) for stage, label in Stage.choices if stage in stages] or [_("All firms")]
    return {"@type": "BusinessAudience", "audienceType": ", ".join(kinds)}


def _offer(kind: str, entry: Offer, absolute: Absolute) -> Data:
    return {
        "@context": CONTEXT,
        "@type": kind,
        "name": entry.title,
        "description": entry.summary,
        "url": absolute(entry.get_absolute_url()),  # type: ignore[attr-defined]
        "areaServed": area(entry.partner.provinces),
        "audience": audience(entry.stages),
    }


def _term(name: str | None) -> str | None:
    return f"{CONTEXT}/{name}" if name else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _known(**values: Any) -> Data:
    return {name: value for name, value in values.items() if value is not None}
