"""What every page shows: where one is in the portal, and the same page in the other language."""

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, override

from portal.accounts.front_door import front_door
from portal.navigation import sections

LANGUAGES = ("it", "en")


def site(request: HttpRequest) -> dict[str, object]:
    """Navigation and language twins. Reads the raw query string: ``request.GET`` may refuse a hostile one."""
    other = "en" if get_language() == "it" else "it"
    alternates = _alternates(request)
    query = request.META.get("QUERY_STRING", "")
    return {
        "sections": sections,
        "front_door": front_door(request.user) if hasattr(request, "user") else "",
        "alternates": alternates,
        "origin": f"{request.scheme}://{_host(request)}",
        "other_language": other,
        "other_language_url": alternates[other] + (f"?{query}" if query else "") if alternates else "",
    }


def _alternates(request: HttpRequest) -> dict[str, str]:
    """The page's address in each language; none where no page is, or one that has no twin.

    They follow from the view that answers: an address that leads nowhere has none, or '//elsewhere.example/cerca/'
    would become another site's.
    """
    match = request.resolver_match
    if match is None:
        return {}
    addresses = {}
    for code in LANGUAGES:
        try:
            with override(code):
                addresses[code] = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:  # a view without a name
            return {}
    return addresses if len(set(addresses.values())) == len(LANGUAGES) else {}


def _host(request: HttpRequest) -> str:
    """The host asked for, or none for a request whose host is refused: the page that says so is rendered too."""
    try:
        return request.get_host()
    except DisallowedHost:
        return ""
