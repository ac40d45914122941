"""What every request passes through for the catalogue's sake."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from catalog.search import index


def one_index_version(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Lets filters, results and labels of one page agree on a version of the index, asked for once."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with index.pinned():
            return get_response(request)

    return middleware
