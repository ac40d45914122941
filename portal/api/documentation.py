"""What the OpenAPI document says beyond the endpoints."""

from typing import Any

SUMMARY = (
    "Everything the portal knows about going international from Lombardy: services, opportunities, partners and "
    "missions. Read-only, no key. Italian by default; `Accept-Language: en` or `lang=en` gives English."
)
TAGS = [
    {"name": "search", "description": "One search over everything."},
    {"name": "entries", "description": "Lists by kind, and single entries."},
    {"name": "status", "description": "Health."},
]
OPENAPI_EXTRA: dict[str, Any] = {
    "info": {
        "summary": "The catalogue of what firms of Lombardy can get to go abroad",
        "contact": {"name": "Porte del Mondo, Regione Lombardia", "url": "https://www.regione.lombardia.it"},
        "termsOfService": "https://creativecommons.org/licenses/by/4.0/",
        "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        "x-summary": "The catalogue of what firms of Lombardy can get to go abroad",
        "x-api-id": "0c2d2f3e-6c0e-4f0f-9f5b-2a3b5f1f7d61",
    },
}


def _many(name: str, description: str, **schema: Any) -> dict[str, Any]:
    items = {"type": "string", "maxLength": 120, **schema}
    return {
        "name": name,
        "in": "query",
        "description": description,
        "schema": {"type": "array", "items": items, "maxItems": 100},
        "style": "form",
        "explode": True,
    }


def _one(name: str, description: str, **schema: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": schema}


QUERY_PARAMETERS = [
    _one("q", "What is needed, in a firm's own words, Italian or English.", type="string", maxLength=200),
    _many("kind", "service, opportunity, partner, mission."),
    _many("need", "One of the twelve needs."),
    _many("stage", "first-time, consolidating, established."),
    _many("sector", "One of the sixteen sectors, or `all` for entries open to every sector."),
    _many("country", "ISO 3166-1 alpha-2, or `all` for entries valid everywhere."),
    _many("province", "Two letters, or `all` for entries open to all of Lombardy."),
    _many("partner", "Slug of a partner."),
    _many("type", "Kind of opportunity: grant, loan, guarantee, fair, tender, business-request, training, event."),
    _many("status", "open, upcoming, closed, rolling."),
    _one("closes_before", "Deadline on or before this day.", type="string", format="date"),
    _one("sort", "relevance, deadline, newest, title.", type="string", maxLength=20),
    _one("page", "From 1.", type="integer", format="int32", minimum=1, maximum=100000),
    _one("page_size", "1 to 100, 20 when absent.", type="integer", format="int32", minimum=1, maximum=100),
    _one("exact", "1: take the words as typed, no corrections.", type="string", maxLength=5),
    _one("lang", "it or en.", type="string", maxLength=2),
]
