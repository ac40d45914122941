"""The sections of the portal, in the order of its menus, and the pages every foot of page leads to."""

from django.urls import reverse
from django.utils.translation import gettext as _


def sections() -> list[tuple[str, str, str]]:
    """Address, label and the national model's mark (``data-element``), at most six: more do not fit on a line."""
    return [
        (reverse("catalog:services"), _("Services"), "all-services"),
        (reverse("catalog:opportunities"), _("Opportunities"), ""),
        (reverse("missions:missions"), _("Missions"), ""),
        (reverse("catalog:partners"), _("Partners"), ""),
        (reverse("catalog:offices"), _("Offices near you"), ""),
        (reverse("catalog:calendar"), _("Calendar"), ""),
    ]
