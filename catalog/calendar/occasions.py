"""The days of the catalogue's entries, from every kind that has registered its own."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from catalog.enums import Moment, Sureness
from catalog.models.publishing import PublishableModel
from catalog.translation import Translated


@dataclass(frozen=True)
class Occasion:
    """A day, or some days, of an entry: ``first`` to ``last``, both included, in Italy.

    ``at`` is the minute where one is fixed; ``text`` says more in a line, ``by`` is whose it is; ``changed`` is when
    the entry was last saved.
    """

    moment: Moment
    kind: str
    slug: str
    first: date
    last: date
    title: Translated
    text: Translated
    by: str
    url: str
    changed: datetime
    at: datetime | None = None
    sureness: Sureness = Sureness.CONFIRMED


@dataclass(frozen=True)
class Source:
    """How one kind's entries become occasions.

    ``published`` gives the entries with all that ``occasions`` reads; ``touching`` are those that may have something
    between two days, ``columns`` where the days are kept.
    """

    kind: str
    published: Callable[[], QuerySet[Any]]
    touching: Callable[[date, date], Q]
    columns: tuple[str, ...]
    occasions: Callable[[Any], Iterable[Occasion]]


_sources: list[Source] = []


def register(source: Source) -> None:
    """Puts a kind's days into the calendar. Called once, from ``AppConfig.ready``."""
    _sources.append(source)


def kinds() -> list[str]:
    """The kinds of entry that have days."""
    return [source.kind for source in _sources]


def between(first: date, last: date) -> list[Occasion]:
    """What touches some days, in order. One query for each kind."""
    return _ordered(
        occasion
        for source in _sources
        for entry in source.published().filter(source.touching(first, last))
        for occasion in source.occasions(entry)
        if occasion.first <= last and occasion.last >= first
    )


def of(kind: str, slugs: Collection[str]) -> list[Occasion]:
    """The days of some published entries of one kind."""
    return _ordered(
        occasion
        for source in _sources
        if source.kind == kind
        for entry in source.published().filter(slug__in=slugs)
        for occasion in source.occasions(entry)
    )


def of_entry(entry: PublishableModel, kind: str) -> list[Occasion]:
    """The days of one entry, whose query fetched what its kind's ``published`` does."""
    return _ordered(occasion for source in _sources if source.kind == kind for occasion in source.occasions(entry))


def months() -> list[date]:
    """The months in which anything has a day, each by its first, in order. One query for each kind."""
    found = {
        _day(moment).replace(day=1)
        for source in _sources
        for moments in source.published().order_by().values_list(*source.columns)
        for moment in moments
        if moment
    }
    return sorted(found)


def _day(moment: date | datetime) -> date:
    return localdate(moment) if isinstance(moment, datetime) else moment


def _ordered(found: Iterable[Occasion]) -> list[Occasion]:
    """By day; on one day what closes first, then what opens, then what takes place."""
    moments = list(Moment)
    return sorted(found, key=lambda one: (one.first, moments.index(one.moment), one.title.text, one.slug))
