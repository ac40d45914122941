"""The firms of demonstration missions, with what they have registered, handed in and asked for."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from stdnum import luhn

from catalog.enums import Stage
from catalog.models import Province, Sector
from missions import assigning, support
from missions.demo_dates import Days
from missions.enums import CriterionKind, Verb
from missions.enums import RegistrationStatus as Status
from missions.models import (
    DocumentRequest,
    Firm,
    Mission,
    Participant,
    Registration,
    RegistrationDocument,
    RegistrationEvent,
)

#: The demonstration firm that takes part in the mission under way (portal.accounts.demo makes it).
TRAVELLER = "00000010132"
#: What stands for every document that a firm has handed in: a page that says what it is.
DOCUMENT = Path(__file__).resolve().parent / "fixtures" / "demonstration.pdf"


def add_firms(mission: Mission, given: Mapping[str, Any], days: Days) -> None:
    """Firms that hold seats, wait or have applied: invented ones, and of those that sign in who takes part already."""
    opened = days.moment(given["opens"])
    statuses = [Status.SEATED] * given.get("seated", 0) + [Status.WAITING] * given.get("waiting", 0)
    statuses += [Status.APPLIED] * given.get("applied", 0)
    there = {
        number: _register(
            mission, _invented_firm(number, given), status, opened + timedelta(minutes=7 * number), number
        )
        for number, status in enumerate(statuses, start=1)
    }
    Participant.objects.bulk_create(
        Participant(registration=one, first_name="Persona", last_name=f"di esempio {number}", job="Titolare")
        for number, one in there.items()
    )
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
    for place, application in enumerate(given.get("applications", ()), start=1):
        _apply(mission, application, opened + timedelta(days=place, minutes=7 * place), place)


def _register(mission: Mission, firm: Firm, status: Status, at: datetime, place: int) -> Registration:
    """A registration as it would stand, with its history; without the mails that sending one writes."""
    registration = Registration.objects.create(
        mission=mission,
        firm=firm,
        status=status,
        stage=firm.stage,
        submitted_at=at,
        queued_at=at if status == Status.WAITING else None,
        queue_number=place if status in (Status.WAITING, Status.APPLIED) else None,
    )
    verb = {Status.SEATED: Verb.SEAT, Status.WAITING: Verb.QUEUE, Status.APPLIED: Verb.APPLY}[status]
    RegistrationEvent.objects.create(
        registration=registration, at=at, verb=verb, from_status=Status.DRAFT, to_status=status
    )
    return registration


def _apply(mission: Mission, given: Mapping[str, Any], at: datetime, place: int) -> None:
    """A whole application for a selection: who travels, answers, documents, and what officers have judged already."""
    if "vat_number" in given:
        firm = Firm.objects.filter(vat_number=given["vat_number"]).first()
    else:
        firm = _invented_firm(given["number"], {"stages": [given["stage"]], "sectors": [given["sector"]]})
    if firm is None:
        return  # its account was made without it
    registration = _register(mission, firm, Status.APPLIED, at, place)
    registration.offers, registration.looks_for = given["offers"], given["looks_for"]
    registration.save(update_fields=["offers", "looks_for"])
    registration.participants.create(**given["participant"])
    for question, text in zip(mission.questions.all(), given["answers"], strict=True):
        registration.answers.create(question=question, text=text)
    for request in mission.document_requests.filter(title_it__in=given["documents"]):
        _hand_in(registration, request)
    for criterion in mission.criteria.filter(kind=CriterionKind.MANUAL):
        if "judged" in given:
            points, reason = given["judged"]
            registration.scores.create(criterion=criterion, points=points, reason=reason)


def _hand_in(registration: Registration, request: DocumentRequest) -> None:
    content = DOCUMENT.read_bytes()
    document = RegistrationDocument(
        registration=registration,
        request=request,
        name=f"{request.title_it} (dimostrazione).pdf",
        content_type="application/pdf",
        size=len(content),
    )
    document.file.save("document", ContentFile(content))


def _add_appointment(registration: Registration, meeting: Mapping[str, Any], days: Days) -> None:
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


def _add_request(registration: Registration, given: Mapping[str, Any], days: Days, at: datetime) -> None:
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
