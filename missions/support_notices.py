"""The mails about support and appointments on the spot, to whoever registers for the firm, in the reader's language."""

from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from catalog.letters import letter
from catalog.views import days
from missions import stops
from missions.enums import SupportVerb
from missions.models import Appointment, Assignment, MissionStop, Registration, SupportRequest
from missions.notifications import recipients

_HAPPENED = {
    SupportVerb.CONFIRM: gettext_lazy("Confirmed: you have it."),
    SupportVerb.QUEUE: gettext_lazy(
        "Nothing is left of it now. You are on the list: when something is free, it is yours."
    ),
    SupportVerb.DECLINE: gettext_lazy("We are sorry: it cannot be done."),
    SupportVerb.ASSIGN: gettext_lazy("It is arranged:"),
    SupportVerb.MOVE: gettext_lazy("Something has changed. Now it is:"),
    SupportVerb.FREE: gettext_lazy("This is called off. We will come back to you:"),
}
_APPOINTMENT = {
    "made": gettext_lazy("You have a new appointment:"),
    "moved": gettext_lazy("An appointment has moved. Now it is:"),
    "off": gettext_lazy("An appointment is called off:"),
}


def tell(request: SupportRequest, verb: SupportVerb, *, note: str = "", given: Iterable[Assignment] = ()) -> None:
    """Writes what has just happened to a request; ``given`` are the people and slots it is about."""
    given = list(given)
    cities = list(request.registration.mission.stops.all()) if given else []
    _write(
        request.registration,
        lambda: request.offer.title,
        lambda: [str(_HAPPENED[verb]), *(_assigned(assignment, cities) for assignment in given), note],
    )


def tell_appointment(appointment: Appointment, what: str) -> None:
    """Writes that an appointment is 'made', 'moved' or 'off'."""
    _write(
        appointment.registration,
        lambda: appointment.title,
        lambda: [str(_APPOINTMENT[what]), f"{_span(appointment, appointment.stop)}, {appointment.place}".rstrip(", ")],
    )


def _write(registration: Registration, about: Callable[[], str], told: Callable[[], list[str]]) -> None:
    for person in recipients(registration):
        with override(person.language):
            mission = registration.mission
            context = {
                "registration": registration,
                "mission": mission,
                "about": about(),
                "told": [line for line in told() if line],
                "day_page": reverse("missions:day", args=[mission.slug]),
            }
            subject = _("%(mission)s: %(about)s") % {"mission": mission.title, "about": about()}
            letter(person.email, subject, "email/on_site.txt", context).send()


def _assigned(assignment: Assignment, cities: list[MissionStop]) -> str:
    who = assignment.person.name if assignment.person else ""
    parts = [_span(assignment, stops.stop_at(cities, assignment.starts)), who, assignment.place]
    return ", ".join(part for part in parts if part)


def _span(what: Assignment | Appointment, stop: MissionStop | None) -> str:
    """From when to when, by the clock of the place, which is named where it is not Italy's."""
    starts, ends = stops.local(what.starts, stop), stops.local(what.ends, stop)
    city = f" ({stop.city})" if stop else ""
    return f"{days.weekday(starts.date())}, {starts:%H:%M}-{ends:%H:%M}{city}"
