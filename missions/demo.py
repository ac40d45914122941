"""Demonstration missions: for trying the portal out, under DEMO only.

What they are stands in ``fixtures/demonstration.yaml``, every day as a distance from an anchor. They are made once;
when their dates have aged, all of them move on together and whatever was registered stays.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from catalog.models import Country, Partner, Sector
from catalog.publishing import publish, refresh_search
from missions.demo_dates import Days, move_dates
from missions.demo_firms import add_firms
from missions.models import Mission, MissionStop
from missions.time import day_of

FILE = Path(__file__).resolve().parent / "fixtures" / "demonstration.yaml"
#: What the file says of a mission as its columns take it.
_COLUMNS = (
    *("slug", "title_it", "title_en", "description_it", "description_en", "practical_it", "practical_en"),
    *("cities", "stages", "capacity", "people_per_firm", "fill_method"),
    *("covered_it", "covered_en", "costs_it", "costs_en", "aid_value"),
)


def create_missions(now: datetime) -> None:
    """Makes the missions that are missing, and moves on those whose dates have aged.

    Raises ``ImproperlyConfigured`` when DEMO is off: nobody may register for an invented mission.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("Demonstration missions exist only under DEMO=1.")
    there = {mission.slug: mission for mission in Mission.objects.filter(demo=True)}
    for given in yaml.load(FILE.read_bytes(), Loader=yaml.CSafeLoader):
        days = Days(given, day_of(now))
        mission = there.get(given["slug"])
        with transaction.atomic():
            if mission is None:
                _create(given, days)
            else:
                _refresh(mission, given, days)


def _refresh(mission: Mission, given: Mapping[str, Any], days: Days) -> None:
    starts = days.day(given["starts"])
    if mission.starts and (starts - mission.starts).days > given["fresh"]:
        move_dates(mission, starts - mission.starts)
        refresh_search(mission)


def _create(given: Mapping[str, Any], days: Days) -> None:
    partner = Partner.objects.filter(slug=given["organiser"]).first()
    if partner is None:
        return  # a catalogue of somebody's own has other bodies
    mission = Mission.objects.create(
        partner=partner,
        demo=True,
        starts=days.day(given["starts"]),
        ends=days.day(given["ends"]),
        registration_opens=days.moment(given["opens"]),
        registration_closes=days.moment(given["closes"]),
        withdrawal_until=days.day(given["withdrawal_until"]),
        support=sorted({offer["kind"] for offer in given["support"]}),
        contact_name=partner.name,
        **{name: given[name] for name in _COLUMNS if name in given},
    )
    mission.countries.set(Country.objects.filter(code__in=given["countries"]))
    mission.sectors.set(Sector.objects.filter(slug__in=given["sectors"]))
    _add_programme(mission, given, days)
    _add_requirements(mission, given, days)
    _add_people_on_the_spot(mission, given)
    add_firms(mission, given, days)
    publish(mission)


def _add_programme(mission: Mission, given: Mapping[str, Any], days: Days) -> None:
    for stop in given["stops"]:
        made = mission.stops.create(
            city=stop["city"],
            country=Country.objects.get(code=stop["country"]),
            starts=days.day(stop["starts"]),
            ends=days.day(stop["ends"]),
            venue=stop.get("venue", ""),
            address=stop.get("address", ""),
            timezone=stop["timezone"],
            directions_it=stop.get("directions_it", ""),
            directions_en=stop.get("directions_en", ""),
        )
        for item in stop["programme"]:
            made.programme.create(**{**item, "day": days.day(item["day"])})
    for reserve in given.get("reserves", ()):
        mission.reserves.create(**{**reserve, "until": days.moment(reserve["until"])})


def _add_requirements(mission: Mission, given: Mapping[str, Any], days: Days) -> None:
    for position, document in enumerate(given.get("documents", ())):
        mission.document_requests.create(**{**document, "due": days.day(document.get("due"))}, position=position)
    for position, question in enumerate(given.get("questions", ())):
        mission.questions.create(**question, position=position)
    asked = {document.title_it: document for document in mission.document_requests.all()}
    for position, criterion in enumerate(given.get("criteria", ())):
        document = asked.get(criterion.get("document", ""))
        mission.criteria.create(**{**criterion, "document": document}, position=position)
    for position, offer in enumerate(given["support"]):
        mission.support_offers.create(
            **{**offer, "stop": _stop(mission, offer.get("stop")), "ask_until": days.moment(offer.get("ask_until"))},
            position=position,
        )


def _stop(mission: Mission, city: str | None) -> MissionStop | None:
    return mission.stops.get(city=city) if city else None


def _add_people_on_the_spot(mission: Mission, given: Mapping[str, Any]) -> None:
    for position, contact in enumerate(given.get("contacts", ())):
        mission.contacts.create(**contact, position=position)
    for person in given.get("people", ()):
        mission.support_people.create(**person)
