"""Who is near whom: the offices and the bodies that a firm can turn to, the nearest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from django.db.models import Prefetch

from catalog.enums import PartnerKind
from catalog.models import Municipality, Office, Partner, Province
from catalog.territory.municipalities import key

#: The provinces of Lombardy that touch each other, each pair once.
_TOUCHING = (
    "BG BS, BG CR, BG LC, BG MB, BG MI, BG SO, BS CR, BS MN, BS SO, CO LC, CO MB, CO SO, CO VA, CR LO, CR MI, CR MN, "
    "LC MB, LC SO, LO MI, LO PV, MB MI, MB VA, MI PV, MI VA"
)
_KINDS = list(PartnerKind)


class Nearness(IntEnum):
    """How near an office is to a firm."""

    MUNICIPALITY = 0
    PROVINCE = 1
    BORDERING = 2
    FARTHER = 3


@dataclass(frozen=True)
class Neighbourhood:
    """Whom a firm of a province can turn to, the nearest first.

    ``here`` are the offices of its municipality, ``province`` the others of its province, ``bordering`` those next door
    of bodies that serve its province without an office in it. ``unplaced`` are bodies that serve it with no office in
    any of these; ``regional`` are those that serve all of Lombardy.
    """

    here: list[Office]
    province: list[Office]
    bordering: list[Office]
    unplaced: list[Partner]
    regional: list[Partner]


def bordering(province: str) -> frozenset[str]:
    """The codes of the provinces of Lombardy that touch one."""
    pairs = [pair.split() for pair in _TOUCHING.split(", ")]
    return frozenset(code for pair in pairs if province in pair for code in pair if code != province)


def nearness(office: Office, province: str, municipality: str = "") -> Nearness:
    """How near an office is to a province, by its code, and to a municipality, by its name or address."""
    if office.province_id == province:
        here = municipality and key(office.city) == key(municipality)
        return Nearness.MUNICIPALITY if here else Nearness.PROVINCE
    return Nearness.BORDERING if office.province_id in bordering(province) else Nearness.FARTHER


def by_nearness(offices: Iterable[Office], province: str, municipality: str = "") -> list[Office]:
    """Offices with the nearest first; of those equally near the order stays."""
    return sorted(offices, key=lambda office: nearness(office, province, municipality))


def around(province: Province, municipality: Municipality | None = None) -> Neighbourhood:
    """Whom the firms of a province, or of one of its municipalities, can turn to. Two queries."""
    found: dict[Nearness, list[Office]] = {level: [] for level in Nearness}
    unplaced, regional = [], []
    for body in public_bodies():
        levels: dict[Nearness, list[Office]] = {level: [] for level in Nearness}
        for office in body.offices.all():
            levels[nearness(office, province.code, municipality.slug if municipality else "")].append(office)
        inside = levels[Nearness.MUNICIPALITY] or levels[Nearness.PROVINCE]
        if inside or province.code not in body.provinces:
            levels[Nearness.BORDERING] = []
        for level, offices in levels.items():
            found[level] += offices
        if not body.provinces:
            regional.append(body)
        elif province.code in body.provinces and not (inside or levels[Nearness.BORDERING]):
            unplaced.append(body)
    return Neighbourhood(
        found[Nearness.MUNICIPALITY], found[Nearness.PROVINCE], found[Nearness.BORDERING], unplaced, regional
    )


def public_bodies() -> list[Partner]:
    """The public bodies with their offices, by kind and name: who comes first is nobody's favour."""
    offices = Prefetch("offices", Office.objects.select_related("province").order_by("name", "pk"))
    bodies = Partner.objects.published().prefetch_related(offices).order_by("short_name", "pk")
    return sorted(bodies, key=lambda body: _KINDS.index(PartnerKind(body.kind)))
