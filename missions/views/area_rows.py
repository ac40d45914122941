"""A firm's missions, and those it could join, in the words of the first of its pages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.eligibility import Answer, Check
from catalog.translation import translated
from catalog.views import days, rows
from missions.availability import positions
from missions.eligibility import eligibility, profile_of
from missions.enums import MissionPhase, SupportStatus
from missions.enums import RegistrationStatus as Status
from missions.models import Firm, Mission, Registration
from missions.registering import STEPS
from missions.time import day_of

#: A queue is drawn as long as it fits a line of the phone; a longer one is told in words.
_DRAWN = 8
#: The spacing of the drawing, in its own units.
_STEP = 30
_ANSWERS = list(Answer)
#: The word of a state takes one of these looks, with its drawing.
_SURE, _WAITING, _QUIET = ("", "check-circle"), ("wait", "clock"), ("draft", "pencil")
_OVER = ("draft", "minus-circle")
_LOOKS = {
    Status.DRAFT: _QUIET,
    Status.APPLIED: _WAITING,
    Status.SEATED: _SURE,
    Status.WAITING: _WAITING,
    Status.OFFERED: _WAITING,
}


@dataclass(frozen=True)
class Circle:
    """One firm of a queue, drawn: its place from the left, and whether it is the reader's own."""

    x: int
    mine: bool


@dataclass(frozen=True)
class Queue:
    """Where the firm stands in a queue; ``circles`` draw it, none for a long one."""

    place: int
    length: int
    circles: tuple[Circle, ...]

    @property
    def width(self) -> int:
        return _STEP * self.length


@dataclass(frozen=True)
class RegistrationRow:
    """One of the firm's missions. ``state`` is the word, with its look and drawing; a ``draft`` can be gone on with;
    ``days`` is the address of the firm's own days while they are still to come, or under way.
    """

    title: str
    lang: str
    url: str
    when: str
    number: str
    state: str
    look: str
    icon: str
    notes: tuple[str, ...] = ()
    queue: Queue | None = None
    draft: bool = False
    days: str = ""


@dataclass(frozen=True)
class ComingRow:
    """A mission the firm could join, with the verdict; ``reasons`` say what is missing, ``remedy`` leads to it."""

    title: str
    lang: str
    url: str
    when: str
    note: str
    answer: Answer
    verdict: str
    reasons: tuple[str, ...] = field(default=())
    remedy: str = ""


def registration_rows(registrations: Iterable[Registration], now: datetime) -> list[RegistrationRow]:
    """The firm's missions, those to come first. Reads missions, participants and requests for support whole."""
    registrations = list(registrations)
    places = positions(registrations)
    ordered = sorted(registrations, key=lambda row: (_is_over(row, now), _start(row.mission), row.pk))
    return [_registration(row, places.get(row.pk), now) for row in ordered]


def coming_rows(firm: Firm, missions: Iterable[Mission], now: datetime, count: int) -> list[ComingRow]:
    """The missions that take registrations now or will, those the firm may join first, then by deadline."""
    today, profile = day_of(now), profile_of(firm)
    found = []
    for mission in missions:
        phase = mission.phase(now, today)
        if not mission.takes_registrations or phase not in (MissionPhase.OPEN, MissionPhase.ANNOUNCED):
            continue
        verdict = eligibility(mission, profile, now)
        found.append((_ANSWERS.index(verdict.answer), mission.registration_closes, mission, phase, verdict))
    found.sort(key=lambda row: row[:2])
    return [
        _coming(mission, phase, verdict.answer, verdict.missing) for _rank, _closes, mission, phase, verdict in found
    ][:count]


def _registration(registration: Registration, place: tuple[int, int] | None, now: datetime) -> RegistrationRow:
    mission = registration.mission
    title = translated(mission, "title")
    look, icon = _LOOKS.get(Status(registration.status), _OVER)
    state = registration.get_status_display()
    if registration.status == Status.DRAFT:
        state = _("Draft, step %(step)d of %(steps)d") % {
            "step": min(registration.step + 1, len(STEPS)),
            "steps": len(STEPS),
        }
    if place:
        state = _("Waiting list: number %(place)d of %(length)d") % {"place": place[0], "length": place[1]}
    travels, over = registration.status == Status.SEATED, _is_over(registration, now)
    if travels and over:
        state = _("You took part")
    return RegistrationRow(
        title=title.text,
        lang=rows.foreign(title.lang),
        url=registration.get_absolute_url(),
        when=_when(registration),
        number=_number(registration),
        state=state,
        look=look,
        icon=icon,
        notes=tuple(_notes(registration)),
        queue=queue_drawn(*place) if place else None,
        draft=registration.status == Status.DRAFT and mission.phase(now, day_of(now)) == MissionPhase.OPEN,
        days=reverse("missions:day", args=[mission.slug]) if travels and not over else "",
    )


def _when(registration: Registration) -> str:
    """The days of the mission and who travels; for a draft, until when registration is open."""
    mission = registration.mission
    told = days.stretch(mission.starts, mission.ends) if mission.starts else _("Dates not published")
    if registration.status == Status.DRAFT and mission.registration_closes:
        until = days.until_day(day_of(mission.registration_closes))
        return _("%(days)s, registration open %(until)s") % {"days": told, "until": until}
    people = [str(person) for person in registration.participants.all()]
    return _("%(days)s, travelling: %(people)s") % {"days": told, "people": rows.listed(people)} if people else told


def _number(registration: Registration) -> str:
    if not registration.submitted_at:
        return ""
    return _("Registration %(number)s, sent on %(moment)s") % {
        "number": registration.number,
        "moment": days.moment(registration.submitted_at),
    }


def _notes(registration: Registration) -> Iterable[str]:
    """What else there is to say: how long an offer is kept, and how each request for support stands."""
    if registration.status == Status.OFFERED and registration.offer_expires_at:
        yield _("We keep it until %(moment)s. Then it goes to the next firm.") % {
            "moment": days.moment(registration.offer_expires_at)
        }
    asked = [
        _("%(kind)s: %(status)s")
        % {"kind": request.offer.get_kind_display(), "status": request.get_status_display().lower()}
        for request in registration.support_requests.all()
        if request.status != SupportStatus.WITHDRAWN
    ]
    if asked and registration.status != Status.DRAFT:
        yield " · ".join(asked)


def queue_drawn(place: int, length: int) -> Queue:
    """A place in a queue, ready to be drawn."""
    drawn = range(1, length + 1) if length <= _DRAWN else ()
    return Queue(place, length, tuple(Circle(_STEP * number - _STEP // 2, number == place) for number in drawn))


def _is_over(registration: Registration, now: datetime) -> bool:
    phase = registration.mission.phase(now, day_of(now))
    return phase in (MissionPhase.CONCLUDED, MissionPhase.CANCELLED) or registration.status not in _LOOKS


def _start(mission: Mission) -> str:
    return mission.starts.isoformat() if mission.starts else "9"


def _coming(mission: Mission, phase: MissionPhase, answer: Answer, missing: tuple[Check, ...]) -> ComingRow:
    title = translated(mission, "title")
    told = days.stretch(mission.starts, mission.ends) if mission.starts else _("Dates not published")
    # The window is told by its dates: what is left are the reasons that are the firm's own.
    reasons = tuple(check for check in missing if check.rule != "window")
    if answer == Answer.NO:
        verdict = _("No, this one is not for you")
    elif reasons:
        verdict = _("Not yet known: your profile does not say enough")
    elif phase == MissionPhase.ANNOUNCED:
        verdict = _("Your firm will be able to take part")
    else:
        verdict = _("Your firm can take part")
    return ComingRow(
        title=title.text,
        lang=rows.foreign(title.lang),
        url=mission.get_absolute_url(),
        when=told,
        note=_window(mission, phase),
        answer=answer,
        verdict=verdict,
        reasons=tuple(check.text for check in reasons),
        remedy=reverse("missions:profile") if reasons and answer == Answer.ALMOST else "",
    )


def _window(mission: Mission, phase: MissionPhase) -> str:
    if phase == MissionPhase.ANNOUNCED and mission.registration_opens:
        return _("Registration opens on %(moment)s.") % {"moment": days.moment(mission.registration_opens)}
    return _("Registration is open until %(moment)s.") % {"moment": days.moment(mission.registration_closes)}  # type: ignore[arg-type]
