"""Seats: how many there are, who holds them, and which kind of firm may still have one."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Q

from missions.enums import RegistrationStatus
from missions.models import Mission, Registration
from missions.models.registrations import HOLDING


@dataclass(frozen=True)
class Seats:
    """The seats of a mission at a moment.

    ``held`` counts seats by the kind of firm that holds them, live offers included; ``reserved`` are the seats still
    kept for each kind. ``waiting`` is the length of the queue, ``last_number`` the highest number among those that
    hold a seat or wait, ``offers_end`` the moment the first live offer ends.
    """

    capacity: int
    held: dict[str, int]
    reserved: dict[str, int]
    waiting: int
    offers_end: datetime | None = None
    last_number: int = 0

    @property
    def taken(self) -> int:
        return sum(self.held.values())

    @property
    def free(self) -> int:
        """Seats that nobody holds, whoever they are kept for; 0 when a capacity was lowered below what is taken."""
        return max(0, self.capacity - self.taken)

    def free_for(self, stage: str) -> int:
        """Seats a firm of this kind may have now: the free ones without those kept for other kinds."""
        kept = sum(max(0, seats - self.held.get(other, 0)) for other, seats in self.reserved.items() if other != stage)
        return max(0, self.free - kept)


def seats(mission: Mission, now: datetime) -> Seats:
    """The seats of a mission at a moment; two queries."""
    counted = (
        Registration.objects.filter(mission=mission, status__in=(*HOLDING, RegistrationStatus.WAITING))
        .order_by()
        .values_list("status", "stage")
        .annotate(count=Count("pk"), ends=Min("offer_expires_at"), last=Max("queue_number"))
    )
    held: Counter[str] = Counter()
    waiting, ends, last_number = 0, [], 0
    for status, stage, count, end, last in counted:
        last_number = max(last_number, last or 0)
        if status == RegistrationStatus.WAITING:
            waiting += count
        else:
            held[stage] += count
        if end:
            ends.append(end)
    reserved = {reserve.stage: reserve.seats for reserve in mission.reserves.all() if reserve.until > now}
    return Seats(mission.capacity or 0, dict(held), reserved, waiting, min(ends, default=None), last_number)


def position(registration: Registration) -> int | None:
    """A firm's place in the queue, from 1; None when it is not in it."""
    found = place(registration)
    return found[0] if found else None


def place(registration: Registration) -> tuple[int, int] | None:
    """(place from 1, length of the queue) of a firm that waits, None of another. One query, which only counts."""
    if registration.status != RegistrationStatus.WAITING:
        return None
    before = Q(queue_number__lt=registration.queue_number) | Q(
        queue_number=registration.queue_number, pk__lt=registration.pk
    )
    queue = Registration.objects.filter(mission=registration.mission_id).queue().order_by()
    counted = queue.aggregate(before=Count("pk", filter=before), length=Count("pk"))
    return counted["before"] + 1, counted["length"]


def positions(registrations: Iterable[Registration]) -> dict[int, tuple[int, int]]:
    """(place from 1, length of the queue) of those that wait, by their keys; one query for all."""
    waiting = {row.pk: row.mission_id for row in registrations if row.status == RegistrationStatus.WAITING}
    if not waiting:
        return {}
    queues: dict[int, list[int]] = defaultdict(list)
    rows = Registration.objects.filter(mission__in=set(waiting.values())).queue()
    for mission, pk in rows.values_list("mission", "pk"):
        queues[mission].append(pk)
    return {pk: (queues[mission].index(pk) + 1, len(queues[mission])) for pk, mission in waiting.items()}
