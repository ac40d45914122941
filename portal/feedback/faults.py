"""Reporting a fault."""

import datetime

from django.db import transaction
from django.utils.timezone import localdate

from portal.feedback.models import Fault

#: Reports are kept for a year.
KEPT_DAYS = 365


@transaction.atomic
def report_fault(*, kind: str, text: str, page: str = "") -> Fault:
    """Puts a report in the queue that staff see to."""
    today = localdate()
    Fault.objects.filter(day__lt=today - datetime.timedelta(days=KEPT_DAYS)).delete()
    return Fault.objects.create(day=today, kind=kind, text=text, page=page)
