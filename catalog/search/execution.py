"""One search, from the query string's values to a page of results."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from catalog.models import SearchDocument
from catalog.search import facets, index, labels, matching, planes, ranking, understanding
from catalog.search.hits import hits
from catalog.search.postings import bitmap, ordinals, without
from catalog.search.query import SearchFilters
from catalog.search.results import SearchPage
from catalog.search.vocabulary import Lexicon, lexicon


@dataclass(frozen=True)
class _Matches:
    """Who answers.

    ``near`` are the answer under the filters, ``far`` the weaker rest, ``answer`` the answer before filters.
    """

    answer: int
    near: int
    far: int
    scored: ranking.Scored


def search(filters: SearchFilters, *, language: str, today: date, known: Lexicon | None = None) -> SearchPage:
    """The page of results a query string asks for, in a language ('it' or 'en'), with statuses as of a day.

    The answer and the counts of the facets are exact. Weaker matches follow it on the same and later pages. ``known``
    are other vocabularies than those in force, to try them.
    """
    held = index.current()
    names = labels.at(held.token)
    view = matching.View(held, today, known or lexicon(held.vocabulary))
    read = understanding.understand(filters.q, language, held, names, view.known, exact=filters.exact)
    matches = _matches(view, read, filters)
    count, more = matches.near.bit_count(), matches.far.bit_count()
    start = (filters.page - 1) * filters.page_size
    chosen = _page(view, matches, filters, language, start, count, count + more)
    return SearchPage(
        count=count,
        more=more,
        low_confidence=matches.scored.low_confidence,
        page=filters.page,
        page_size=filters.page_size,
        pages=max(1, -(-(count + more) // filters.page_size)),
        reading=read.reading,
        hits=hits(chosen, _out_of_ten(matches.scored, chosen), count - start, read.terms, language, today),
        facets=facets.count(held, _before(filters, matches.answer), filters.chosen(), names, language, today),
        ignored=filters.ignored,
    )


def count(filters: SearchFilters, *, language: str, today: date) -> int:
    """How many entries answer a search; what ``search`` would say, without fetching anything."""
    held = index.current()
    view = matching.View(held, today, lexicon(held.vocabulary))
    names = labels.at(held.token)
    read = understanding.understand(filters.q, language, held, names, view.known, exact=filters.exact)
    return _matches(view, read, filters).near.bit_count()


def _matches(view: matching.View, read: understanding.Understanding, filters: SearchFilters) -> _Matches:
    scored = ranking.rank(read, view)
    answer = planes.at_least(scored.planes, scored.threshold) if read.slots else view.everything
    allowed = _before(filters, view.everything)
    for name, values in filters.chosen().items():
        allowed &= facets.selection(view.index, name, values, view.today)
    far = without(planes.at_least(scored.planes, 1), answer) if read.slots else 0
    return _Matches(answer, answer & allowed, far & allowed, scored)


def _before(filters: SearchFilters, bits: int) -> int:
    """Of some entries, those whose deadline is on or before the day asked for; all when none was asked for."""
    if filters.closes_before is None:
        return bits
    due = list(SearchDocument.objects.filter(closes__lte=filters.closes_before).values_list("pk", flat=True))
    return bits & bitmap(due, max(due, default=0))


def _page(
    view: matching.View, matches: _Matches, filters: SearchFilters, language: str, start: int, count: int, total: int
) -> list[int]:
    """The ordinals on the page: the answer in its order, then the weaker matches in theirs."""
    end = min(start + filters.page_size, total)
    if start >= end:
        return []
    chosen: list[int] = []
    if start < count:
        chosen += _sorted(view, matches, matches.near, filters, language, start, min(end, count))
    if end > count:
        chosen += _sorted(view, matches, matches.far, filters, language, max(0, start - count), end - count)
    return chosen


def _sorted(
    view: matching.View, matches: _Matches, among: int, filters: SearchFilters, language: str, start: int, end: int
) -> list[int]:
    if filters.order == "relevance":
        return planes.best(matches.scored.planes, among, end)[start:]
    members = set(ordinals(among))
    if filters.order == "title":
        ranked = [pk for pk in view.index.order(f"sort_title_{language}") if pk in members]
    elif filters.order == "newest":
        ranked = [pk for pk in reversed(view.index.order("dated")) if pk in members]
    else:
        ranked = _by_deadline(view, members)
    if len(ranked) < end:
        placed = set(ranked)
        ranked += [pk for pk in ordinals(among) if pk not in placed]
    return ranked[start:end]


def _by_deadline(view: matching.View, members: set[int]) -> list[int]:
    """What closes next first, then what has no deadline, then what has closed, the latest first."""
    dated = [pk for pk in view.index.order("closes") if pk in members]
    closed = view.status("closed")
    past = [pk for pk in dated if closed >> pk & 1]
    gone = set(past)
    placed = set(dated)
    return [pk for pk in dated if pk not in gone] + sorted(members - placed) + past[::-1]


def _out_of_ten(scored: ranking.Scored, chosen: Sequence[int]) -> list[float]:
    """The scores of the entries on the page; ten is the best possible."""
    best = scored.best_possible
    return [round(10 * (points / best), 2) if best else 0.0 for points in planes.scores(scored.planes, chosen)]
