"""Which act an answered request is, if any."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal.numbers.counting import count
from portal.numbers.enums import PageKind, What
from portal.numbers.machines import is_program

#: The kind of a page by the name of its view; pages that are not named here are all other pages.
KINDS = {
    "home": PageKind.HOME,
    "catalog:search": PageKind.SEARCH,
    "catalog:services": PageKind.SEARCH,
    "catalog:opportunities": PageKind.SEARCH,
    "catalog:partners": PageKind.SEARCH,
    "missions:missions": PageKind.SEARCH,
    "catalog:service": PageKind.SERVICE,
    "catalog:opportunity": PageKind.OPPORTUNITY,
    "catalog:partner": PageKind.PARTNER,
    "missions:mission": PageKind.MISSION,
    "catalog:bodies": PageKind.PARTNER,
    "catalog:offices": PageKind.OFFICES,
    "catalog:province": PageKind.OFFICES,
    "catalog:calendar": PageKind.CALENDAR,
    "catalog:month": PageKind.CALENDAR,
    "catalog:door-first-time": PageKind.DOOR,
    "catalog:door-consolidating": PageKind.DOOR,
    "catalog:door-established": PageKind.DOOR,
}
#: The kinds that are one entry, by its slug.
_ENTRIES = (PageKind.SERVICE, PageKind.OPPORTUNITY, PageKind.PARTNER, PageKind.MISSION)
#: Views that no reader opens as a page of the portal.
_APART = ("admin:", "api")


def _is_staff(request: HttpRequest) -> bool:
    """Whether somebody who looks after the portal is at work; asked only of those who carry a session."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and bool(getattr(request.user, "is_staff", False))


def note(request: HttpRequest, response: HttpResponse) -> None:
    """Counts a page that a reader opened whole; what a script fetches into an open page is none."""
    match = request.resolver_match
    if match is None or match.view_name is None or match.view_name.startswith(_APART):
        return
    if "text/html" not in response.headers.get("Content-Type", ""):
        return
    if request.headers.get("Sec-Fetch-Dest", "document") != "document" or is_program(request) or _is_staff(request):
        return
    kind = KINDS.get(match.view_name, PageKind.OTHER)
    count(What.PAGE, kind.value)
    if kind in _ENTRIES and "slug" in match.kwargs:
        count(What.ENTRY, f"{kind}/{match.kwargs['slug']}")
    if kind is PageKind.SEARCH and request.GET.get("q", "").strip() and request.GET.get("page", "1") == "1":
        count(What.SEARCH)
        if getattr(response, "found", None) == 0:
            count(What.UNANSWERED)
