"""What the steps of a registration show: the line of steps, the summary, what is said beside a form."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.views import days, rows
from missions.enums import FillMethod, RegistrationStatus, SupportStatus
from missions.forms.registration import shown_answer
from missions.models import Firm, Mission, Registration
from missions.registering import STEPS, Missing, answers, handed_in, steps_of
from missions.time import day_of


@dataclass(frozen=True)
class Step:
    """One step in the line of steps; ``url`` where it may be gone to."""

    name: str
    label: str
    number: int
    done: bool
    here: bool
    url: str


@dataclass(frozen=True)
class Fact:
    """A line of a summary. ``lacking`` says that something is to be added, ``lang`` is the value's language."""

    label: str
    value: str
    lacking: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the summary, with the way to change it, '' where it cannot be changed."""

    name: str
    title: str
    url: str
    facts: tuple[Fact, ...]


def labels() -> dict[str, str]:
    """What each step is called."""
    return {
        "firm": _("Your firm"),
        "participants": _("Who travels"),
        "questions": _("What you look for"),
        "documents": _("Documents"),
        "support": _("Support on the spot"),
        "summary": _("Summary"),
    }


def line(mission: Mission, registration: Registration | None, here: str) -> list[Step]:
    """All steps; those up to the next one that is not done can be gone to."""
    names, reached = labels(), registration.step if registration else 0
    return [
        Step(
            name,
            names[name],
            number,
            done=STEPS.index(name) < reached and name != "summary",
            here=name == here,
            url=address(mission, name) if STEPS.index(name) <= reached and name != here else "",
        )
        for number, name in enumerate(steps_of(mission), start=1)
    ]


def address(mission: Mission, step: str) -> str:
    """The page of a step."""
    return reverse(f"missions:register_{step}", args=[mission.slug])


def next_step(mission: Mission, step: str) -> str:
    names = steps_of(mission)
    return names[names.index(step) + 1]


def previous_step(mission: Mission, step: str) -> str:
    names = steps_of(mission)
    return names[max(0, names.index(step) - 1)]


def resumed(registration: Registration) -> str:
    """The step to go on with: the first that is not done."""
    left = [name for name in steps_of(registration.mission) if STEPS.index(name) >= registration.step]
    return left[0] if left else "summary"


def saved(registration: Registration) -> str:
    """When the draft was saved, and until when it is good."""
    closes = registration.mission.registration_closes
    at = days.moment(registration.updated_at)
    if closes is None:
        return _("Draft saved on %(moment)s.") % {"moment": at}
    return _("Draft saved on %(moment)s. It can be sent until %(closes)s.") % {
        "moment": at,
        "closes": days.moment(closes),
    }


def rules(mission: Mission) -> str:
    """What a firm accepts when it registers, in short."""
    said = []
    if mission.withdrawal_until:
        said.append(_("You can withdraw at no cost %(until)s.") % {"until": days.until_day(mission.withdrawal_until)})
    if mission.aid_value:
        said.append(_("It is worth %(euros)s euros of “de minimis” aid.") % {"euros": f"{mission.aid_value:.0f}"})
    return " ".join(said)


def what_follows(mission: Mission) -> list[tuple[str, str]]:
    """What happens after sending: (when, what)."""
    found = [(_("At once"), _("the number of your registration, and an e-mail that confirms it."))]
    if mission.fill_method == FillMethod.SELECTION:
        closes = mission.registration_closes
        when = _("After %(day)s") % {"day": days.day(day_of(closes))} if closes else _("After the deadline")
        found.append((when, _("we read all applications by the published criteria. You read your points, one by one.")))
        found.append(
            (_("Then"), _("whoever has a seat is told, the others are on the waiting list in the same order."))
        )
    else:
        found.append(
            (_("If there is a seat"), _("it is yours in that moment. If not, you read your place in the list."))
        )
    if mission.starts:
        found.append((_("Before leaving"), _("the agenda of your meetings, on your pages and on your phone.")))
    return found


def what_happens_now(registration: Registration, today: date) -> list[tuple[str, str]]:
    """What comes next for a registration that was sent: (when, what)."""
    mission, found = registration.mission, []
    given = handed_in(registration)
    due = [
        request.due
        for request in mission.document_requests.all()
        if request.required and request.pk not in given and request.due and request.due >= today
    ]
    if due:
        found.append((_("By %(day)s") % {"day": days.day(min(due))}, _("add the documents that are missing, here.")))
    if registration.status == RegistrationStatus.APPLIED:
        return found + what_follows(mission)[1:]
    if registration.status == RegistrationStatus.WAITING:
        what = ngettext(
            "we offer it to you here and by e-mail; you have %(count)d hour to answer.",
            "we offer it to you here and by e-mail; you have %(count)d hours to answer.",
            mission.offer_hours,
        )
        found.append((_("When a seat becomes free"), what % {"count": mission.offer_hours}))
    elif mission.starts:
        found.append((_("Before leaving"), _("the agenda of your meetings, on your pages and on your phone.")))
    return found


def summary(registration: Registration, firm: Firm, today: date, *, change: bool = True) -> list[Section]:
    """Everything a registration says, section by section. Reads all that hangs on it whole."""
    mission = registration.mission
    facts = {
        "firm": _firm(firm),
        "participants": _participants(registration),
        "questions": _questions(registration),
        "documents": _documents(registration, today),
        "support": _support(registration),
    }
    names = labels()
    return [
        Section(name, names[name], address(mission, name) if change else "", tuple(facts[name]))
        for name in steps_of(mission)
        if name != "summary"
    ]


def by_step(missing: Iterable[Missing], mission: Mission) -> list[tuple[str, str]]:
    """What is missing as (sentence, page where it is added)."""
    return [(item.text, address(mission, item.step)) for item in missing]


def _firm(firm: Firm) -> Iterable[Fact]:
    yield Fact(_("Legal name"), firm.name)
    yield Fact(_("Partita IVA"), firm.vat_number)
    seat = [firm.municipality, firm.province.name if firm.province else ""]
    yield Fact(_("Seat"), ", ".join(dict.fromkeys(part for part in seat if part)))
    yield Fact(_("Sectors"), ", ".join(sector.label for sector in firm.sectors.all()))
    yield Fact(_("Kind of firm"), str(firm.get_stage_display()))


def _participants(registration: Registration) -> Iterable[Fact]:
    people = list(registration.participants.all())
    for person in people:
        about = [person.job, person.languages, person.email, person.phone]
        yield Fact(str(person), ", ".join(part for part in about if part))
    if not people:
        yield Fact(_("Who travels"), "", _("missing"))


def _questions(registration: Registration) -> Iterable[Fact]:
    yield Fact(_("You offer"), registration.offers)
    yield Fact(_("You would like to meet"), registration.looks_for)
    given = answers(registration)
    for question in registration.mission.questions.all():
        text = shown_answer(question, given.get(question.pk, ""))
        yield Fact(question.text, text, _("missing") if question.required and not text else "")


def _documents(registration: Registration, today: date) -> Iterable[Fact]:
    given = handed_in(registration)
    for request in registration.mission.document_requests.all():
        document = given.get(request.pk)
        if document:
            yield Fact(request.title, document.name)
        elif not request.required:
            yield Fact(request.title, "")
        elif request.due and request.due >= today:
            later = _("You can add it %(until)s.") % {"until": days.until_day(request.due)}
            yield Fact(request.title, later, _("missing"))
        else:
            yield Fact(request.title, "", _("missing"))


def _support(registration: Registration) -> Iterable[Fact]:
    asked = [request for request in registration.support_requests.all() if request.status != SupportStatus.WITHDRAWN]
    for request in asked:
        chosen = [date.fromisoformat(day) for day in request.days]
        when = rows.listed([f"{days.written(day, 'l')} {day.day}" for day in chosen])
        yield Fact(request.offer.title, ". ".join(part for part in (when, request.note) if part) or _("Yes"))
    if not asked:
        yield Fact(_("Support"), _("Nothing for now: you can ask later."))
    if registration.confidential_note:
        yield Fact(_("Access, food, health"), registration.confidential_note)
