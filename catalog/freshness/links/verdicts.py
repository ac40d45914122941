"""What an answer means for a link. Each link has its own: what clears one clears no other."""

from datetime import datetime, timedelta
from http import HTTPStatus

from django.utils import timezone

from catalog.enums import LinkFault, LinkState
from catalog.freshness.links.asking import Answer
from catalog.models import Link

#: When a link in a state is tried again. What may be a passing fault is looked at the next day.
AGAIN = {
    LinkState.OK: timedelta(days=7),
    LinkState.MOVED: timedelta(days=7),
    LinkState.DEAD: timedelta(days=7),
    LinkState.REFUSED: timedelta(days=14),
    LinkState.UNREACHABLE: timedelta(days=1),
    LinkState.BARRED: timedelta(days=30),
}
_NEXT_DAY = timedelta(days=1)
#: The longest a site can ask us to stay away.
_LONGEST_WAIT = timedelta(days=30)
_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
#: Client errors that are about time, not about us: as a server's own fault.
_PASSING = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY)


def verdict(answer: Answer) -> LinkState:
    """The state that one answer speaks for; ``DEAD`` after a first 404 is only a suspicion (see ``record``)."""
    if answer.fault == LinkFault.BARRED:
        return LinkState.BARRED
    if answer.status is None or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status in _PASSING:
        return LinkState.UNREACHABLE
    if answer.status in _GONE:
        return LinkState.DEAD
    # 416: the page is there, and shorter than what we asked of it.
    if answer.status >= HTTPStatus.BAD_REQUEST and answer.status != HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        return LinkState.REFUSED
    return LinkState.MOVED if answer.moved_to else LinkState.OK


def record(link: Link, answer: Answer, *, now: datetime) -> None:
    """Writes into a link, without saving it, what an answer means for it and when to ask again.

    Not found is believed when it is said on two days. A site that is away, or keeps us out, says nothing of the page: a
    link that is dead stays so.
    """
    state, today = verdict(answer), timezone.localdate(now)
    again = AGAIN[state]
    if state == LinkState.DEAD and link.state != LinkState.DEAD:
        link.missed_on = link.missed_on or today
        if link.missed_on == today:
            state, again = LinkState(link.state), _NEXT_DAY
    elif state in (LinkState.OK, LinkState.MOVED):
        link.missed_on = None
    elif link.state == LinkState.DEAD:
        state = LinkState.DEAD
    if state != link.state:
        link.state, link.since = state, now
        link.vouched_by = link.vouched_at = None
    link.status, link.fault = answer.status, answer.fault or ""
    if verdict(answer) == LinkState.MOVED:
        link.new_url = answer.moved_to
    elif state != LinkState.MOVED:
        link.new_url = ""
    link.tried_at = now
    wait = timedelta(seconds=answer.wait or 0)
    link.next_try = now + max(again, min(wait, _LONGEST_WAIT))
