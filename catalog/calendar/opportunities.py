"""The days of opportunities: each opens and closes on one."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet

from catalog.calendar.occasions import Occasion, Source, register
from catalog.enums import Kind, Moment
from catalog.models import Opportunity
from catalog.translation import translated


def register_all() -> None:
    """Registers the catalogue's own kinds with the calendar; called when the application is ready."""
    register(Source(Kind.OPPORTUNITY, _opportunities, _touching, ("opens", "closes"), _occasions))


def _opportunities() -> QuerySet[Opportunity]:
    return Opportunity.objects.published().select_related("partner")


def _touching(first: date, last: date) -> Q:
    return Q(opens__range=(first, last)) | Q(closes__range=(first, last))


def _occasions(opportunity: Opportunity) -> Iterator[Occasion]:
    for moment, day in ((Moment.OPENS, opportunity.opens), (Moment.CLOSES, opportunity.closes)):
        if day:
            yield Occasion(
                moment=moment,
                kind=Kind.OPPORTUNITY,
                slug=opportunity.slug,
                first=day,
                last=day,
                title=translated(opportunity, "title"),
                text=translated(opportunity, "summary"),
                by=opportunity.partner.short_name,
                url=opportunity.get_absolute_url(),
                changed=opportunity.updated_at,
            )
