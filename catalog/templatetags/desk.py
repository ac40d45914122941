"""What the first page of the admin shows."""

from typing import Any

from django import template

from catalog.editorial import duties
from catalog.editorial.duties import Waiting

register = template.Library()


@register.simple_tag
def duties_of(user: Any) -> list[Waiting]:
    """What waits for a person today."""
    return duties.waiting(user)
