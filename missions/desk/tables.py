"""The tables an officer takes away: registrations, people, support, outcomes. A head and rows of plain values."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from missions.desk import board
from missions.enums import RegistrationStatus as Status
from missions.enums import SupportStatus
from missions.figures import answers
from missions.models import Mission, Participant, Registration

Row = Sequence[object]
_SEVERAL = " | "


@dataclass(frozen=True)
class Table:
    """A table to take away; ``label`` is in the reader’s language, ``rows`` begins with the head."""

    label: object
    rows: Callable[[Mission], Iterable[Row]]


def registrations(mission: Mission) -> Iterable[Row]:
    """One row a registration, with an own column for each question of the mission."""
    prefetch_related_objects([mission], "document_requests")
    questions = list(mission.questions.all())
    yield [
        *(_("Number"), _("Firm"), _("Partita IVA"), _("Kind of firm"), _("Province"), _("Municipality"), _("Sectors")),
        *(_("People who work there"), _("Yearly turnover"), _("E-mail"), _("Certified e-mail (PEC)"), _("Telephone")),
        *(_("Status"), _("Sent"), _("Place in the queue"), _("Rank"), _("Points"), _("Who travels")),
        *(_("Documents missing"), _("Support asked for"), _("What the firm offers"), _("Whom it wants to meet")),
        *(_("Attendance"), *(question.text for question in questions)),
    ]
    found = board.registrations(mission).prefetch_related(
        "participants", "answers", "firm__sectors", "support_requests__offer"
    )
    for row in board.rows(mission, found):
        one, firm = row.registration, row.registration.firm
        said = {answer.question_id: answer.text for answer in one.answers.all()}
        asked = [request for request in one.support_requests.all() if request.status != SupportStatus.WITHDRAWN]
        yield [
            *(one.number, firm.name, firm.vat_number, one.get_stage_display(), firm.province, firm.municipality),
            _SEVERAL.join(sector.label for sector in firm.sectors.all()),
            *(firm.employees, firm.get_turnover_display(), firm.email, firm.certified_email, firm.phone),
            *(one.get_status_display(), one.submitted_at, row.place, one.rank, one.points),
            _SEVERAL.join(str(person) for person in one.participants.all()),
            _SEVERAL.join(row.missing),
            _SEVERAL.join(request.offer.title for request in asked),
            *(one.offers, one.looks_for, one.get_attendance_display()),
            *(said.get(question.pk, "") for question in questions),
        ]


def participants(mission: Mission) -> Iterable[Row]:
    """One row a person of the firms that have a seat."""
    yield [
        *(_("Firm"), _("First name"), _("Last name"), _("Role in the firm"), _("E-mail"), _("Telephone")),
        *(_("Languages"), _("Number"), _("Attendance")),
    ]
    for person in travellers(mission):
        one = person.registration
        yield [
            *(one.firm.name, person.first_name, person.last_name, person.job, person.email, person.phone),
            *(person.languages, one.number, one.get_attendance_display()),
        ]


def support(mission: Mission) -> Iterable[Row]:
    """One row a request for support that is not taken back."""
    yield [_("Support"), _("Stop"), _("Firm"), _("Status"), _("Days"), _("Note"), _("Asked"), _("Number")]
    for offer in mission.support_offers.select_related("stop").prefetch_related("requests__registration__firm"):
        for request in offer.requests.all():
            if request.status != SupportStatus.WITHDRAWN and request.registration.status in board.LIVE:
                one = request.registration
                yield [
                    *(offer.title, offer.stop, one.firm.name, request.get_status_display()),
                    *(_SEVERAL.join(request.days), request.note, request.asked_at, one.number),
                ]


def outcomes(mission: Mission) -> Iterable[Row]:
    """One row an answered survey."""
    yield [
        *(_("Firm"), _("Number"), _("When asked"), _("Answered"), _("How useful, from 1 to 5"), _("Meetings")),
        *(_("Contacts going on"), _("Orders or contracts"), _("Their value in euros"), _("What to do better")),
    ]
    for survey in answers(mission):
        yield [
            *(survey.registration.firm.name, survey.registration.number, survey.get_moment_display()),
            *(survey.answered_at, survey.rating, survey.meetings, survey.contacts, survey.orders, survey.value),
            survey.comment,
        ]


def travellers(mission: Mission) -> Iterable[Participant]:
    """The people of the firms that have a seat, firm by firm."""
    seated = Registration.objects.filter(mission=mission, status=Status.SEATED)
    found = Participant.objects.filter(registration__in=seated).select_related("registration__firm")
    return found.order_by("registration__firm__name", "last_name", "pk")


TABLES: dict[str, Table] = {
    "registrations": Table(gettext_lazy("Registrations"), registrations),
    "participants": Table(gettext_lazy("Who travels"), participants),
    "support": Table(gettext_lazy("Support"), support),
    "outcomes": Table(gettext_lazy("Outcomes"), outcomes),
}
