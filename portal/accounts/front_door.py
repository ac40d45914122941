"""Where somebody who has signed in begins."""

from typing import Any

from django.urls import reverse


def front_door(user: Any) -> str:
    """The admin for staff, the firm's own pages for everybody else; none for a stranger."""
    if not user.is_authenticated:
        return ""
    return reverse("admin:index" if user.is_staff else "missions:area")
