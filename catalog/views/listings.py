"""The search page and its one-kind twins: one view, one grammar, one template."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from catalog import filters as grammar
from catalog import search as engine
from catalog.enums import Kind
from catalog.views.result_page import ResultPage


def results(request: HttpRequest, *, kind: str = "") -> HttpResponse:
    """A page of results for the request's query string; ``kind`` makes it a one-kind twin."""
    asked = grammar.parse(request.GET, kind=kind)
    language = get_language() or "it"
    page = engine.search(asked, language=language, today=localdate())
    if asked.page > page.pages:
        asked = asked.changed(page=page.pages)
        page = engine.search(asked, language=language, today=localdate())
    context: dict[str, Any] = {"filters": asked, "page": page, "view": ResultPage(asked, page, request.path, localdate())}
    return render(request, "catalog/search.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    return results(request)


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    return results(request, kind=Kind.SERVICE)


@require_safe
def opportunities(request: HttpRequest) -> HttpResponse:
    return results(request, kind=Kind.OPPORTUNITY)


@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    return results(request, kind=Kind.PARTNER)
