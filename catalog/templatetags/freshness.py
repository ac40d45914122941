"""Small words for pages about keeping entries true."""

from datetime import date
from typing import Any

from django import template
from django.urls import reverse

from catalog.freshness import standing
from catalog.freshness.links import wording
from catalog.freshness.rhythm import MODELS
from catalog.models import Link

register = template.Library()


@register.filter
def kind_name(kind: str) -> str:
    """What one entry of a kind is called."""
    return str(next(model for known, model in MODELS.items() if known == kind)._meta.verbose_name)


@register.filter
def link_told(link: Link) -> str:
    """What a link's address answers, in one sentence."""
    return wording.told(link)


@register.filter
def change_page(entry: Any) -> str:
    """Where an entry is edited."""
    return reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_change", args=[entry.pk])


@register.filter
def keeping_page(entry: Any) -> str:
    """Where an entry is confirmed and its keeper named; '' for a kind that nobody confirms."""
    kind = next((kind for kind, model in MODELS.items() if isinstance(entry, model)), "")
    return reverse("admin:catalog_confirmation_entry", args=[kind, entry.pk]) if kind else ""


@register.filter
def asked_again_on(entry: Any) -> date | None:
    """The day its people were last asked whether an overdue entry still holds; None when it is not overdue."""
    return standing.asked_on(entry)
