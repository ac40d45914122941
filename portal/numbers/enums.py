"""What is counted, and the kinds of pages."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class What(TextChoices):
    """An act that is counted. What its ``key`` holds is said beside it."""

    PAGE = "page", _("Pages opened")  # the kind of page
    SEARCH = "search", _("Searches")  # nothing
    UNANSWERED = "unanswered", _("Searches without an answer")  # nothing
    ENTRY = "entry", _("Entries opened")  # kind and slug: 'service/ice-desk'
    FOUND = "found", _("Entries opened from a search")  # as of an entry
    CONTACT = "contact", _("Contacts followed")  # the way
    ASKED = "asked", _("Contacts followed, by entry")  # the way and the entry: 'mail:service/ice-desk'
    SOUGHT = (
        "sought",
        _("What readers looked for"),
    )  # 'service/ice-desk|sector=wine'


#: What the public page adds up; the rest is for the body it concerns.
PUBLIC = (What.PAGE, What.SEARCH, What.UNANSWERED, What.ENTRY, What.FOUND, What.CONTACT)


class PageKind(TextChoices):
    HOME = "home", _("Home")
    SEARCH = "search", _("Search and lists")
    SERVICE = "service", _("Services")
    OPPORTUNITY = "opportunity", _("Opportunities")
    PARTNER = "partner", _("Partners")
    MISSION = "mission", _("Missions")
    OFFICES = "offices", _("Offices near you")
    CALENDAR = "calendar", _("Calendar")
    DOOR = "door", _("Pages for each kind of firm")
    OTHER = "other", _("All other pages")


class Way(TextChoices):
    """How a reader turned to a body from our page."""

    TELEPHONE = "telephone", _("Telephone")
    MAIL = "mail", _("E-mail")
    WEBSITE = "website", _("Website")
