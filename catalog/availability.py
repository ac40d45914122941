"""Where an entry stands on a day. Deadlines are days in Italy and end with them, at midnight in Europe/Rome."""

from datetime import date

from catalog.enums import Availability


def availability(opens: date | None, closes: date | None, always: bool, today: date) -> Availability | None:
    """Open, upcoming, closed or always available; None when nobody published the dates that would tell.

    ``always`` is what has no deadline: a service, or a call open until its funds run out. ``today`` is the day in
    Europe/Rome, ``django.utils.timezone.localdate()``.
    """
    if closes is not None and closes < today:
        return Availability.CLOSED
    if opens is not None and opens > today:
        return Availability.UPCOMING
    if always:
        return Availability.ROLLING
    if closes is not None:
        return Availability.OPEN
    return None
