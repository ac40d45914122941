"""Two at the same moment: one firm however often it is begun, and never one without its legal representative."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from missions.enums import MandateRole
from missions.firms import invitations, mandates, profile
from missions.models import Firm, Invitation, Mandate
from missions.transitions import RefusedError
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 5


def _at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act returned, or the refusal it met; all of them begin together, each on a connection of its own."""
    together = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            together.wait()
            return act()
        except RefusedError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def _refused(answers: list[object]) -> int:
    return sum(isinstance(answer, RefusedError) for answer in answers)


def test_a_firm_begun_by_several_at_once_is_one_persons():
    for number in range(ROUNDS):
        given = {"name": "Torneria", "role": MandateRole.LEGAL_REPRESENTATIVE, "now": timezone.now()}
        spellings = [factories.vat_number(8_000 + number), f"IT {factories.vat_number(8_000 + number)}"] * 2
        acts = [partial(profile.create_firm, by=factories.person(), vat_number=text, **given) for text in spellings]

        answers = _at_once(*acts)

        firm = Firm.objects.get(vat_number=spellings[0])
        assert (_refused(answers), Mandate.objects.filter(firm=firm).count()) == (3, 1)


def test_two_legal_representatives_who_leave_at_once_do_not_both_go():
    for _round in range(ROUNDS):
        firm = factories.firm()
        held = [firm.mandates.get(), factories.mandate(user=factories.person(), firm=firm)]
        acts = [partial(mandates.end, mine, by=mine.user, now=timezone.now()) for mine in held]

        answers = _at_once(*acts)

        assert (_refused(answers), firm.mandates.active(timezone.now().date()).count()) == (1, 1)


def test_an_invitation_accepted_twice_at_once_gives_one_mandate():
    for _round in range(ROUNDS):
        firm, marco = factories.firm(), factories.person()
        invitation = factories.invitation(firm=firm, email=marco.email)
        acts = [partial(invitations.accept, invitation, by=marco, now=timezone.now())] * 3

        answers = _at_once(*acts)

        assert (_refused(answers), firm.mandates.filter(user=marco).count()) == (0, 1)
        assert Invitation.objects.get(pk=invitation.pk).accepted_at
