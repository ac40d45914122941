"""The cookies the portal may set: technical ones alone, so no consent is asked and no banner shown."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from catalog.territory import reader
from portal.accounts import devices


@dataclass(frozen=True)
class Cookie:
    """A cookie as the privacy page lists it: when it is set, what for, how long it stays."""

    name: str
    when: str
    purpose: str
    lasting: str


def cookies() -> list[Cookie]:
    """All of them, by the names of this installation."""
    return [
        Cookie(
            settings.SESSION_COOKIE_NAME,
            _("When you sign in"),
            _("Remembers that you have signed in."),
            _("Two weeks, or until you sign out"),
        ),
        Cookie(
            devices.COOKIE,
            _("When you sign in"),
            _("Tells your browser from those of strangers who try passwords."),
            _("One year"),
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            _("When you open a form that needs it"),
            _("Makes sure that a form sent to us was filled in on our own pages."),
            _("One year"),
        ),
        Cookie(
            reader.COOKIE,
            _("When you choose your province"),
            _("Remembers its two letters, to show first what is near you."),
            _("One year, or until you choose all of Lombardy"),
        ),
    ]
