"""The counts added up as the public page shows them."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from catalog.enums import Kind
from catalog.models import Opportunity, Partner, Service
from catalog.models.publishing import PublishableModel
from missions.models import Mission
from portal.feedback.enums import STARS
from portal.feedback.models import Rating
from portal.numbers.enums import PUBLIC, PageKind, Way, What
from portal.numbers.models import DailyCount

#: Entries in the list of those opened most.
TOP = 15
MODELS: dict[str, type[PublishableModel]] = {
    Kind.SERVICE: Service,
    Kind.OPPORTUNITY: Opportunity,
    Kind.PARTNER: Partner,
    Kind.MISSION: Mission,
}


@dataclass(frozen=True)
class Line:
    """One day, or one month by its first day: how often each act of ``PUBLIC`` happened, in order, then ratings."""

    day: datetime.date
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Use:
    """What happened in some days; every list is in the order it is shown."""

    days: list[Line]
    kinds: list[tuple[str, int]]
    ways: list[tuple[str, int]]
    opened: list[tuple[PublishableModel, int]]
    stars: list[tuple[int, int]]

    @property
    def totals(self) -> list[int]:
        """Each column of the days added up."""
        return [sum(column) for column in zip(*(line.counts for line in self.days), strict=True)]

    @property
    def mean(self) -> float | None:
        """Of the stars; nothing without a rating."""
        ratings = sum(times for _stars, times in self.stars)
        return sum(stars * times for stars, times in self.stars) / ratings if ratings else None


def use(first: datetime.date, last: datetime.date) -> Use:
    """What happened from one day to another, the latest first. Days without anything have their line too, but for
    those before the first of all.
    """
    counts = Counter({(day, what): total for day, what, total in _counted("day", first, last)})
    by_key = Counter({(what, key): total for key, what, total in _counted("key", first, last)})
    ratings = Rating.objects.filter(day__range=(first, last)).values_list("day", "stars")
    rated, stars = Counter[datetime.date](), Counter[int]()
    for day, number, times in ratings.annotate(n=Count("pk")).order_by("day", "stars"):
        rated[day] += times
        stars[number] += times
    begun = min([day for day, _what in counts] + list(rated), default=last)
    days = [last - datetime.timedelta(days=back) for back in range((last - begun).days + 1)]
    return Use(
        days=[Line(day, (*(counts[day, what] for what in PUBLIC), rated[day])) for day in days],
        kinds=[(str(kind.label), by_key[What.PAGE, kind]) for kind in PageKind],
        ways=[(str(way.label), by_key[What.CONTACT, way]) for way in Way],
        opened=_opened(Counter({key: total for (what, key), total in by_key.items() if what == What.ENTRY})),
        stars=[(number, stars[number]) for number in reversed(STARS)],
    )


def months(first: datetime.date, last: datetime.date) -> list[Line]:
    """One line for each month in which something happened, the latest first."""
    counts = Counter({(month, what): total for month, what, total in _counted("month", first, last)})
    ratings = Rating.objects.filter(day__range=(first, last)).annotate(month=TruncMonth("day")).values_list("month")
    rated = Counter(dict(ratings.annotate(n=Count("pk")).order_by("month")))
    found = sorted({month for month, _what in counts} | set(rated), reverse=True)
    return [Line(month, (*(counts[month, what] for what in PUBLIC), rated[month])) for month in found]


def _counted(by: str, first: datetime.date, last: datetime.date):  # type: ignore[no-untyped-def]
    """Counts added up by 'day', 'month' or 'key', and by what they count."""
    rows = DailyCount.objects.filter(day__range=(first, last), what__in=PUBLIC).annotate(month=TruncMonth("day"))
    return rows.values_list(by, "what").annotate(total=Sum("count")).order_by(by, "what")


def _opened(counts: Counter[str]) -> list[tuple[PublishableModel, int]]:
    """The entries opened most, those that are public still."""
    chosen = counts.most_common(TOP)
    found: dict[str, PublishableModel] = {}
    for kind, model in MODELS.items():
        slugs = [key.partition("/")[2] for key, _times in chosen if key.startswith(f"{kind}/")]
        entries = model.objects.published().filter(slug__in=slugs).order_by("pk")
        found |= {f"{kind}/{entry.slug}": entry for entry in entries}
    return [(found[key], times) for key, times in chosen if key in found]
