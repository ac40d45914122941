"""Two firms in two missions, from both ends at once: whoever waits for a lock never holds what the other waits for.

The full size runs under the torture profile. A control that takes two locks the other way round is caught by
PostgreSQL; SQLite has one writer and nothing to cross.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import hypothesis
import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from missions.enums import RegistrationStatus as Status
from missions.models import Registration, SupportOffer
from tests import factories
from tests.concurrency.opening_day import send
from tests.concurrency.served import Heard, Portal, Sender, portal, senders

pytestmark = pytest.mark.django_db(transaction=True)

TORTURE = hypothesis.settings.get_current_profile_name() == "torture"
ROUNDS = 1_000 if TORTURE else 8


@dataclass(frozen=True)
class Firm:
    """Somebody who acts for a firm, and its registrations for the two missions."""

    sender: Sender
    registrations: tuple[Registration, Registration]


@pytest.fixture
def firms():
    with transaction.atomic():
        missions = [factories.open_mission(timezone.now(), capacity=9) for _number in range(2)]
        for mission in missions:
            mission.support_offers.create(title_it="Sportello", kind="legal-desk", quantity=1, slot_minutes=30)
        elsewhere = factories.open_mission(timezone.now())
        made = []
        for sender in senders(2):
            # It may not be erased while it has a seat: to know, all its missions are locked.
            factories.draft(elsewhere, sender.firm, status=Status.SEATED, submitted_at=timezone.now())
            made.append(Firm(sender, tuple(factories.draft(mission, sender.firm) for mission in missions)))
    return made


def _rounds(served: Portal, firms: Sequence[Firm], count: int) -> Counter[int]:
    """What was answered while both firms did everything, in both orders, over and over."""
    acts: list[Callable[[], list[Heard]]] = []
    for firm in firms:
        for order in (firm.registrations, firm.registrations[::-1]):
            acts.append(partial(_each, served.port, firm.sender, order, (_support, _send)))
            acts.append(partial(_each, served.port, firm.sender, order, (_withdraw, _reopen)))
        acts.append(partial(_erase, served.port, firm.sender))
    answers = Counter[int]()
    with ThreadPoolExecutor(len(acts)) as pool:
        for _round in range(count):
            for heard in pool.map(lambda act: act(), acts):
                answers.update(answer.status for answer in heard)
    return answers


def _each(port, sender, order, steps):
    try:
        return [step(port, sender, registration) for registration in order for step in steps]
    finally:
        connection.close()


def _support(port, sender, registration):
    offer = SupportOffer.objects.get(mission=registration.mission_id)
    path = reverse("missions:register_support", args=[registration.mission.slug])
    fields = {f"s{offer.pk}": "on", "firm": sender.firm.pk, "go": "on"}
    return sender.post(port, path, **fields)


def _send(port, sender, registration):
    current = Registration.objects.select_related("mission", "firm").get(pk=registration.pk)
    return send(sender, current, port)


def _withdraw(port, sender, registration):
    return sender.post(port, reverse("missions:withdraw", args=[registration.reference]))


def _reopen(port, sender, registration):
    return sender.post(port, reverse("missions:reopen", args=[registration.reference]))


def _erase(port, sender):
    return [sender.post(port, reverse("missions:data"), firm=sender.firm.pk, vat_number=sender.firm.vat_number)]


def _deadlocks():
    """Circles that PostgreSQL has broken; SQLite knows none."""
    if connection.vendor == "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return cursor.fetchone()[0]


def test_two_firms_in_two_missions_never_lock_each_other_out(tmp_path, firms):
    before = _deadlocks()
    with portal(tmp_path) as served:
        answers = _rounds(served, firms, ROUNDS)

    assert set(answers) == {200, 302}
    assert _deadlocks() == before
    print(f"{connection.vendor}: {ROUNDS} rounds, {answers.total()} requests, 0 deadlocks")


def test_locks_taken_the_other_way_round_would_be_seen(tmp_path, firms):
    """The control: on PostgreSQL somebody is asked to come back later, on SQLite nobody can be."""
    crosses = connection.vendor == "postgresql"
    before = _deadlocks()
    with portal(tmp_path, RACE_CROSSED=1, RACE_PAUSE=0.05) as served:
        answers = _rounds(served, firms, 3)

    assert (503 in answers) == crosses
    assert (_deadlocks() > before) == crosses
