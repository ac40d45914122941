"""The search page and its one-kind twins: one view, one grammar, one template."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from catalog import filters as grammar
from catalog import search as engine
from catalog.enums import Kind
from catalog.views.kept import ResultsResponse, kept
from catalog.views.result_page import ResultPage
from catalog.views.ways_on import ways_on


def results(request: HttpRequest, *, kind: str = "") -> HttpResponse:
    """A page of results for the request's query string; ``kind`` makes it a one-kind twin."""
    asked = grammar.parse(request.GET, kind=kind)
    language, today = get_language() or "it", localdate()
    page = engine.search(asked, language=language, today=today)
    if asked.page > page.pages:
        asked = asked.changed(page=page.pages)
        page = engine.search(asked, language=language, today=today)
    view = ResultPage(asked, page, request.path, today)
    context = {
        "filters": asked,
        "page": page,
        "view": view,
        "ways": ways_on(asked, page, request.path, language, today) if view.few else [],
    }
    content = render(request, "catalog/search.html", context).content
    return ResultsResponse(content, found=page.count, unsure=page.low_confidence)


@require_safe
@kept
def search(request: HttpRequest) -> HttpResponse:
    return results(request)


@require_safe
@kept
def services(request: HttpRequest) -> HttpResponse:
    return results(request, kind=Kind.SERVICE)


@require_safe
@kept
def opportunities(request: HttpRequest) -> HttpResponse:
    return results(request, kind=Kind.OPPORTUNITY)


@require_safe
@kept
def partners(request: HttpRequest) -> HttpResponse:
    return results(request, kind=Kind.PARTNER)
