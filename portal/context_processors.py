"""What every page shows: where one is in the portal, and the same page in the other language."""

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _

LANGUAGES = ("it", "en")


def site(request: HttpRequest) -> dict[str, object]:
    """Navigation and language twins. Reads the raw query string: ``request.GET`` may refuse a hostile one."""
    other = "en" if get_language() == "it" else "it"
    alternates = _alternates(request)
    query = request.META.get("QUERY_STRING", "")
    sections = [
        (reverse("catalog:services"), _("Services")),
        (reverse("catalog:opportunities"), _("Opportunities")),
        (reverse("missions:missions"), _("Missions")),
        (reverse("catalog:partners"), _("Partners")),
        (reverse("catalog:offices"), _("Offices near you")),
    ]
    return {
        "sections": [(address, label, request.path.startswith(address)) for address, label in sections],
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
