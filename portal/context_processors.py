"""What every page shows: where one is in the portal, and the same page in the other language."""

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from portal.accounts.front_door import front_door
from portal.navigation import sections

LANGUAGES = ("it", "en")


def site(request: HttpRequest) -> dict[str, object]:
    """Navigation and language twins. Reads the raw query string: ``request.GET`` may refuse a hostile one."""
    other = "en" if get_language() == "it" else "it"
    alternates = _alternates(request)
    query = request.META.get("QUERY_STRING", "")
    return {
        "sections": [(address, label, mark, request.path.startswith(address)) for address, label, mark in sections()],
        "front_door": front_door(request.user) if hasattr(request, "user") else "",
        "alternates": alternates,
        "origin": f"{request.scheme}://{_host(request)}",
        "other_language": other,
        "other_language_url": alternates[other] + (f"?{query}" if query else "") if alternates else "",
    }


def _alternates(request: HttpRequest) -> dict[str, str]:
    """The page's address in each language; none where no page is, or one that has no twin.

    An address that leads nowhere is not translated: '//elsewhere.example/cerca/' would become another site's.
    """
    if request.resolver_match is None:
        return {}
    addresses = {code: translate_url(request.path, code) for code in LANGUAGES}
    return addresses if len(set(addresses.values())) == len(LANGUAGES) else {}


def _host(request: HttpRequest) -> str:
    """The host asked for, or none for a request whose host is refused: the page that says so is rendered too."""
    try:
        return request.get_host()
    except DisallowedHost:
        return ""
