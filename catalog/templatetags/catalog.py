"""Small words for templates: language twins, dates as one says them, honest ages."""

import datetime
import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import get_language

from catalog import partial_dates
from catalog.translation import translated
from catalog.views import days

#: After so many days a check is called old.
OLD_DAYS = 540

register = template.Library()


@register.simple_tag
def lang(entry: object, name: str) -> SafeString:
    """The ``lang`` attribute of a text that is not in the reader's language; nothing when it is."""
    spoken = translated(entry, name).lang
    return format_html(' lang="{}"', spoken) if spoken != get_language() else SafeString("")


@register.simple_tag
def lang_italian() -> SafeString:
    """The ``lang`` attribute of what has no translation, such as a body's name; nothing on an Italian page."""
    return SafeString("") if get_language() == "it" else SafeString(' lang="it"')


@register.filter
def is_foreign(entry: object, name: str) -> bool:
    """Whether a text is there, but not in the reader's language."""
    text, spoken = translated(entry, name)
    return bool(text) and spoken != get_language()


@register.filter
def on_partial_day(text: str) -> str:
    """'2025-04' as 'in aprile 2025'."""
    return days.on_partial_day(text)


@register.filter
def is_old(checked: str) -> bool:
    """Whether an entry was last checked so long ago that the reader should know."""
    return (localdate() - partial_dates.first_day(checked)).days > OLD_DAYS


@register.filter
def month(value: datetime.date) -> str:
    """The short month and the year, to stand under the number of a day."""
    return days.written(value, "M Y")


@register.filter
def month_name(value: datetime.date) -> str:
    """The month and the year, to stand alone: 'Ottobre 2026'."""
    return capfirst(days.written(value, "F Y"))


@register.filter
def short_month(value: datetime.date) -> str:
    """The month in three or four letters: 'ott'."""
    return days.written(value, "M")


@register.filter
def full_day(value: datetime.date) -> str:
    """A date in full, number and month on one line."""
    return days.day(value)


@register.filter
def until_day(value: datetime.date) -> str:
    """'fino al 10 ottobre 2026'."""
    return days.until_day(value)


@register.filter
def weekday(value: datetime.date | None) -> str:
    """A date in full with its day of the week."""
    return days.weekday(value) if value else ""


@register.filter
def moment(value: datetime.datetime) -> str:
    """A moment in Italy, in full."""
    return days.moment(value)


@register.filter
def host(url: str) -> str:
    """The site an address leads to: what a source is called."""
    return url.split("/")[2].removeprefix("www.") if url.count("/") >= 2 else url


#: What could end a script element or begin one, written as JSON escapes: as Django's ``json_script`` does.
_UNSAFE = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


@register.simple_tag
def json_ld(data: dict[str, Any], element: str = "") -> SafeString:
    """Structured data, in a script element that is never run; ``element`` is its ``data-element``."""
    mark = format_html(' data-element="{}"', element) if element else ""
    text = json.dumps(data, ensure_ascii=False).translate(_UNSAFE)
    return mark_safe(f'<script type="application/ld+json"{mark}>{text}</script>')  # noqa: S308 - escaped above
