"""What people do about links: take a new address, vouch for one that keeps robots out, ask for another try."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from catalog.editorial import changes
from catalog.editorial.changes import Outcome
from catalog.enums import LinkState
from catalog.models import Link
from catalog.permissions import may_edit


class NothingToTakeError(Exception):
    """The link has no new address, or its entry does not hold the old one any more."""


@transaction.atomic
def take_new_address(link: Link, *, by: Any) -> Outcome:
    """Writes the new address into the entry wherever the old one stood, as any change of that person: at once or for
    approval.

    Raises ``NothingToTakeError``, and ``NotAllowed`` when the entry is not that person's.
    """
    entry: Any = link.entry
    if entry is None or link.state != LinkState.MOVED or not link.new_url:
        raise NothingToTakeError
    working = changes.working_values(entry)
    values: dict[str, Any] = {}
    if working["url"] == link.url:
        values["url"] = link.new_url
    if link.url in working["sources"]:
        renamed = [link.new_url if source == link.url else source for source in working["sources"]]
        values["sources"] = list(dict.fromkeys(renamed))
    if not values:
        raise NothingToTakeError
    return changes.propose(entry, values, author=by)


def vouch(link: Link, *, by: Any) -> None:
    """Somebody has opened a link that does not answer our robot. It holds until the link's state changes."""
    _demand(link, by)
    Link.objects.filter(pk=link.pk, state__in=(LinkState.REFUSED, LinkState.UNREACHABLE)).update(
        vouched_by=by, vouched_at=timezone.now()
    )


def try_again(link: Link, *, by: Any) -> None:
    """Has a link tried in the next round."""
    _demand(link, by)
    Link.objects.filter(pk=link.pk).update(next_try=timezone.now())


def _demand(link: Link, user: Any) -> None:
    entry: Any = link.entry
    if entry is None or not may_edit(user, entry):
        raise changes.NotAllowed
