"""Whom to turn to, near the firm: the map and the provinces, the search by municipality, the page of one province."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog import filters as grammar
from catalog.enums import PartnerKind
from catalog.models import Municipality, Office, Partner, Province
from catalog.territory.finding import MAX_TEXT, Place, alike, places
from catalog.territory.followers import countries
from catalog.territory.municipalities import key
from catalog.territory.nearness import Neighbourhood, around, bordering, public_bodies
from catalog.territory.reader import readers_province, remembering_province
from catalog.territory.tiles import Tile, tiles
from catalog.views import rows

#: The name of the field that takes a municipality, in every form and address.
MUNICIPALITY = "municipality"
#: More names than these are no choice; a few letters more are asked for.
MAX_CHOICES = 24
#: Places offered while one types.
_SUGGESTED = 8
#: Bodies named beside a province on the list of all.
_NAMED = 2


@dataclass(frozen=True)
class Listed:
    """A province in the list of all: its tile, and the bodies that have an office there, in a phrase."""

    tile: Tile
    bodies: str


@require_safe
@remembering_province
def offices(request: HttpRequest) -> HttpResponse:
    text = " ".join(request.GET.get(MUNICIPALITY, "").split())[:MAX_TEXT]
    found = places(text)
    if len(found) == 1:
        return redirect(address(found[0]))
    bodies, shown = public_bodies(), tiles()
    unknown = _("We know of no municipality of Lombardy called “%(text)s”.") % {"text": text}
    context = {
        "text": text,
        "wrong": unknown if text and not found else "",
        "choices": [(place, address(place)) for place in found[:MAX_CHOICES]],
        "more": len(found) - MAX_CHOICES if len(found) > MAX_CHOICES else 0,
        "alike": [(place, address(place)) for place in alike(text)] if text and not found else [],
        "tiles": shown,
        "count": sum(tile.count for tile in shown),
        "own": next((tile.province for tile in shown if tile.province.pk == readers_province(request)), None),
        "provinces": _listed(shown, bodies),
        "regional": by_kind(body for body in bodies if not body.provinces),
    }
    return render(request, "catalog/offices.html", context)


@require_safe
def municipality_suggestions(request: HttpRequest) -> HttpResponse:
    """The places that an unfinished name ``q`` may mean, as JSON: ``label``, ``what`` province it is in, ``url``."""
    text = request.GET.get("q", "")[:MAX_TEXT]
    shown = [_suggestion(place) for place in (places(text) or alike(text))[:_SUGGESTED]]
    response = JsonResponse({"suggestions": shown})
    response.headers["Cache-Control"] = "max-age=3600"  # municipalities change with a new catalogue, once a year
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@remembering_province
def province(request: HttpRequest, slug: str) -> HttpResponse:
    shown = tiles()
    here = next((tile.province for tile in shown if tile.province.slug == slug), None)
    if here is None:
        raise Http404
    asked = grammar.parse(request.GET, also=(MUNICIPALITY,))
    wanted = key(request.GET.get(MUNICIPALITY, "")[:MAX_TEXT])
    town = Municipality.objects.filter(slug=wanted).select_related("province").first() if wanted else None
    if town and town.province_id != here.pk:
        return redirect(town)
    if wanted and not town:
        return redirect(f"{reverse('catalog:offices')}?{MUNICIPALITY}={wanted}")
    near = around(here, town)
    known = countries(here, asked.country[0] if asked.country else "", get_language() or "it", localdate())
    context = {
        "province": here,
        "own": here.pk == readers_province(request),
        "town": town,
        "text": town.name if town else "",
        "near": near,
        "in_province": told_apart(near.province),
        "in_town": told_apart(near.here),
        "count": len(near.here) + len(near.province),
        "regional": by_kind(near.regional),
        "countries": known,
        "tiles": shown,
        "neighbours": [tile for tile in shown if tile.province.code in bordering(here.code)],
        "index": _index(here, town, near, known.chosen.label if known.chosen else ""),
    }
    return render(request, "catalog/province.html", context)


def address(place: Place) -> str:
    """The page of a place found: its municipality's where there is one, else its province's."""
    return (place.municipality or place.province).get_absolute_url()


def _suggestion(place: Place) -> dict[str, str]:
    if place.municipality is None:
        return {"label": place.province.name, "what": _("Province"), "url": address(place)}
    return {"label": place.municipality.name, "what": place.province.name, "url": address(place)}


def told_apart(found: Iterable[Office]) -> list[tuple[str, list[Office]]]:
    """Offices one can go to, and those whose street nobody published, each under its heading; empty parts left out."""
    parts: dict[bool, list[Office]] = {True: [], False: []}
    for office in found:
        parts[bool(office.address)].append(office)
    headings = {True: _("With an address"), False: _("Without a published address: ask before you go")}
    return [(headings[known], part) for known, part in parts.items() if part]


def by_kind(bodies: Iterable[Partner]) -> list[tuple[str, list[Partner]]]:
    """Bodies under the name of their kind, kinds in their own order."""
    kinds: dict[str, list[Partner]] = defaultdict(list)
    for body in bodies:
        kinds[body.kind].append(body)
    return [(str(kind.label), kinds[kind]) for kind in PartnerKind if kinds[kind]]


def _listed(shown: Iterable[Tile], bodies: Iterable[Partner]) -> list[Listed]:
    """The provinces by name, with the bodies that have an office there."""
    present: dict[str, list[str]] = defaultdict(list)
    for body in bodies:
        for code in dict.fromkeys(office.province_id for office in body.offices.all()):
            present[code or ""].append(body.short_name)
    by_name = sorted(shown, key=lambda tile: tile.province.position)
    return [Listed(tile, _some(present[tile.province.code])) for tile in by_name]


def _some(names: list[str]) -> str:
    """A few names and how many more: 'Camera Brescia, Confapi Brescia e un altro ente'."""
    rest = len(names) - _NAMED
    if rest <= 0:
        return rows.listed(names)
    others = ngettext("%(names)s and one other body", "%(names)s and %(count)d other bodies", rest)
    return others % {"names": ", ".join(names[:_NAMED]), "count": rest}


def _index(here: Province, town: Municipality | None, near: Neighbourhood, country: str) -> list[tuple[str, str]]:
    """What the page holds, for its index."""
    names = {"province": here.name, "town": town.name if town else "", "country": country}
    parts = [
        ("paese", _("%(country)s: whom to ask") % names, bool(country)),
        ("comune", _("In %(town)s") % names, bool(town)),
        ("provincia", _("In the province of %(province)s") % names, True),
        ("senza-sede", _("Bodies without a known office"), bool(near.unplaced)),
        ("accanto", _("In the next province"), bool(near.bordering)),
        ("lombardia", _("For all of Lombardy"), bool(near.regional)),
    ]
    return [(anchor, label) for anchor, label, there in parts if there]
