"""Whether the portal can serve: the database answers and the search holds entries. No secrets."""

from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalog.search import index


def health() -> tuple[int, dict[str, object]]:
    """The HTTP status and its body."""
    try:
        entries = index.current().size
    except Error:
        return 503, {"status": "database unreachable", "entries": 0}
    return (200, {"status": "ok", "entries": entries}) if entries else (503, {"status": "search empty", "entries": 0})


@never_cache
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    code, body = health()
    response = JsonResponse(body, status=code)
    if code == 503:
        response.headers["Retry-After"] = "30"
    return response
