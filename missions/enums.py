"""The closed lists of missions: what a firm, a registration or a request for support can be."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SupportKind(TextChoices):
    """What a firm finds on the spot."""

    INTERPRETER = "interpreter", _("Interpreter")
    B2B_AGENDA = "b2b-agenda", _("Agenda of business meetings")
    LOGISTICS = "logistics", _("Travel and logistics")
    LEGAL_DESK = "legal-desk", _("Legal desk")
    CUSTOMS_DESK = "customs-desk", _("Customs desk")
    FAIR_STAND = "fair-stand", _("Stand at a trade fair")
    MARKET_BRIEFING = "market-briefing", _("Market briefing")
    VISA_HELP = "visa-help", _("Help with visas")


class FillMethod(TextChoices):
    """How the seats of a mission are given."""

    FIRST_COME = "first-come", _("Whoever registers first gets a seat")
    SELECTION = "selection", _("Seats go by published criteria")


class MissionPhase(TextChoices):
    """Where a mission stands at a moment; follows from its dates, never stored."""

    DRAFT = "draft", _("Draft")
    ANNOUNCED = "announced", _("Registration not open yet")
    OPEN = "open", _("Registration open")
    SELECTION = "selection", _("Applications under review")
    CLOSED = "closed", _("Registration closed")
    RUNNING = "running", _("Under way")
    CONCLUDED = "concluded", _("Over")
    CANCELLED = "cancelled", _("Cancelled")


class RegistrationStatus(TextChoices):
    """Where a registration stands. Which step leads where is the table in ``missions.transitions``."""

    DRAFT = "draft", _("Draft")
    APPLIED = "applied", _("Application received")
    SEATED = "seated", _("Seat confirmed")
    WAITING = "waiting", _("On the waiting list")
    OFFERED = "offered", _("Seat offered to you")
    DECLINED = "declined", _("Offer declined")
    EXPIRED = "expired", _("Offer expired")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REJECTED = "rejected", _("Not admitted")
    CANCELLED = "cancelled", _("Mission cancelled")


class Verb(TextChoices):
    """What can happen to a registration."""

    APPLY = "apply", _("Application sent")
    SEAT = "seat", _("Seat given")
    QUEUE = "queue", _("Put on the waiting list")
    OFFER = "offer", _("Seat offered")
    ACCEPT = "accept", _("Offer accepted")
    DECLINE = "decline", _("Offer declined")
    EXPIRE = "expire", _("Offer expired")
    WITHDRAW = "withdraw", _("Withdrawn")
    REJECT = "reject", _("Not admitted")
    CANCEL = "cancel", _("Mission cancelled")
    REOPEN = "reopen", _("Reopened as a draft")


class Attendance(TextChoices):
    UNKNOWN = "", _("Not recorded")
    PRESENT = "present", _("Took part")
    ABSENT = "absent", _("Did not come")


class MandateRole(TextChoices):
    """Why a person may act for a firm."""

    LEGAL_REPRESENTATIVE = "legal-representative", _("Legal representative")
    EXPORT_MANAGER = "export-manager", _("Export manager")
    CONSULTANT = "consultant", _("Consultant")


class Scope(TextChoices):
    """What a person may do for a firm."""

    REGISTRATIONS = "registrations", _("Register for missions")
    PROFILE = "profile", _("Change the firm’s profile")
    PEOPLE = "people", _("Invite and remove people")


class InvitationState(TextChoices):
    """Where an invitation to act for a firm stands."""

    OPEN = "open", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Invitation accepted")
    REVOKED = "revoked", _("Invitation withdrawn")
    EXPIRED = "expired", _("Invitation expired")


class LegalForm(TextChoices):
    SOLE_TRADER = "di", _("Sole trader")
    SNC = "snc", _("General partnership (snc)")
    SAS = "sas", _("Limited partnership (sas)")
    SRL = "srl", _("Limited company (srl)")
    SRLS = "srls", _("Simplified limited company (srls)")
    SPA = "spa", _("Joint-stock company (spa)")
    SAPA = "sapa", _("Partnership limited by shares (sapa)")
    COOPERATIVE = "coop", _("Cooperative")
    CONSORTIUM = "consorzio", _("Consortium or network of firms")
    OTHER = "other", _("Other")


class TurnoverClass(TextChoices):
    """Yearly turnover, by the ceilings of Recommendation 2003/361/EC; the first one is ours."""

    UNDER_500_THOUSAND = "under-500k", _("Up to 500,000 euros")
    MICRO = "micro", _("From 500,000 to 2 million euros")
    SMALL = "small", _("From 2 to 10 million euros")
    MEDIUM = "medium", _("From 10 to 50 million euros")
    LARGE = "large", _("Over 50 million euros")


class ExportShare(TextChoices):
    """Share of the turnover that comes from abroad."""

    NONE = "none", _("Nothing yet")
    UNDER_10 = "under-10", _("Less than 10%")
    UNDER_25 = "under-25", _("From 10 to 25%")
    UNDER_50 = "under-50", _("From 25 to 50%")
    OVER_50 = "over-50", _("More than half")


class QuestionKind(TextChoices):
    TEXT = "text", _("Short text")
    LONG_TEXT = "long-text", _("Longer text")
    CHOICE = "choice", _("One of some answers")
    YES_NO = "yes-no", _("Yes or no")


class DocumentFormat(TextChoices):
    """What a document may be; its content is checked, not its name."""

    PDF = "pdf", _("PDF")
    IMAGE = "image", _("Picture (JPEG or PNG)")


class CriterionKind(TextChoices):
    """What a criterion of a selection looks at."""

    STAGE = "stage", _("Kind of firm")
    SECTOR = "sector", _("Sector")
    NEVER_TOOK_PART = "never-took-part", _("Never took part in a mission")
    DOCUMENT = "document", _("Document provided")
    MANUAL = "manual", _("Judged by the officers")


class SupportStatus(TextChoices):
    """Where a request for support stands."""

    ASKED = "asked", _("Asked for")
    QUEUED = "queued", _("On the list")
    CONFIRMED = "confirmed", _("Confirmed")
    DELIVERED = "delivered", _("Done")
    DECLINED = "declined", _("Not possible")
    WITHDRAWN = "withdrawn", _("No longer needed")


class SupportVerb(TextChoices):
    """What can happen to a request for support."""

    ASK = "ask", _("Asked for")
    CHANGE = "change", _("Request changed")
    WITHDRAW = "withdraw", _("No longer needed")
    QUEUE = "queue", _("Put on the list: nothing is left")
    CONFIRM = "confirm", _("Confirmed")
    DECLINE = "decline", _("Not possible")
    ASSIGN = "assign", _("Assigned")
    MOVE = "move", _("Moved")
    FREE = "free", _("No longer assigned")
    DELIVER = "deliver", _("Done")
    UNDO = "undo", _("Not done after all")
