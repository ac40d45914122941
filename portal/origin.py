"""Forms that nobody is behind: filled in on our pages, protected without a cookie.

Django's token ties a form to a cookie. Here there is nothing of a visitor's own to protect, and a cookie would keep
every page that carries the form out of shared caches. What is left to refuse is another site that sends the form in
its visitors' name; browsers say so by themselves (Fetch Metadata, and ``Origin`` in those older than it).
"""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def from_our_pages(view: View) -> View:
    """Takes forms from our own pages alone, and asks for no token."""

    @csrf_exempt
    @wraps(view)
    def checked(request: HttpRequest, *arguments: object, **named: object) -> HttpResponse:
        if request.method == "POST" and not _is_ours(request):
            raise PermissionDenied("sent from another site")
        return view(request, *arguments, **named)

    return checked


def _is_ours(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"
