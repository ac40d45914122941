"""Finished pages, kept while nothing they show can have changed.

The same few searches make up most of what is asked: what is new, the lists by kind, the names of the calls, what
crawlers go through. Finding, counting and rendering them again gives the same bytes until an entry or the day changes.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.timezone import localdate

from catalog.search import index

View = Callable[[HttpRequest], HttpResponse]
#: Pages kept by one process, the least used going first; some 10 MB.
KEPT = 250
#: Longer addresses are not asked twice.
_LONGEST = 500

_pages: dict[tuple[str, str, str], tuple[bytes, int | None, bool]] = {}
_guard = Lock()


class ResultsResponse(HttpResponse):
    """A page of results, how many answer the search and whether it is sure of them: who counts searches need not read
    the page.
    """

    def __init__(self, content: bytes, *, found: int | None, unsure: bool = False) -> None:
        super().__init__(content)
        self.found, self.unsure = found, unsure


def kept(view: View) -> View:
    """Answers visitors without a session from the pages kept; for views that read nothing but the address.

    The language is in the address.
    """

    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        address, token = request.get_full_path(), index.current().token
        if settings.SESSION_COOKIE_NAME in request.COOKIES or len(address) > _LONGEST or not token:
            return view(request)
        key = (token, localdate().isoformat(), f"{request.scheme}://{request.get_host()}{address}")
        with _guard:
            page = _pages.pop(key, None)
        if page is None:
            response = view(request)
            if response.status_code != HTTPStatus.OK:
                return response
            page = response.content, getattr(response, "found", None), getattr(response, "unsure", False)
        with _guard:
            _pages[key] = page  # to the end: the order of the dictionary is the order of use
            if len(_pages) > KEPT:
                del _pages[next(iter(_pages))]
        content, found, unsure = page
        answer = ResultsResponse(content, found=found, unsure=unsure)
        patch_vary_headers(answer, ["Cookie"])  # whoever has signed in gets another page at this address
        return answer

    return answered
