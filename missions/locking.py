"""The locks: of a mission, for who sits and who waits; of a registration, for what it says; of a firm, for who acts.

The same on either database. Whoever takes a mission's and a registration's takes the mission's first.
"""

from django.db import transaction

from missions.models import Firm, Mission, Registration


def lock_mission(pk: int) -> Mission:
    """The mission's row, locked until the transaction ends and as it is now.

    PostgreSQL locks the row. SQLite has one writer: its transactions are IMMEDIATE, so that the lock is there from
    their first statement on. Raises ``TransactionManagementError`` outside a transaction, ``Mission.DoesNotExist``.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A mission is locked inside a transaction.")
    return Mission.objects.select_for_update(of=("self",)).get(pk=pk)


def lock_registration(pk: int, mission: Mission | None = None) -> Registration:
    """The registration's row, locked as a mission's, with its mission and firm beside it. Raises the same.

    Whoever holds its mission's lock gives the ``mission``; neither it nor the firm is read then.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A registration is locked inside a transaction.")
    rows = Registration.objects.select_for_update(of=("self",))
    if mission is None:
        return rows.select_related("mission", "firm").get(pk=pk)
    registration = rows.get(pk=pk, mission=mission)
    registration.mission = mission
    return registration


def lock_firm(pk: int) -> Firm:
    """The firm's row, locked as a mission's: who acts for it changes one at a time. Raises the same."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A firm is locked inside a transaction.")
    return Firm.objects.select_for_update(of=("self",)).get(pk=pk)
