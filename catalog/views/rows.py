"""Results and offers as rows of a list.

They are written straight as HTML: a template's tags would cost more than the search itself. Everything that comes from
data passes ``escape`` here, except the snippet, which the search gives as safe HTML.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.enums import Kind
from catalog.search import labels
from catalog.search.documents import EVERYWHERE
from catalog.search.results import Hit
from catalog.views.standing import Standing, standing


@dataclass(frozen=True)
class Row:
    """One row. ``text`` is escaped unless it is a ``SafeString``; ``*_lang`` is '' in the page's own language.

    ``by`` is whose it is or what it is about; ``limit`` names whom it is reserved for, '' for nobody in particular.
    """

    url: str
    title: str
    text: str
    kind: str
    by: str
    standing: Standing
    limit: str = ""
    title_lang: str = ""
    text_lang: str = ""


def of_hits(hits: Iterable[Hit], today: datetime.date) -> list[Row]:
    """The rows of some results, in the active language."""
    language = get_language() or "it"
    provinces = labels.current().values[language]["province"]
    kinds = kind_names()
    return [
        Row(
            url=hit.url,
            title=hit.title,
            text=hit.snippet,
            kind=kinds[hit.kind],
            by="" if hit.kind == Kind.PARTNER else hit.partner_name,
            standing=standing(hit.kind, hit.status, hit.opens, hit.closes, today),
            limit=reserved_for(
                [provinces.get(code, code) for code in hit.facets.get("province", ()) if code != EVERYWHERE]
            ),
            title_lang=foreign(hit.title_lang),
            text_lang=foreign(hit.summary_lang),
        )
        for hit in hits
    ]


def kind_names() -> dict[str, str]:
    """What one entry of each kind is called."""
    return {
        Kind.SERVICE: _("Service"),
        Kind.OPPORTUNITY: _("Opportunity"),
        Kind.PARTNER: _("Partner"),
        Kind.MISSION: _("Mission"),
    }


def foreign(language: str) -> str:
    """A text's language where it is not the page's own, for its ``lang`` attribute; '' where it is."""
    return "" if language == get_language() else language


def reserved_for(provinces: Sequence[str]) -> str:
    """Whom an entry is for, in a sentence; '' when for all of Lombardy."""
    return _("For the firms of %(names)s.") % {"names": listed(provinces)} if provinces else ""


def listed(names: Sequence[str]) -> str:
    """Some names as one says them: 'Como, Lecco e Sondrio'."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def html(rows: Iterable[Row]) -> SafeString:
    """The list of some rows; '' when there are none."""
    icons = static("portal/icons.svg")
    items = "".join(f"<li>{_article(row, icons)}</li>" for row in rows)
    return mark_safe(f'<ul class="pm-plain">{items}</ul>' if items else "")  # noqa: S308 - every text is escaped below


def _article(row: Row, icons: str) -> str:
    closed = " is-closed" if row.standing.door == "closed" else ""
    by = f" · {escape(row.by)}" if row.by else ""
    limit = f'<p class="why">{escape(row.limit)}</p>' if row.limit else ""
    return (
        f'<article class="it-card pm-result{closed}">'
        f'<h3 class="it-card-title"><a href="{escape(row.url)}"{_lang(row.title_lang)}>{escape(row.title)}</a></h3>'
        f'<p class="pm-kind"><b>{escape(row.kind)}</b>{by}</p>'
        f'<p class="it-card-text"{_lang(row.text_lang)}>{_safe(row.text)}</p>'
        f"{limit}{when(row.standing, icons)}</article>"
    )


def when(state: Standing, icons: str) -> str:
    """The column that says where an entry stands; '' for what has no dates."""
    if not state.word:
        return ""
    door = (
        f'<svg class="pm-door" viewBox="0 0 24 24" aria-hidden="true"><use href="{icons}#pm-door-{state.door}"/></svg>'
    )
    return (
        f'<div class="pm-when"><span class="pm-status pm-status--{state.door or "always"}">'
        f"{door if state.door else ''}{escape(state.word)}</span>"
        f"{_part('d', state.date)}{_part('pm-soon', state.soon)}{_part('k', state.note)}</div>"
    )


def _part(css_class: str, text: str) -> str:
    return f' <span class="{css_class}">{escape(text)}</span>' if text else ""


def _lang(language: str) -> str:
    return f' lang="{escape(language)}"' if language else ""


def _safe(text: str) -> str:
    return text if isinstance(text, SafeString) else escape(text)
