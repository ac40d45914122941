"""The counts of one body, or of all together: its entries, how they were found, what was looked for, what in vain."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import get_language

from catalog.enums import EditorialStatus
from catalog.models import Partner
from catalog.models.publishing import PublishableModel
from catalog.search import labels
from portal.numbers.enums import Way, What
from portal.numbers.models import DailyCount, MissedSearch, MissedText
from portal.numbers.reports import MODELS
from portal.numbers.sought import FACETS

#: Values of a facet, and searches in vain, that are listed.
TOP = 10
#: States that readers see or have seen.
_PUBLIC = (EditorialStatus.PUBLISHED, EditorialStatus.SUSPENDED, EditorialStatus.ARCHIVED)
#: What is read of an entry: to name it, to lead to it, and which need it serves.
_READ = ("slug", "title_it", "title_en", "name", "short_name", "need")
_COUNTED = (What.ENTRY, What.FOUND, What.ASKED, What.SOUGHT)


@dataclass(frozen=True)
class EntryLine:
    """One entry: how often it was opened, from a search among these, and how often each way to its body was followed.

    ``ways`` are in the order of ``Way``.
    """

    entry: PublishableModel
    kind: str
    opened: int
    found: int
    ways: tuple[int, ...]

    @property
    def contacts(self) -> int:
        return sum(self.ways)


@dataclass(frozen=True)
class Missed:
    """A text that nothing or little answers, and how often it was searched for in these days."""

    text: MissedText
    times: int


@dataclass(frozen=True)
class BodyUse:
    """What happened to the entries of a body in some days, those opened most first.

    ``sought`` are, by facet, the values that readers looked for before they opened one, with their labels.
    """

    lines: list[EntryLine]
    sought: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    missed: list[Missed] = field(default_factory=list)

    @property
    def totals(self) -> tuple[int, int, int]:
        """Opened, opened from a search, contacts followed."""
        return (
            sum(line.opened for line in self.lines),
            sum(line.found for line in self.lines),
            sum(line.contacts for line in self.lines),
        )

    @property
    def ways(self) -> list[tuple[str, int]]:
        """Contacts by the way they were followed."""
        return [(str(way.label), sum(line.ways[place] for line in self.lines)) for place, way in enumerate(Way)]


def use_of(body: Partner | None, first: datetime.date, last: datetime.date) -> BodyUse:
    """The counts of a body from one day to another, the days included; of all bodies together with None.

    A constant number of queries. Entries that nobody opened have their line too: that is what their editor must know.
    """
    counts = _counts(first, last)
    entries = dict(_entries(body))
    lines = [
        EntryLine(
            entry=entry,
            kind=key.partition("/")[0],
            opened=counts[What.ENTRY, key],
            found=counts[What.FOUND, key],
            ways=tuple(counts[What.ASKED, f"{way}:{key}"] for way in Way),
        )
        for key, entry in entries.items()
    ]
    lines.sort(key=lambda line: (-line.opened, -line.contacts, str(line.entry)))
    needs = {entry.need_id for entry in entries.values() if hasattr(entry, "need_id")}
    return BodyUse(lines, _sought(counts, entries), missed(first, last, needs if body else None))


def sought_by_all(first: datetime.date, last: datetime.date) -> dict[str, list[tuple[str, int]]]:
    """What readers looked for before they opened an entry of anybody's, by facet."""
    return _sought(_counts(first, last, (What.SOUGHT,)), None)


def missed(first: datetime.date, last: datetime.date, needs: set[str] | None) -> list[Missed]:
    """The texts searched for in vain most; with ``needs``, those that are about one of them."""
    searched = MissedSearch.objects.filter(day__range=(first, last)).values_list("mark")
    times = dict(searched.annotate(times=Sum("count")).order_by("mark"))
    found = [
        Missed(text, times[text.mark])
        for text in MissedText.objects.filter(seen_to=False)
        if text.mark in times and (needs is None or needs & set(text.facets.get("need", ())))
    ]
    return sorted(found, key=lambda row: (-row.times, row.text.text))[:TOP]


def with_times(texts: QuerySet[MissedText]) -> QuerySet[Any]:
    """Texts with how often they were searched for (``times``), on how many ``days``, and the ``last`` of them."""
    searched = MissedSearch.objects.filter(mark=OuterRef("mark")).order_by().values("mark")
    return texts.annotate(
        times=Subquery(searched.annotate(n=Sum("count")).values("n")),
        days=Subquery(searched.annotate(n=Count("pk")).values("n")),
        last=Subquery(searched.annotate(n=Max("day")).values("n")),
    )


def _counts(first: datetime.date, last: datetime.date, acts: Iterable[What] = _COUNTED) -> Counter[tuple[str, str]]:
    rows = DailyCount.objects.filter(day__range=(first, last), what__in=list(acts)).values_list("what", "key")
    return Counter(
        {(what, key): total for what, key, total in rows.annotate(total=Sum("count")).order_by("what", "key")}
    )


def _entries(body: Partner | None) -> Iterable[tuple[str, Any]]:
    """(kind and slug, entry) of what a body has or had in public, whatever the kind."""
    shown = ~Q(published_at=None) | Q(editorial_status__in=_PUBLIC)
    for kind, model in MODELS.items():
        mine = Q() if body is None else Q(**{model.body_path: body.pk})
        columns = [field.name for field in model._meta.concrete_fields if field.name in _READ]
        for entry in model._default_manager.filter(mine, shown).only(*columns).order_by("pk"):
            yield f"{kind}/{entry.slug}", entry


def _sought(counts: Counter[tuple[str, str]], entries: Any) -> dict[str, list[tuple[str, int]]]:
    """The facets looked for, of some entries or of all, those looked for most first."""
    language, known = get_language() or "it", labels.current()
    totals: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for (what, key), times in counts.items():
        entry, _bar, facet = key.partition("|")
        name, _equals, value = facet.partition("=")
        if what == What.SOUGHT and name in totals and (entries is None or entry in entries):
            totals[name][value] += times
    return {
        name: [(known.of(name, value, language), times) for value, times in values.most_common(TOP)]
        for name, values in totals.items()
    }
