"""Support on the spot: what a firm asks for, and how much of it is left."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from missions.enums import SupportStatus
from missions.locking import lock_mission
from missions.models import Registration, SupportOffer, SupportRequest
from missions.models.registrations import HOLDING
from missions.transitions import RefusedError

#: Requests that take some of what an offer has.
_TAKING = (SupportStatus.ASKED, SupportStatus.CONFIRMED, SupportStatus.DELIVERED)


def left(offers: Iterable[SupportOffer]) -> dict[int, int | None]:
    """How much of each offer nobody has asked for, by its key; None where there is enough for all. One query.

    A day counts as one where it is asked for by day. Only firms with a seat take anything.
    """
    offers = list(offers)
    taken: Counter[int] = Counter()
    requests = SupportRequest.objects.filter(
        offer__in=[offer.pk for offer in offers if offer.quantity is not None],
        status__in=_TAKING,
        registration__status__in=HOLDING,
    )
    for offer, days in requests.order_by().values_list("offer", "days"):
        taken[offer] += max(1, len(days))
    return {offer.pk: None if offer.quantity is None else max(0, offer.quantity - taken[offer.pk]) for offer in offers}


@transaction.atomic
def ask(
    registration: Registration, offer: SupportOffer, *, days: Sequence[str] = (), note: str = "", now: datetime
) -> SupportRequest:
    """Asks for something, or changes what was asked for. ``days`` are ISO dates where it is asked for by day.

    Raises ``RefusedError`` when the time to ask is over.
    """
    lock_mission(registration.mission_id)
    if offer.ask_until and offer.ask_until < now:
        raise RefusedError(_("The time to ask for this is over: %(title)s.") % {"title": offer.title})
    request, _created = SupportRequest.objects.get_or_create(
        registration=registration, offer=offer, defaults={"asked_at": now}
    )
    if request.status == SupportStatus.WITHDRAWN:
        request.status, request.asked_at = SupportStatus.ASKED, now
    request.days, request.note = list(days), note
    request.save(update_fields=["status", "asked_at", "days", "note"])
    return request


@transaction.atomic
def withdraw(request: SupportRequest, *, now: datetime) -> None:
    """The firm needs it no longer; what it had is there for others."""
    lock_mission(request.registration.mission_id)
    request.status, request.decided_at = SupportStatus.WITHDRAWN, now
    request.save(update_fields=["status", "decided_at"])
