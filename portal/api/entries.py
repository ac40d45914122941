"""One entry as the API gives it."""

from typing import Any

from django.db.models import Model
from django.utils.timezone import localdate

from catalog.availability import availability
from catalog.enums import Kind
from catalog.models import Opportunity, Partner, Service
from missions.models import Mission


def service(entry: Service) -> dict[str, Any]:
    return {
        **_offer(entry, Kind.SERVICE),
        "delivery": entry.delivery,
        "cost": entry.cost or None,
        "how_to_access": entry.how_to_access or None,
    }


def opportunity(entry: Opportunity) -> dict[str, Any]:
    return {
        **_offer(entry, Kind.OPPORTUNITY),
        "type": entry.type,
        "opens": entry.opens,
        "closes": entry.closes,
        "rolling": entry.rolling,
        "status": availability(entry.opens, entry.closes, entry.rolling, localdate()),
        "amount": entry.amount or None,
        "beneficiaries": entry.beneficiaries or None,
    }


def mission(entry: Mission) -> dict[str, Any]:
    return {
        **_entry(entry, Kind.MISSION, entry.partner),
        "title": entry.title,
        "description": entry.description,
        "countries": _keys(entry.countries.all()),
        "cities": entry.cities,
        "starts": entry.starts,
        "ends": entry.ends,
        "status": availability(entry.starts, entry.last_day, False, localdate()),
        "sectors": _keys(entry.sectors.all()),
        "support": entry.support,
        "capacity": entry.capacity,
        "demo": entry.demo,
    }


def partner(entry: Partner) -> dict[str, Any]:
    return {
        **_entry(entry, Kind.PARTNER, entry),
        "title": entry.name,
        "description": entry.role,
        "name": entry.name,
        "short_name": entry.short_name,
        "partner_kind": entry.kind,
        "table_member": entry.table_member,
        "provinces": entry.provinces,
        "offices": [
            {
                "name": office.name,
                "address": office.address or None,
                "postcode": office.postcode or None,
                "city": office.city or None,
                "province": office.province_id,
                "phone": office.phone or None,
                "email": office.email or None,
            }
            for office in entry.offices.all()
        ],
    }


def _offer(entry: Service | Opportunity, kind: Kind) -> dict[str, Any]:
    return {
        **_entry(entry, kind, entry.partner),
        "title": entry.title,
        "summary": entry.summary,
        "description": entry.description,
        "need": entry.need_id,
        "stages": entry.stages,
        "sectors": _keys(entry.sectors.all()),
        "countries": _keys(entry.countries.all()),
        "questions": entry.questions,
    }


def _entry(entry: Any, kind: Kind, body: Partner) -> dict[str, Any]:
    return {
        "kind": kind.value,
        "slug": entry.slug,
        "partner": {"slug": body.slug, "name": body.short_name},
        "url": entry.get_absolute_url(),
        "official_url": entry.url or None,
        "sources": entry.sources,
        "checked": entry.checked or None,
    }


def _keys(rows: Any) -> list[str]:
    return sorted(row.pk for row in rows if isinstance(row, Model))
