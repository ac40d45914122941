"""The missions' tables."""

from missions.models.correspondence import Message, Reminder, ReminderKind
from missions.models.firms import Firm, Invitation, Mandate
from missions.models.missions import Mission, MissionStop, ProgrammeItem, SeatReserve
from missions.models.onsite import (
    Appointment,
    Assignment,
    FreedAssignment,
    OnSiteContact,
    SupportEvent,
    SupportOffer,
    SupportPerson,
    SupportRequest,
)
from missions.models.outcomes import Survey, SurveyMoment
from missions.models.registrations import (
    Answer,
    Participant,
    Registration,
    RegistrationDocument,
    RegistrationEvent,
    Score,
)
from missions.models.requirements import Criterion, DocumentRequest, Question

__all__ = [
    "Answer",
    "Appointment",
    "Assignment",
    "Criterion",
    "DocumentRequest",
    "Firm",
    "FreedAssignment",
    "Invitation",
    "Mandate",
    "Message",
    "Mission",
    "MissionStop",
    "OnSiteContact",
    "Participant",
    "ProgrammeItem",
    "Question",
    "Registration",
    "RegistrationDocument",
    "RegistrationEvent",
    "Reminder",
    "ReminderKind",
    "Score",
    "SeatReserve",
    "SupportEvent",
    "SupportOffer",
    "SupportPerson",
    "SupportRequest",
    "Survey",
    "SurveyMoment",
]
