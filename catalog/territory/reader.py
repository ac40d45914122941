"""The reader's province: said once, remembered by the browser, used to put what is near first.

It comes with ``?province=`` from a small form that needs no script, and stays in a technical cookie of our own that
holds two letters and nothing about the person. An empty ``?province=`` forgets it.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from catalog.search import labels

PARAMETER = "province"
COOKIE = "provincia"
#: A firm seldom moves: a year, in seconds.
MAX_AGE = 365 * 24 * 60 * 60


def readers_province(request: HttpRequest) -> str:
    """The two letters of the province the reader named, now or before; '' when they never did."""
    asked = request.GET.get(PARAMETER)
    if asked is not None and (not asked or _is_province(asked.upper())):
        return asked.upper()
    remembered = request.COOKIES.get(COOKIE, "")
    return remembered if _is_province(remembered) else ""


def remembering_province(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keeps the province that an address names for the reader's next page; for views that show what is near."""

    @wraps(view)
    def remembered(request: HttpRequest, *arguments: object, **named: object) -> HttpResponse:
        response = view(request, *arguments, **named)
        patch_vary_headers(response, ["Cookie"])
        asked = request.GET.get(PARAMETER)
        if asked == "" and COOKIE in request.COOKIES:
            response.delete_cookie(COOKIE, samesite="Lax")
        elif asked and _is_province(asked.upper()):
            response.set_cookie(
                COOKIE,
                asked.upper(),
                max_age=MAX_AGE,
                secure=bool(settings.SESSION_COOKIE_SECURE),
                httponly=True,
                samesite="Lax",
            )
        return response

    return remembered


def province_name(code: str) -> str:
    """What a province is called; the code itself for one that nobody named."""
    return labels.current().of("province", code, "it")


def province_choices() -> list[tuple[str, str]]:
    """(code, name) of the twelve provinces, in their own order."""
    return [(code, name) for code, name in labels.current().values["it"]["province"].items() if _is_province(code)]


def _is_province(code: str) -> bool:
    """Whether it is the code of a province: 'all', a value of the facet too, has three letters."""
    return len(code) == len("BS") and code in labels.current().values["it"]["province"]
