"""Which act an answered request is, if any."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from portal.numbers import missed
from portal.numbers.counting import count
from portal.numbers.enums import PageKind, What
from portal.numbers.machines import is_program
from portal.numbers.models import LONGEST_KEY
from portal.numbers.sought import facets, search_before

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
ENTRIES = (PageKind.SERVICE, PageKind.OPPORTUNITY, PageKind.PARTNER, PageKind.MISSION)
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
    if kind in ENTRIES and "slug" in match.kwargs:
        _note_entry(request, f"{kind}/{match.kwargs['slug']}")
    text = request.GET.get("q", "").strip()
    if kind is PageKind.SEARCH and text and request.GET.get("page", "1") == "1":
        _note_search(text, list(request.GET), response)


def _note_entry(request: HttpRequest, entry: str) -> None:
    count(What.ENTRY, entry)
    query = search_before(request, KINDS)
    if query is None:
        return
    count(What.FOUND, entry)
    for name, value in sorted(facets(query)):
        key = f"{entry}|{name}={value}"
        if len(key) <= LONGEST_KEY:
            count(What.SOUGHT, key)


def _note_search(text: str, names: list[str], response: HttpResponse) -> None:
    count(What.SEARCH)
    found = getattr(response, "found", None)
    if found == 0:
        count(What.UNANSWERED)
    # With filters it is they that may leave nothing.
    if found is not None and (found <= missed.LITTLE or getattr(response, "unsure", False)) and names == ["q"]:
        missed.note(text, get_language() or "it", found)
