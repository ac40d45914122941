"""What people are told of a link, and what they can do about it."""

from typing import Any

from django.utils.translation import gettext as _

from catalog.editorial.changes import Outcome
from catalog.enums import LinkFault, LinkState
from catalog.models import Link


def told(link: Link) -> str:
    """A link's state in one sentence, with the reason where one is known."""
    state = link.get_state_display()
    if link.state == LinkState.MOVED and link.leads_to_front_page:
        return _("The site now leads to its front page: look whether the page is gone.")
    if link.state == LinkState.MOVED:
        return _("It has moved to %(url)s") % {"url": link.new_url}
    if link.vouched_at:
        return _("%(state)s. Somebody of yours has opened it.") % {"state": state}
    if link.fault and link.fault != LinkFault.BARRED:
        return _("%(state)s: %(reason)s") % {"state": state, "reason": link.get_fault_display()}
    if link.status and link.state in (LinkState.DEAD, LinkState.REFUSED, LinkState.UNREACHABLE):
        return _("%(state)s (answer %(status)d)") % {"state": state, "status": link.status}
    return state


def ways(link: Link) -> list[tuple[str, Any]]:
    """The buttons a link has: name and label."""
    found = []
    if link.state == LinkState.MOVED and link.new_url:
        found.append(("take", _("Take the new address")))
    if link.state in (LinkState.REFUSED, LinkState.UNREACHABLE) and not link.vouched_at:
        found.append(("vouch", _("It opens for me")))
    return [*found, ("again", _("Try again"))]


def done(name: str, outcome: Outcome | None) -> str:
    """What a button has done."""
    if name == "take":
        if outcome and outcome.kind == "pending":
            return _("The new address is on the entry’s pending change: send it in for approval.")
        return _("The entry has the new address.")
    if name == "vouch":
        return _("Noted. We ask again when it answers differently.")
    return _("It will be tried in the next round.")
