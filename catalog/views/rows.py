"""Results and offers as rows of a list.

They are written straight as HTML: a template's tags would cost more than the search itself. Everything that comes from
data passes ``escape`` here, except the snippet, which the search gives as safe HTML.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from catalog.enums import Kind, Stage
from catalog.search import labels
from catalog.search.documents import EVERYWHERE
from catalog.search.results import Hit
from catalog.views.standing import Standing, standing

#: Countries named in a row; of more only the first ones are.
NAMED_COUNTRIES = 3
#: Whom an offer is for, by the kinds of firm it names; one that names all, or none, is for anybody.
FOR_STAGES: Mapping[frozenset[str], Promise] = {
    frozenset({Stage.FIRST_TIME}): gettext_lazy("For firms that begin."),
    frozenset({Stage.FIRST_TIME, Stage.CONSOLIDATING}): gettext_lazy("For firms that begin or have few countries."),
    frozenset({Stage.CONSOLIDATING}): gettext_lazy("For firms that already have some countries."),
    frozenset({Stage.CONSOLIDATING, Stage.ESTABLISHED}): gettext_lazy("For firms that already sell abroad."),
    frozenset({Stage.ESTABLISHED}): gettext_lazy("For firms established abroad."),
}


@dataclass(frozen=True)
class Row:
    """One row. ``text`` is escaped unless it is a ``SafeString``; ``*_lang`` is '' in the page's own language.

    ``by`` is whose it is or what it is about; ``limit`` says for which countries and firms it is, '' for all.
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


def of_hits(hits: Iterable[Hit], today: datetime.date, countries: Collection[str] = ()) -> list[Row]:
    """The rows of some results, in the active language; of an entry's many countries, these are named first."""
    language = get_language() or "it"
    names = labels.current().values[language]
    kinds = kind_names()
    return [
        Row(
            url=hit.url,
            title=hit.title,
            text=hit.snippet,
            kind=kinds[hit.kind],
            by=_by(hit, names["type"]),
            standing=standing(hit.kind, hit.status, hit.opens, hit.closes, today),
            limit=_limit(hit, names, countries),
            title_lang=foreign(hit.title_lang),
            text_lang=foreign(hit.summary_lang),
        )
        for hit in hits
    ]


def _by(hit: Hit, types: Mapping[str, str]) -> str:
    """What kind of opportunity it is, and whose."""
    if hit.kind == Kind.PARTNER:
        return ""
    return " · ".join([*(types[value] for value in hit.facets.get("type", ())), hit.partner_name])


def _limit(hit: Hit, names: Mapping[str, Mapping[str, str]], countries: Collection[str]) -> str:
    """For which countries and which firms an entry is, in short sentences.

    Of a body or a mission only its own countries are said: having none is not being for all.
    """
    codes = hit.facets.get("country", ())
    if EVERYWHERE in codes and hit.kind not in (Kind.SERVICE, Kind.OPPORTUNITY):
        codes = ()
    said = [
        for_countries(codes, names["country"], countries),
        str(FOR_STAGES.get(frozenset(hit.facets.get("stage", ())), "")),
        reserved_for(
            [names["province"].get(code, code) for code in hit.facets.get("province", ()) if code != EVERYWHERE]
        ),
    ]
    return " ".join(filter(None, said))


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


def for_countries(codes: Sequence[str], names: Mapping[str, str], first: Collection[str] = ()) -> str:
    """The countries something is for, those in ``first`` before the others; of many only two are named."""
    called = [name for _later, name in sorted((code not in first, names.get(code, code)) for code in codes)]
    if len(called) <= NAMED_COUNTRIES:
        return f"{listed(called)}." if called else ""
    others = {"names": ", ".join(called[: NAMED_COUNTRIES - 1]), "count": len(called) - NAMED_COUNTRIES + 1}
    return _("%(names)s and %(count)d more countries.") % others


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
