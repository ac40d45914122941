"""The API's addresses.

Each reads the query string with the page's own grammar, calls one function and returns a plain value.
"""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.timezone import localdate
from django.utils.translation import get_language, get_language_from_request, override

from catalog import filters as grammar
from catalog import search as engine
from catalog.enums import Kind
from catalog.models import Opportunity, Partner, Service
from catalog.search.query import SearchFilters
from catalog.search.results import SearchPage
from missions.models import Mission
from portal.api import entries, schemas
from portal.api.documentation import OPENAPI_EXTRA, QUERY_PARAMETERS, SUMMARY, TAGS, DocumentedAPI
from portal.api.problems import problem
from portal.api.status import health

#: Names of the query string that are the API's own.
OWN = ("lang",)

api = DocumentedAPI(
    title="Porte del Mondo",
    version="1.0.0",
    description=SUMMARY,
    docs_url=None,
    openapi_extra={**OPENAPI_EXTRA, "tags": TAGS},
    urls_namespace="api-1",
)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(request, 404)


def _json(request: HttpRequest, value: Any, status: int = 200) -> HttpResponse:
    """An answer that is fresh each time: what was published a moment ago is in it."""
    response = JsonResponse(value, status=status, safe=False)
    response.headers["Content-Language"] = get_language() or "it"
    response.headers["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang")
    return asked if asked in ("it", "en") else get_language_from_request(request)[:2]


@api.get(
    "/search",
    response={200: schemas.SearchAnswer, **schemas.PROBLEMS},
    tags=["search"],
    summary="Search over everything",
    openapi_extra={"parameters": QUERY_PARAMETERS},
)
def search(request: HttpRequest) -> HttpResponse:
    """Services, opportunities, partners and missions that answer a text and meet the filters.

    Values of one name are alternatives, names narrow each other; what means nothing is listed in `ignored`.
    """
    with override(_language(request)):
        asked = grammar.parse(request.GET, also=OWN)
        page = engine.search(asked, language=get_language() or "it", today=localdate())
        return _json(request, _answer(request, asked, page))


def _answer(request: HttpRequest, asked: SearchFilters, page: SearchPage) -> dict[str, Any]:
    reading = page.reading
    return {
        **_paging(request, asked, page),
        "more": page.more,
        "low_confidence": page.low_confidence,
        "query": {
            "text": reading.text,
            "corrected": reading.corrected,
            "recognised": [
                {"name": item.name, "value": item.value, "label": item.label, "text": item.text}
                for item in reading.recognised
            ],
            "unknown": list(reading.unknown),
        },
        "facets": {
            facet.name: [
                {"value": value.value, "label": value.label, "count": value.count, "selected": value.selected}
                for value in facet.values
            ]
            for facet in page.facets
        },
    }


def _paging(request: HttpRequest, asked: SearchFilters, page: SearchPage) -> dict[str, Any]:
    """The results and the way to those before and after."""
    return {
        "count": page.count,
        "page": page.page,
        "page_size": page.page_size,
        "next": _address(request, asked, page.page + 1) if page.page < page.pages else None,
        "previous": _address(request, asked, page.page - 1) if 1 < page.page <= page.pages else None,
        "ignored": [{"name": name, "value": value} for name, value in asked.ignored],
        "results": [
            {
                "kind": hit.kind,
                "slug": hit.slug,
                "title": hit.title,
                "summary": hit.summary,
                "snippet": hit.snippet,
                "partner": {"slug": hit.partner_slug, "name": hit.partner_name},
                "url": hit.url,
                "opens": hit.opens,
                "closes": hit.closes,
                "status": hit.status,
                "score": hit.score,
            }
            for hit in page.hits
        ],
    }


def _address(request: HttpRequest, asked: SearchFilters, number: int) -> str:
    lang = request.GET.get("lang")
    query = asked.urlencode(page=number)
    return f"{request.path}?{query}" + (f"&lang={lang}" if lang in ("it", "en") else "")


def _list(request: HttpRequest, kind: Kind) -> HttpResponse:
    with override(_language(request)):
        asked = grammar.parse(request.GET, kind=kind, also=OWN)
        if not asked.q and not asked.sort:
            asked = asked.changed(sort="title", page=asked.page)
        page = engine.search(asked, language=get_language() or "it", today=localdate())
        return _json(request, {**_paging(request, asked, page), "count": page.count + page.more})


def _one(request: HttpRequest, rows: QuerySet[Any], slug: str, give: Any) -> HttpResponse:
    with override(_language(request)):
        entry = rows.filter(slug=slug).first()
        return problem(request, 404) if entry is None else _json(request, give(entry))


_OFFER_LINKS = ("sectors", "countries")


@api.get(
    "/services",
    response={200: schemas.Listing, **schemas.PROBLEMS},
    tags=["entries"],
    summary="List services",
    openapi_extra={"parameters": QUERY_PARAMETERS},
)
def services(request: HttpRequest) -> HttpResponse:
    return _list(request, Kind.SERVICE)


@api.get(
    "/services/{slug}",
    response={200: schemas.ServiceEntry, **schemas.PROBLEMS},
    tags=["entries"],
    summary="One service",
)
def service(request: HttpRequest, slug: str) -> HttpResponse:
    rows = Service.objects.published().select_related("partner").prefetch_related(*_OFFER_LINKS)
    return _one(request, rows, slug, entries.service)


@api.get(
    "/opportunities",
    response={200: schemas.Listing, **schemas.PROBLEMS},
    tags=["entries"],
    summary="List opportunities",
    openapi_extra={"parameters": QUERY_PARAMETERS},
)
def opportunities(request: HttpRequest) -> HttpResponse:
    return _list(request, Kind.OPPORTUNITY)


@api.get(
    "/opportunities/{slug}",
    response={200: schemas.OpportunityEntry, **schemas.PROBLEMS},
    tags=["entries"],
    summary="One opportunity",
)
def opportunity(request: HttpRequest, slug: str) -> HttpResponse:
    rows = Opportunity.objects.published().select_related("partner").prefetch_related(*_OFFER_LINKS)
    return _one(request, rows, slug, entries.opportunity)


@api.get(
    "/partners",
    response={200: schemas.Listing, **schemas.PROBLEMS},
    tags=["entries"],
    summary="List partners",
    openapi_extra={"parameters": QUERY_PARAMETERS},
)
def partners(request: HttpRequest) -> HttpResponse:
    return _list(request, Kind.PARTNER)


@api.get(
    "/partners/{slug}",
    response={200: schemas.PartnerEntry, **schemas.PROBLEMS},
    tags=["entries"],
    summary="One partner",
)
def partner(request: HttpRequest, slug: str) -> HttpResponse:
    return _one(request, Partner.objects.published().prefetch_related("offices"), slug, entries.partner)


@api.get(
    "/missions",
    response={200: schemas.Listing, **schemas.PROBLEMS},
    tags=["entries"],
    summary="List missions",
    openapi_extra={"parameters": QUERY_PARAMETERS},
)
def missions(request: HttpRequest) -> HttpResponse:
    return _list(request, Kind.MISSION)


@api.get(
    "/missions/{slug}",
    response={200: schemas.MissionEntry, **schemas.PROBLEMS},
    tags=["entries"],
    summary="One mission",
)
def mission(request: HttpRequest, slug: str) -> HttpResponse:
    rows = Mission.objects.published().select_related("partner").prefetch_related(*_OFFER_LINKS)
    return _one(request, rows, slug, entries.mission)


@api.get("/status", response={200: schemas.Status, 503: schemas.Problem}, tags=["status"], summary="Health")
def status(request: HttpRequest) -> HttpResponse:
    code, body = health()
    if code == 200:
        return _json(request, body)
    response = problem(request, code, str(body["status"]))
    response.headers["Retry-After"] = "30"
    return response
