"""Problem documents (RFC 9457): how the API says what went wrong."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

PREFIX = "/api/"
CONTENT_TYPE = "application/problem+json"


def problem(request: HttpRequest, status: int, detail: str = "") -> HttpResponse:
    """The problem document of a status code, in the reader's language."""
    titles = {
        400: _("The request cannot be read"),
        403: _("Not allowed"),
        404: _("There is nothing at this address"),
        405: _("This method is not allowed here"),
        422: _("A parameter has a wrong value"),
        500: _("Something went wrong on our side"),
        503: _("Out of service for a moment"),
    }
    body = {
        "type": "about:blank",
        "title": titles.get(status, HTTPStatus(status).phrase),
        "status": status,
        "instance": request.path[:200],
    }
    if detail:
        body["detail"] = detail
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE)


def problem_documents(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: whatever refuses a request under the API's prefix, the answer is a problem document.

    Anybody may read the API, from any site.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith(PREFIX):
            return response
        if response.status_code >= 400 and response.headers.get("Content-Type") != CONTENT_TYPE:
            allow = response.headers.get("Allow")
            response = problem(request, response.status_code)
            if allow:
                response.headers["Allow"] = allow
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return middleware
