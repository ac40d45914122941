"""Answers to what went wrong: pages for readers, problem documents (RFC 9457) for programs."""

from django.http import HttpRequest, HttpResponse
from django.views import defaults

from portal.api.problems import problem

_API = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(request, 400) if request.path.startswith(_API) else defaults.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(request, 403) if request.path.startswith(_API) else defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(request, 404) if request.path.startswith(_API) else defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    return problem(request, 500) if request.path.startswith(_API) else defaults.server_error(request)
