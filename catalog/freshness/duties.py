"""What keeping entries true asks of a person today, for the admin's first page."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.editorial import duties
from catalog.freshness import reviewing
from catalog.models import Link


def register_all() -> None:
    """Registers the room's duties; called when the application is ready."""
    duties.register(
        _("entries to confirm this week: are they still true?"),
        count=lambda user: reviewing.count_due(user, timezone.localdate()),
        url=lambda user: reverse("admin:catalog_confirmation_review"),
    )
    duties.register(
        _("links to look at: moved, gone or silent"),
        count=_troubled,
        url=lambda user: reverse("admin:catalog_link_changelist"),
    )


def _troubled(user: Any) -> int:
    return reviewing.within_reach(user, Link.objects.troubled()).count()  # type: ignore[type-var]
