"""How long reports are kept. The privacy page says the same."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from catalog.models import Correction

#: An address is needed until the answer has arrived; it goes this long after it, or after so long without one.
ADDRESS_KEPT = timedelta(days=30)
ADDRESS_KEPT_UNANSWERED = timedelta(days=180)
#: The report itself goes this long after it was dealt with.
REPORT_KEPT = timedelta(days=365)


@transaction.atomic
def erase_old(now: datetime) -> tuple[int, int]:
    """Deletes addresses and reports whose time is over; returns how many of each."""
    reports, _by_model = Correction.objects.filter(closed_at__lt=now - REPORT_KEPT).delete()
    over = Q(closed_at__lt=now - ADDRESS_KEPT) | Q(received_at__lt=now - ADDRESS_KEPT_UNANSWERED)
    return Correction.objects.filter(over).exclude(email="").update(email=""), reports
