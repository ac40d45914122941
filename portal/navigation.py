"""The sections of the portal, in the order of its menus, and the pages every foot of page leads to."""

from functools import cache

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def sections() -> tuple[tuple[str, str, str], ...]:
    """Address, label and the national model's mark (``data-element``), at most six: more do not fit on a line."""
    return _sections(get_language())


def section_of(path: str) -> str:
    """The address of the section that a page belongs to, '' for none."""
    return next((address for address, _label, _mark in sections() if path.startswith(address)), "")


@cache
def _sections(language: str) -> tuple[tuple[str, str, str], ...]:
    """Those of a language, which is the active one: a process looks their addresses up once."""
    return (
        (reverse("catalog:services"), _("Services"), "all-services"),
        (reverse("catalog:opportunities"), _("Opportunities"), ""),
        (reverse("missions:missions"), _("Missions"), ""),
        (reverse("catalog:partners"), _("Partners"), ""),
        (reverse("catalog:offices"), _("Offices near you"), ""),
        (reverse("catalog:calendar"), _("Calendar"), ""),
    )
