"""The results of a search to take away: a table for a spreadsheet, and a feed that tells what is new."""

import datetime
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import etag, require_safe

from catalog import filters as grammar
from catalog import search as engine
from catalog.interchange import feeds, tables
from catalog.search import documents, index, labels
from catalog.search.query import SearchFilters
from catalog.search.results import Hit
from catalog.views.result_page import ResultPage

#: Rows of a table at most: nobody reads more, and asking for everything stays cheap.
MAX_ROWS = 10_000
#: Entries of a feed: the newest ones.
FEED_LENGTH = 50
#: Results taken at a time, all that is ever held of them.
_AT_A_TIME = 200
#: The facets told of each result, after what every table begins with.
_FACETS = ("type", "need", "stage", "sector", "country", "province")
_SEVERAL = " | "


@require_safe
def table(request: HttpRequest) -> StreamingHttpResponse:
    """All that answers a search, up to ``MAX_ROWS``, as CSV; the weaker results that follow are left out."""
    language, today = get_language() or "it", localdate()
    names = labels.current()
    head = [
        _("What"),
        _("Title"),
        _("In short"),
        _("Partner"),
        _("Open or closed"),
        _("Opens on"),
        _("Closes on"),
        *(names.names[language][facet] for facet in _FACETS),
        _("Address"),
    ]
    hits = islice(_answer(grammar.parse(request.GET), language, today), MAX_ROWS)
    origin = f"{request.scheme}://{request.get_host()}"
    rows = chain([head], (_row(hit, names, language, origin) for hit in hits))
    lines = tables.lines(rows, tables.separator(language))
    response = StreamingHttpResponse(lines, content_type=tables.CONTENT_TYPE)
    name = _("results-%(day)s.csv") % {"day": today.isoformat()}
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _state(request: HttpRequest) -> str:
    """What a feed depends on besides its address: the entries and the day."""
    return f'"{index.current().token}-{localdate():%Y%m%d}"'


@require_safe
@etag(_state)
def feed(request: HttpRequest) -> HttpResponse:
    """The newest entries that answer a search, as Atom."""
    asked = grammar.parse(request.GET).changed(sort="newest", page_size=FEED_LENGTH)
    language, today = get_language() or "it", localdate()
    page = engine.search(asked, language=language, today=today)
    origin = f"{request.scheme}://{request.get_host()}"
    shown = ResultPage(asked.changed(sort="", page_size=20), page, reverse("catalog:search"), today)
    content = feeds.atom(
        _entries([hit for hit in page.hits if hit.near], origin),
        title=f"Porte del Mondo: {shown.name}",
        url=f"{origin}{shown.path}{shown.query}",
        own_url=f"{origin}{request.get_full_path()}",
        language=language,
        author="Porte del Mondo, Regione Lombardia",
    )
    response = HttpResponse(content, content_type=feeds.CONTENT_TYPE)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _row(hit: Hit, names: labels.Labels, language: str, origin: str) -> Sequence[object]:
    """A result as a row; what it may have several of stands in one cell."""

    def called(facet: str) -> str:
        return _SEVERAL.join(names.of(facet, value, language) for value in hit.facets.get(facet, ()))

    return [
        called("kind"),
        hit.title,
        hit.summary,
        hit.partner_name,
        names.of("status", hit.status, language) if hit.status else "",
        hit.opens or "",
        hit.closes or "",
        *(called(facet) for facet in _FACETS),
        origin + hit.url,
    ]


def _answer(asked: SearchFilters, language: str, today: datetime.date) -> Iterator[Hit]:
    """What answers a search, a few at a time, all from one version of the index."""
    with index.pinned():
        number = 0
        while True:
            number += 1
            part = asked.changed(page=number, page_size=_AT_A_TIME)
            page = engine.search(part, language=language, today=today)
            yield from (hit for hit in page.hits if hit.near)
            if number * _AT_A_TIME >= page.count:
                return


def _entries(hits: Sequence[Hit], origin: str) -> Iterator[feeds.Entry]:
    """The hits with the moments they came and last changed; one query a kind."""
    moments: dict[tuple[str, str], tuple[datetime.datetime, datetime.datetime]] = {}
    for source in documents.sources():
        slugs = [hit.slug for hit in hits if hit.kind == source.kind]
        found = source.published().filter(slug__in=slugs).values_list("slug", "created_at", "updated_at")
        moments |= {(source.kind, slug): (created, updated) for slug, created, updated in found}
    for hit in hits:
        if (hit.kind, hit.slug) in moments:
            published, updated = moments[hit.kind, hit.slug]
            yield feeds.Entry(hit.title, hit.summary, hit.title_lang, origin + hit.url, published, updated)
