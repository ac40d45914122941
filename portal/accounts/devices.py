"""Devices that an account has been used on: strangers who try passwords must not lock its owner out.

Wrong passwords are counted per account. A browser that has signed in to it before carries a signed cookie and has a
count of its own, so that what others try elsewhere does not touch it (OWASP: Slow Down Online Guessing Attacks with
Device Cookies). The cookie gives no access, and holds no address: only a keyed hash of it and a random mark.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

_SALT = "portal.accounts.devices"
_LASTS = 365 * 24 * 3600
COOKIE = "device" if settings.DEMO else "__Host-device"


def remember(response: HttpResponse, email: str) -> None:
    """Marks the browser as one that this account was used on."""
    response.set_cookie(
        COOKIE,
        signing.dumps([_hash(email), secrets.token_urlsafe(12)], salt=_SALT),
        max_age=_LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def known(request: HttpRequest, email: str) -> str:
    """The mark of a browser this account was used on; empty for any other."""
    try:
        owner, mark = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(mark) if owner == _hash(email) else ""


def _hash(email: str) -> str:
    return salted_hmac(_SALT, email.strip().lower()).hexdigest()[:32]
