"""The counts of one body, or of all together: its entries, how they were found, what was looked for, what in vain."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
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
#: Entries that are read by their keys; beyond, all of a kind are.
_FEW = 1_000
#: What is read of an entry: to name it and to lead to it.
_READ = ("slug", "title_it", "title_en", "name", "short_name")
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

    ``totals`` are opened, opened from a search and contacts followed, of ``left_out`` entries without a line too;
    ``ways`` the contacts by the way they were followed. ``sought`` are, by facet, the values that readers looked for
    before they opened one, with their labels.
    """

    lines: list[EntryLine]
    totals: tuple[int, int, int]
    ways: list[tuple[str, int]]
    left_out: int = 0
    sought: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    missed: list[Missed] = field(default_factory=list)


def use_of(body: Partner | None, first: datetime.date, last: datetime.date, *, most: int | None = None) -> BodyUse:
    """The counts of a body from one day to another, the days included; of all bodies together with None.

    A constant number of queries. Entries that nobody opened have their line too: that is what their editor must know.
    With ``most`` no more lines are made; totals are of all.
    """
    counts = _counts(first, last)
    entries = {f"{kind}/{slug}": pk for kind, slug, pk in _entries(body)}
    ways = {key: tuple(counts[What.ASKED, f"{way}:{key}"] for way in Way) for key in entries}
    ordered = sorted(entries, key=lambda key: (-counts[What.ENTRY, key], -sum(ways[key])))
    shown = ordered[:most]
    read = _read({key: entries[key] for key in shown})
    lines = [
        EntryLine(
            entry=read[key],
            kind=key.partition("/")[0],
            opened=counts[What.ENTRY, key],
            found=counts[What.FOUND, key],
            ways=ways[key],
        )
        for key in shown
        if key in read
    ]
    by_way = [sum(followed) for followed in zip(*ways.values(), strict=True)] or [0] * len(Way)
    return BodyUse(
        lines=lines,
        totals=(
            sum(counts[What.ENTRY, key] for key in entries),
            sum(counts[What.FOUND, key] for key in entries),
            sum(by_way),
        ),
        ways=[(str(way.label), times) for way, times in zip(Way, by_way, strict=True)],
        left_out=len(ordered) - len(shown),
        sought=_sought(counts, entries),
        missed=missed(first, last, _needs(body) if body else None),
    )


def sought_by_all(first: datetime.date, last: datetime.date) -> dict[str, list[tuple[str, int]]]:
    """What readers looked for before they opened an entry of anybody's, by facet."""
    return _sought(_counts(first, last, (What.SOUGHT,)), None)


def missed(first: datetime.date, last: datetime.date, needs: set[str] | None) -> list[Missed]:
    """The texts searched for in vain most; with ``needs``, those that are about one of them."""
    searched = MissedSearch.objects.filter(day__range=(first, last)).values_list("mark")
    times = dict(searched.annotate(times=Sum("count")).order_by("mark"))
    texts = MissedText.objects.filter(seen_to=False).values_list("pk", "mark", "text", "facets")
    found = sorted(
        (-times[mark], text, pk)
        for pk, mark, text, facets in texts
        if mark in times and (needs is None or needs & set(facets.get("need", ())))
    )[:TOP]
    read = MissedText.objects.in_bulk([pk for _times, _text, pk in found])
    return [Missed(read[pk], -times) for times, _text, pk in found if pk in read]


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


def _entries(body: Partner | None) -> Iterable[tuple[str, str, int]]:
    """Kind, slug and key of what a body has or had in public, each kind by name."""
    for kind, model in MODELS.items():
        named = "short_name" if model is Partner else "title_it"
        for slug, pk in _shown(model, body).order_by(named, "pk").values_list("slug", "pk"):
            yield kind, slug, pk


def _shown(model: type[PublishableModel], body: Partner | None) -> QuerySet[Any]:
    mine = Q() if body is None else Q(**{model.body_path: body.pk})
    return model._default_manager.filter(mine, ~Q(published_at=None) | Q(editorial_status__in=_PUBLIC))


def _read(keys: Mapping[str, int]) -> dict[str, Any]:
    """The entries themselves, as far as they are shown, by kind and slug."""
    found = {}
    for kind, model in MODELS.items():
        columns = [column.name for column in model._meta.concrete_fields if column.name in _READ]
        wanted = {pk: key for key, pk in keys.items() if key.startswith(f"{kind}/")}
        rows = model._default_manager.only(*columns)
        if len(wanted) <= _FEW:  # a database takes so many keys and no more
            rows = rows.filter(pk__in=wanted)
        found.update({wanted[entry.pk]: entry for entry in rows if entry.pk in wanted})
    return found


def _needs(body: Partner) -> set[str]:
    """The needs that a body's entries serve."""
    offers = (model for model in MODELS.values() if any(column.name == "need" for column in model._meta.fields))
    return {need for model in offers for need in _shown(model, body).values_list("need", flat=True).distinct()}


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
