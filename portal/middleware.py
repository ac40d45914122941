"""What every request and answer passes through, beyond Django's own: nothing that knows the domain."""

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse

from portal.pages.errors import bad_request

Handler = Callable[[HttpRequest], HttpResponse]


#: Longer forms are not looked into: no page of ours sends one.
_SMALL_FORM = 1_000_000


def refuse_nul_bytes(get_response: Handler) -> Handler:
    """Answers 400 to a NUL byte in path, query or a small form.

    PostgreSQL cannot store one, SQLite can, and no reader types one.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if _holds_nul(request):
            return bad_request(request, SuspiciousOperation("NUL byte"))
        return get_response(request)

    return middleware


def _holds_nul(request: HttpRequest) -> bool:
    if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
        return True
    if request.method != "POST" or request.content_type != "application/x-www-form-urlencoded":
        return False
    return int(request.META.get("CONTENT_LENGTH") or 0) <= _SMALL_FORM and b"%00" in request.body


def isolation_headers(get_response: Handler) -> Handler:
    """Keeps other sites from embedding our pages or sharing their process; the open API may be read from anywhere."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        return response

    return middleware
