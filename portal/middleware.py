"""What every request and answer passes through, beyond Django's own: nothing that knows the domain."""

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse

from portal.pages.errors import bad_request, too_large

Handler = Callable[[HttpRequest], HttpResponse]


#: Longer forms are not looked into: no page of ours sends one.
_SMALL_FORM = 1_000_000


#: Bytes of a whole form: several documents of 10 MB. Nobody who looks for a token in one reads more than this to disk.
_LARGEST_FORM = 64 * 1024 * 1024


def refuse_large_forms(get_response: Handler) -> Handler:
    """Answers 413 to a body larger than any page sends, before a byte of it is read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return too_large(request) if _length(request) > _LARGEST_FORM else get_response(request)

    return middleware


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
    return _length(request) <= _SMALL_FORM and b"%00" in request.body


def _length(request: HttpRequest) -> int:
    """Bytes of the body, as Django counts them: none where nothing readable is said."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


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
