"""How long a session of staff lasts: ASVS 5.0, 7.3."""

import time

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

_STARTED, _SEEN = "staff_since", "staff_seen"
#: How exactly the last use is known, in seconds: not every request writes to the database.
_EXACT = 60


def begin(session: SessionBase) -> None:
    """Notes that staff has signed in now."""
    session[_STARTED] = session[_SEEN] = int(time.time())


def is_over(session: SessionBase) -> bool:
    """Whether it has lasted too long, or was left alone too long. A session without a beginning is over."""
    now = int(time.time())
    too_old = now - session.get(_STARTED, 0) > settings.STAFF_SESSION_LONGEST
    return too_old or now - session.get(_SEEN, 0) > settings.STAFF_SESSION_IDLE


def use(session: SessionBase) -> None:
    """Notes that it is being used."""
    now = int(time.time())
    if now - session.get(_SEEN, 0) >= _EXACT:
        session[_SEEN] = now
