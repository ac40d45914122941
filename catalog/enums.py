"""The closed lists of the catalogue: kinds, stages and states. Labels are what a firm reads."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a search result is. The values are the public contract's ``kind``."""

    SERVICE = "service", _("Services")
    OPPORTUNITY = "opportunity", _("Opportunities")
    PARTNER = "partner", _("Partners")
    MISSION = "mission", _("Missions")


class Stage(TextChoices):
    """How far a firm has gone abroad: the three kinds of firm of the regional table."""

    FIRST_TIME = "first-time", _("Never been abroad")
    CONSOLIDATING = "consolidating", _("Already in some countries")
    ESTABLISHED = "established", _("Established abroad")


class Availability(TextChoices):
    """Where an entry stands today; computed from its dates, never stored."""

    OPEN = "open", _("Open now")
    UPCOMING = "upcoming", _("Opens soon")
    CLOSED = "closed", _("Closed, in the archive")
    ROLLING = "rolling", _("Always available")


class OpportunityType(TextChoices):
    GRANT = "grant", _("Grant")
    LOAN = "loan", _("Loan")
    GUARANTEE = "guarantee", _("Guarantee")
    FAIR = "fair", _("Trade fair")
    TENDER = "tender", _("Tender")
    BUSINESS_REQUEST = "business-request", _("Business request")
    TRAINING = "training", _("Training")
    EVENT = "event", _("Event")


class Moment(TextChoices):
    """What happens to an entry on a day, in the order in which one day's moments are listed."""

    CLOSES = "closes", _("Closes")
    REGISTRATION_CLOSES = "registration-closes", _("Registration closes")
    OPENS = "opens", _("Opens")
    REGISTRATION_OPENS = "registration-opens", _("Registration opens")
    TAKES_PLACE = "takes-place", _("Mission")


class Sureness(StrEnum):
    """How sure a day is. The values are those of a calendar file's STATUS (RFC 5545, 3.8.1.11), in small letters."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


class PartnerKind(TextChoices):
    REGION = "region", _("Region")
    CHAMBERS = "chambers", _("Chamber of commerce")
    AGENCY = "agency", _("Agency")
    INSURER = "insurer", _("Insurer")
    FINANCE = "finance", _("Finance")
    ASSOCIATION = "association", _("Business association")
    NETWORK = "network", _("Network")
    OTHER = "other", _("Other body")


class Delivery(TextChoices):
    ONLINE = "online", _("Online")
    IN_PERSON = "in-person", _("In person")
    ABROAD = "abroad", _("Abroad")


class Cost(TextChoices):
    FREE = "free", _("Free")
    PAID = "paid", _("Paid")
    MIXED = "mixed", _("Partly free")
    SUBSIDISED = "subsidised", _("Subsidised")


class EditorialStatus(TextChoices):
    """Who may see an entry: only a published one is public, everywhere."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    SENT_BACK = "sent-back", _("Sent back")
    SCHEDULED = "scheduled", _("Approved, waits for its day")
    PUBLISHED = "published", _("Published")
    SUSPENDED = "suspended", _("Suspended")
    ARCHIVED = "archived", _("Withdrawn")


class RevisionStatus(TextChoices):
    """Where a change of a public entry stands; the first three are open, and an entry has one such at most."""

    DRAFT = "draft", _("Being written")
    IN_REVIEW = "in-review", _("In review")
    SENT_BACK = "sent-back", _("Sent back")
    ACCEPTED = "accepted", _("Accepted")
    DISCARDED = "discarded", _("Discarded")


class Verb(TextChoices):
    """What people do to an entry's editorial life; the labels are what its diary says."""

    COMMENT = "comment", _("commented")
    SUBMIT = "submit", _("sent it for review")
    SEND_BACK = "send-back", _("sent it back")
    APPROVE = "approve", _("approved it")
    PUBLISH = "publish", _("made it public")
    SUSPEND = "suspend", _("suspended it")
    ARCHIVE = "archive", _("withdrew it")
    REOPEN = "reopen", _("opened it again")
    DISCARD = "discard", _("dropped the change")
    RESTORE = "restore", _("went back to an earlier text")
    COPY = "copy", _("copied it from another")
    EXPIRE = "expire", _("its last day has passed")


class StaffRole(TextChoices):
    """What a person of the staff does for a body."""

    EDITOR = "editor", _("Editor")
    REGIONAL_EDITOR = "regional-editor", _("Regional editor")
    MISSION_OFFICER = "mission-officer", _("Mission officer")
    ADMINISTRATOR = "administrator", _("Administrator")


class CorrectionSubject(TextChoices):
    """What a reader found wrong on an entry's page."""

    DATES = "dates", _("A date or a deadline is wrong")
    TERMS = "terms", _("An amount or a condition is wrong")
    CONTACTS = "contacts", _("A telephone number or an address is wrong")
    LINK = "link", _("A link leads nowhere")
    GONE = "gone", _("It does not exist any more")
    OTHER = "other", _("Something else")


class CorrectionStatus(TextChoices):
    """Where a reader's report stands in the queue."""

    OPEN = "open", _("To be looked at")
    SETTLED = "settled", _("Put right")
    DISMISSED = "dismissed", _("Nothing to put right")
    SPAM = "spam", _("Not a report")


class CorrectionRefusal(TextChoices):
    """Why nothing is put right; told to the reader who asked for an answer."""

    RIGHT = "right", _("What the page says is right")
    UNCONFIRMED = "unconfirmed", _("No source confirms it")
    ELSEWHERE = "elsewhere", _("It is about another body’s page")
    UNCLEAR = "unclear", _("We could not tell what should change")


class ImportKind(TextChoices):
    """What the rows of a file are."""

    SERVICE = "service", _("Services")
    OPPORTUNITY = "opportunity", _("Opportunities")
    PARTNER = "partner", _("Partners")
    OFFICE = "office", _("Offices")
    MISSION = "mission", _("Missions")


class ImportStatus(TextChoices):
    """Where a file stands; nothing of it is in the catalogue before it is applied, and then all that was to be."""

    CHECKED = "checked", _("Tried out, nothing written yet")
    APPLYING = "applying", _("Being applied")
    APPLIED = "applied", _("Applied")
    DROPPED = "dropped", _("Dropped")


class RowVerdict(TextChoices):
    """What the dry run found of a row, the most urgent first."""

    REFUSED = "refused", _("Refused")
    ASKED = "asked", _("Perhaps there already")
    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    KEPT = "kept", _("Yours kept")
    SAME = "same", _("As it is already")


class LinkState(TextChoices):
    """What became of an address on an entry. It says nothing of the entry: a link is not its content."""

    UNKNOWN = "unknown", _("Not tried yet")
    OK = "ok", _("It answers")
    MOVED = "moved", _("Has moved")
    DEAD = "dead", _("Is gone")
    REFUSED = "refused", _("Does not let our robot in")
    UNREACHABLE = "unreachable", _("Does not answer")
    BARRED = "barred", _("Never tried: not an address of the public web")


class LinkFault(TextChoices):
    """Why an address gave no answer at all."""

    NO_HOST = "no-host", _("there is no such site")
    CONNECTION = "connection", _("the site cannot be connected to")
    CERTIFICATE = "certificate", _("the site’s certificate is not in order")
    TIME = "time", _("the site takes too long")
    LOOP = "loop", _("the site leads round in circles")
    PROTOCOL = "protocol", _("the site’s answer is not understood")
    BARRED = "barred", _("the address is not one of the public web")


class ReviewStep(TextChoices):
    """What a person is told about an entry whose check grows old, in the order in which it happens."""

    SOON = "soon", _("To be confirmed soon")
    DUE = "due", _("To be confirmed now")
    LATE = "late", _("Confirmation is late")
    LAST = "last", _("About to be hidden")


class QuestionTopic(TextChoices):
    """The sections of the page of frequent questions, by the anchors they have there."""

    START = "inizio", _("Getting started")
    GRANTS = "contributi", _("Grants and deadlines")
    BODIES = "enti", _("Bodies and offices")
    SEARCH = "ricerca", _("Searching")
    DATA = "dati", _("Data, privacy and this portal")
