"""Which pages readers rate: those that inform everybody.

A page of somebody's own has an address that says whose it is; it is neither rated nor noted with a fault.
"""

from django.urls import Resolver404, ResolverMatch, resolve, translate_url

#: By the name of the view.
RATED = frozenset(
    {
        "catalog:search",
        "catalog:services",
        "catalog:service",
        "catalog:opportunities",
        "catalog:opportunity",
        "catalog:partners",
        "catalog:partner",
        "catalog:bodies",
        "catalog:offices",
        "catalog:province",
        "catalog:door-first-time",
        "catalog:door-consolidating",
        "catalog:door-established",
        "catalog:calendar",
        "catalog:month",
        "missions:missions",
        "missions:mission",
        "contacts",
        "questions",
        "privacy",
        "legal-notes",
        "accessibility",
        "credits",
        "site-map",
        "numbers",
    }
)


def is_rated(match: ResolverMatch | None) -> bool:
    """Whether the page of a resolved address is one that readers rate."""
    return match is not None and match.view_name in RATED


def rated_page(path: str) -> str:
    """The Italian address of a page that is rated, whatever language it was read in; '' for any other."""
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    return translate_url(path, "it") if is_rated(match) else ""
