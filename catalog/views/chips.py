"""Chips: what was understood or chosen, each a link to the search without it; HTML like the rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Chip:
    """Something understood or chosen: what kind of thing, its name, and the address of the search without it."""

    prefix: str
    label: str
    url: str


def html(chips: Iterable[Chip]) -> SafeString:
    """The chips side by side; a screen reader also hears what a press does."""
    icon = f'<svg class="icon" aria-hidden="true"><use href="{static("portal/icons.svg")}#it-close"/></svg>'
    away = escape(_("take away"))  # not inside the text below: the extractor of Python 3.11 does not look there
    end = f'{icon}<span class="visually-hidden">{away}</span></a>'
    return mark_safe("".join(_chip(chip) + end for chip in chips))  # noqa: S308 - every text is escaped


def _chip(chip: Chip) -> str:
    return (
        f'<a class="pm-chip" href="{escape(chip.url)}">'
        f"<span><small>{escape(chip.prefix)}</small> <b>{escape(chip.label)}</b></span>"
    )
