"""The one lock of a mission: whoever changes who sits and who waits holds it, on either database."""

from django.db import transaction

from missions.models import Mission


def lock_mission(pk: int) -> Mission:
    """The mission's row, locked until the transaction ends and as it is now.

    PostgreSQL locks the row. SQLite has one writer: its transactions are IMMEDIATE, so that the lock is there from
    their first statement on. Raises ``TransactionManagementError`` outside a transaction, ``Mission.DoesNotExist``.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A mission is locked inside a transaction.")
    return Mission.objects.select_for_update(of=("self",)).get(pk=pk)
