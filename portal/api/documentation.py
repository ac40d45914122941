"""What the OpenAPI document says beyond the endpoints."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from catalog.enums import Availability, Kind, OpportunityType, Stage
from catalog.filters import MAX_PAGE, MAX_PAGE_SIZE, SORTS
from catalog.search.query import PAGE_SIZE
from portal.api.problems import CONTENT_TYPE

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


_SLUG = "^[a-z0-9-]+$"
_TWO_LETTERS = "^([A-Z]{2}|all)$"

QUERY_PARAMETERS = [
    _one(
        "q",
        "What is needed, in a firm's own words, Italian or English.",
        type="string",
        maxLength=200,
        pattern="^[^\\u0000]*$",
    ),
    _many("kind", "What to find.", enum=Kind.values),
    _many("need", "One of the twelve needs.", pattern=_SLUG),
    _many("stage", "How far the firm has gone abroad.", enum=Stage.values),
    _many("sector", "One of the sixteen sectors, or `all` for entries open to every sector.", pattern=_SLUG),
    _many("country", "ISO 3166-1 alpha-2, or `all` for entries valid everywhere.", pattern=_TWO_LETTERS),
    _many("province", "Two letters, or `all` for entries open to all of Lombardy.", pattern=_TWO_LETTERS),
    _many("partner", "Slug of a partner.", pattern=_SLUG),
    _many("type", "Kind of opportunity.", enum=OpportunityType.values),
    _many("status", "Where an entry stands today.", enum=Availability.values),
    _one("closes_before", "Deadline on or before this day.", type="string", format="date"),
    _one("sort", "The order of the results.", type="string", enum=[value for value, _label in SORTS]),
    _one("page", "From 1.", type="integer", format="int32", minimum=1, maximum=MAX_PAGE),
    _one(
        "page_size",
        f"1 to {MAX_PAGE_SIZE}, {PAGE_SIZE} when absent.",
        type="integer",
        format="int32",
        minimum=1,
        maximum=MAX_PAGE_SIZE,
    ),
    _one("exact", "1: take the words as typed, no corrections.", type="string", enum=["1"]),
    _one("lang", "The language of the answer.", type="string", enum=["it", "en"]),
]


class DocumentedAPI(NinjaAPI):
    """An API whose document says that every problem is a problem document."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        for methods in schema["paths"].values():
            for operation in methods.values():
                for code, answer in operation["responses"].items():
                    if int(code) >= 400:
                        answer["content"] = {CONTENT_TYPE: answer["content"]["application/json"]}
        return schema
