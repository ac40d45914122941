"""The days of missions, for the catalogue's calendar: those abroad, and the window in which firms register."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from catalog.calendar.occasions import Occasion, Source, register
from catalog.enums import Kind, Moment, Sureness
from catalog.translation import Translated, translated
from missions.models import Mission
from missions.time import day_of, midnight

#: The first and the last day whose hours every clock can tell; no firm registers outside.
_SPAN = (date.min + timedelta(days=2), date.max - timedelta(days=3))
_COLUMNS = ("starts", "ends", "registration_opens", "registration_closes")


def register_all() -> None:
    """Puts missions into the catalogue's calendar; called when the application is ready."""
    register(Source(Kind.MISSION, _missions, _touching, _COLUMNS, _occasions))


def _missions() -> QuerySet[Mission]:
    return Mission.objects.published().select_related("partner")


def _touching(first: date, last: date) -> Q:
    abroad = Q(starts__lte=last, ends__gte=first) | Q(starts__range=(first, last), ends=None)
    window = (midnight(max(first, _SPAN[0])), midnight(min(last, _SPAN[1]) + timedelta(days=1)))
    return abroad | Q(registration_opens__range=window) | Q(registration_closes__range=window)


def _occasions(mission: Mission) -> Iterator[Occasion]:
    window = (
        (Moment.REGISTRATION_OPENS, mission.registration_opens),
        (Moment.REGISTRATION_CLOSES, mission.registration_closes),
    )
    for moment, at in window:
        if at and mission.takes_registrations:
            yield _occasion(mission, moment, day_of(at), day_of(at), at)
    if mission.starts and mission.last_day:
        yield _occasion(mission, Moment.TAKES_PLACE, mission.starts, mission.last_day)


def _occasion(mission: Mission, moment: Moment, first: date, last: date, at: datetime | None = None) -> Occasion:
    sureness = Sureness.TENTATIVE if mission.demo else Sureness.CONFIRMED
    return Occasion(
        moment=moment,
        kind=Kind.MISSION,
        slug=mission.slug,
        first=first,
        last=last,
        at=at,
        title=translated(mission, "title"),
        text=Translated(", ".join(mission.cities), "it"),
        by=mission.partner.short_name,
        url=mission.get_absolute_url(),
        changed=mission.updated_at,
        sureness=Sureness.CANCELLED if mission.cancelled_at else sureness,
    )
