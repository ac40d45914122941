"""What readers were looking for when they opened an entry from our search: facets, never their words."""

from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import get_language

from catalog import filters as grammar
from portal.numbers import missed
from portal.numbers.enums import PageKind

#: What is told to the body whose entry was opened; needs are the entry's own.
FACETS = ("sector", "country", "province", "stage")
#: Longer addresses are no search of ours.
_LONGEST = 1_000


def search_before(request: HttpRequest, kinds: dict[str, PageKind]) -> QueryDict | None:
    """The query string of the search page that a request comes from; None when it comes from anywhere else."""
    address = request.headers.get("Referer", "")
    if not address or len(address) > _LONGEST:
        return None
    try:
        parts = urlsplit(address)
        if parts.netloc != request.get_host() or kinds.get(resolve(parts.path).view_name) is not PageKind.SEARCH:
            return None
        return QueryDict(parts.query)
    except (Resolver404, ValueError):
        return None


def facets(query: QueryDict) -> set[tuple[str, str]]:
    """The facets that a search chose or that its words name."""
    asked = grammar.parse(query)
    found = {(name, value) for name, values in asked.chosen().items() if name in FACETS for value in values}
    if asked.q:
        said = missed.recognised(asked.q, get_language() or "it")
        found |= {(name, value) for name, values in said.items() if name in FACETS for value in values}
    return found
