"""Demonstration missions: for trying the portal out, under DEMO only.

What they are stands in ``fixtures/demonstration.yaml``, every day as a distance from an anchor. They are made once;
when their dates have aged, all of them move on together and whatever was registered stays.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from stdnum import luhn

from catalog.enums import Stage
from catalog.models import Country, Partner, Province, Sector
from catalog.publishing import publish, refresh_search
from missions import assigning, support
from missions.demo_dates import move_dates
from missions.enums import RegistrationStatus as Status
from missions.enums import Verb
from missions.models import Firm, Mission, MissionStop, Registration, RegistrationEvent
from missions.time import ROME, day_of

FILE = Path(__file__).resolve().parent / "fixtures" / "demonstration.yaml"
#: The demonstration firm that takes part in the mission under way (portal.accounts.demo makes it).
TRAVELLER = "00000010132"
#: What the file says of a mission as its columns take it.
_COLUMNS = (
    *("slug", "title_it", "title_en", "description_it", "description_en", "practical_it", "practical_en"),
    *("cities", "stages", "capacity", "people_per_firm", "fill_method"),
    *("covered_it", "covered_en", "costs_it", "costs_en", "aid_value"),
)


class _Days:
    """Turns the file's distances into days and moments; what it does not say stays None."""

    def __init__(self, given: Mapping[str, Any], today: date) -> None:
        self.anchor = today if given["anchor"] == "today" else today - timedelta(days=today.weekday())

    def day(self, distance: int | None) -> Any:
        return None if distance is None else self.anchor + timedelta(days=distance)

    def moment(self, when: tuple[int, str] | None, zone: ZoneInfo = ROME) -> Any:
        if when is None:
            return None
        return datetime.combine(self.anchor + timedelta(days=when[0]), time.fromisoformat(when[1]), zone)


def create_missions(now: datetime) -> None:
    """Makes the missions that are missing, and moves on those whose dates have aged.

    Raises ``ImproperlyConfigured`` when DEMO is off: nobody may register for an invented mission.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("Demonstration missions exist only under DEMO=1.")
    there = {mission.slug: mission for mission in Mission.objects.filter(demo=True)}
    for given in yaml.load(FILE.read_bytes(), Loader=yaml.CSafeLoader):
        days = _Days(given, day_of(now))
        mission = there.get(given["slug"])
        with transaction.atomic():
            if mission is None:
                _create(given, days)
            else:
                _refresh(mission, given, days)


def _refresh(mission: Mission, given: Mapping[str, Any], days: _Days) -> None:
    starts = days.day(given["starts"])
    if mission.starts and (starts - mission.starts).days > given["fresh"]:
        move_dates(mission, starts - mission.starts)
        refresh_search(mission)


def _create(given: Mapping[str, Any], days: _Days) -> None:
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
    _add_firms(mission, given, days)
    publish(mission)


def _add_programme(mission: Mission, given: Mapping[str, Any], days: _Days) -> None:
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


def _add_requirements(mission: Mission, given: Mapping[str, Any], days: _Days) -> None:
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


def _add_firms(mission: Mission, given: Mapping[str, Any], days: _Days) -> None:
    """Invented firms that hold seats, wait or have applied; in the mission under way, the one that signs in too."""
    opened = days.moment(given["opens"])
    statuses = [Status.SEATED] * given.get("seated", 0) + [Status.WAITING] * given.get("waiting", 0)
    statuses += [Status.APPLIED] * given.get("applied", 0)
    there = {
        number: _register(
            mission, _invented_firm(number, given), status, opened + timedelta(minutes=7 * number), number
        )
        for number, status in enumerate(statuses, start=1)
    }
    traveller = Firm.objects.filter(vat_number=TRAVELLER).first()
    if traveller and given.get("appointments"):
        registration = _register(mission, traveller, Status.SEATED, opened + timedelta(hours=3), 0)
        registration.participants.create(
            first_name="Elena", last_name="Rusconi", job="Legale rappresentante", languages="Italiano, inglese"
        )
        for meeting in given["appointments"]:
            _add_appointment(registration, meeting, days)
        there[0] = registration
    for request in given.get("requests", ()):
        if request["firm"] in there:
            _add_request(there[request["firm"]], request, days, opened + timedelta(days=20))


def _register(mission: Mission, firm: Firm, status: Status, at: datetime, place: int) -> Registration:
    """A registration as it would stand, with its history; without the mails that sending one writes."""
    registration = Registration.objects.create(
        mission=mission,
        firm=firm,
        status=status,
        stage=firm.stage,
        submitted_at=at,
        queued_at=at if status == Status.WAITING else None,
        queue_number=place if status == Status.WAITING else None,
    )
    verb = {Status.SEATED: Verb.SEAT, Status.WAITING: Verb.QUEUE, Status.APPLIED: Verb.APPLY}[status]
    RegistrationEvent.objects.create(
        registration=registration, at=at, verb=verb, from_status=Status.DRAFT, to_status=status
    )
    return registration


def _add_appointment(registration: Registration, meeting: Mapping[str, Any], days: _Days) -> None:
    stop = registration.mission.stops.get(city=meeting["stop"])
    zone = ZoneInfo(stop.timezone)
    registration.appointments.create(
        stop=stop,
        starts=days.moment((meeting["day"], meeting["starts"]), zone),
        ends=days.moment((meeting["day"], meeting["ends"]), zone),
        title=meeting["title"],
        note=meeting["note"],
        place=meeting["place"],
    )


def _add_request(registration: Registration, given: Mapping[str, Any], days: _Days, at: datetime) -> None:
    """A request for support as it would stand; who gives it is said where somebody does."""
    mission = registration.mission
    offer = mission.support_offers.get(kind=given["kind"])
    wanted = [days.day(day).isoformat() for day in given.get("days", ())]
    request = support.ask(registration, offer, days=wanted, note=given.get("note", ""), now=at)
    zone = ZoneInfo(mission.stops.earliest("starts").timezone)
    spans = [
        assigning.Span(days.moment((day, first), zone), days.moment((day, last), zone))
        for day, first, last in given.get("given", ())
    ]
    if spans:
        person = mission.support_people.get(name=given["person"])
        assigning.assign(request, person=person, spans=spans, place=given.get("place", ""), now=at, by=None)


def _invented_firm(number: int, given: Mapping[str, Any]) -> Firm:
    """One of a handful of firms with an invented Partita IVA whose check digit is right."""
    body = f"{9_900 + number:07d}015"
    stages = given["stages"] or Stage.values
    firm, created = Firm.objects.get_or_create(
        vat_number=body + luhn.calc_check_digit(body),
        defaults={
            "name": f"Impresa di esempio {number} srl (dimostrazione)",
            "stage": stages[number % len(stages)],
            "province": Province.objects.order_by("position").first(),
            "employees": 5 + number,
        },
    )
    if created:
        firm.sectors.set(Sector.objects.filter(slug__in=given["sectors"] or ["metal"])[:1])
    return firm
