"""Small words for templates: language twins, partial dates, honest ages."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import get_language

from catalog import partial_dates
from catalog.translation import translated
from catalog.views.cards import day as spoken_day

#: After so many days a check is called old.
OLD_DAYS = 540

register = template.Library()


@register.simple_tag
def lang(entry: object, name: str) -> SafeString:
    """The ``lang`` attribute of a text that is not in the reader's language; nothing when it is."""
    spoken = translated(entry, name).lang
    return format_html(' lang="{}"', spoken) if spoken != (get_language() or "it")[:2] else SafeString("")


@register.filter
def partial_date(text: str) -> str:
    """'2025-04' as 'aprile 2025'."""
    return partial_dates.spoken(text)


@register.filter
def is_old(checked: str) -> bool:
    """Whether an entry was last checked so long ago that the reader should know."""
    return (localdate() - partial_dates.first_day(checked)).days > OLD_DAYS


@register.filter
def full_day(value: object) -> str:
    """A date in full, number and month on one line."""
    return spoken_day(value) if value else ""


@register.filter
def host(url: str) -> str:
    """The site an address leads to: what a source is called."""
    return url.split("/")[2].removeprefix("www.") if url.count("/") >= 2 else url
