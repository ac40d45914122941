"""A firm on its mission, with everything it has there: support asked for and given, appointments, a programme."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from missions import stops
from missions.models import Appointment, Assignment, Firm, Mission, MissionStop, Registration, SupportRequest
from tests import factories


@dataclass(frozen=True)
class Travel:
    mission: Mission
    stop: MissionStop
    registration: Registration
    asked: SupportRequest
    given: Assignment
    meeting: Appointment


def travel(firm: Firm, now: datetime, *, count: int = 1, zone: str = "Europe/Vienna", **fields) -> Travel:
    """A mission in Vienna that began yesterday and ends in two days, with ``count`` of everything a firm has there."""
    day = now.date()
    dates = {"starts": day - timedelta(days=1), "ends": day + timedelta(days=2)}
    window = {"registration_opens": now - timedelta(days=60), "registration_closes": now - timedelta(days=20)}
    mission = factories.open_mission(now, capacity=9, **{**dates, **window, **fields})
    stop = mission.stops.create(
        city="Vienna",
        country=factories.country("AT"),
        timezone=zone,
        venue="Casa degli incontri",
        address="Gasse 2",
        directions_it="8 minuti a piedi dall’albergo.",
        **dates,
    )
    registration = factories.draft(mission, firm, status="seated", submitted_at=now)
    mission.contacts.create(name="Giulia Ferri", role_it="Per tutto, sempre", phone="+39 000 0000001", always=True)
    for number in range(count):
        hour = stops.at(day, time(8 + 2 * number), stop)
        stop.programme.create(day=day, starts=time(18), title_it=f"Cena {number}")
        offer = mission.support_offers.create(
            kind="interpreter", language="de", title_it=f"Interprete {number}", quantity=4, by_day=True
        )
        person = mission.support_people.create(
            name=f"Marco Steiner {number}", kind="interpreter", languages=["de"], phone="+49 000 0000002"
        )
        asked = registration.support_requests.create(
            offer=offer, status="confirmed", taken=1, days=[day.isoformat()], asked_at=now
        )
        asked.events.create(at=now, verb="confirm")
        given = asked.assignments.create(person=person, starts=hour, ends=hour + timedelta(hours=2), place="Ingresso")
        meeting = registration.appointments.create(
            stop=stop,
            starts=hour + timedelta(hours=1),
            ends=hour + timedelta(hours=1, minutes=45),
            title=f"Keller {number}",
            place="Sala 3",
            note="Raccordi in ottone",
        )
    return Travel(mission, stop, registration, asked, given, meeting)
