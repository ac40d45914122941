"""What of the editorial life needs hands today, for the lists' filter and the first page alike."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from catalog.editorial import duties
from catalog.enums import EditorialStatus, RevisionStatus
from catalog.models import Revision
from catalog.models.publishing import PublishableModel
from catalog.permissions import approvable, editable

#: Days before its last one in which an entry is said to expire.
SOON = timedelta(days=30)
#: The lists' parameter in an address.
PARAMETER = "waiting"


@dataclass(frozen=True)
class Kind:
    """One kind of duty: its name on the first page, as a filter's choice, which entries, and whose they are."""

    name: Any
    choice: Any
    of: Callable[[QuerySet], QuerySet]
    whose: Callable[[Any, QuerySet], QuerySet]


def in_review(entries: QuerySet) -> QuerySet:
    """Those sent in, themselves or with a change."""
    return entries.filter(Q(editorial_status=EditorialStatus.IN_REVIEW) | _changed(entries, RevisionStatus.IN_REVIEW))


def sent_back(entries: QuerySet) -> QuerySet:
    """Those given back with a comment, themselves or with a change."""
    return entries.filter(Q(editorial_status=EditorialStatus.SENT_BACK) | _changed(entries, RevisionStatus.SENT_BACK))


def unfinished(entries: QuerySet) -> QuerySet:
    """Drafts and changes nobody has sent in."""
    return entries.filter(Q(editorial_status=EditorialStatus.DRAFT) | _changed(entries, RevisionStatus.DRAFT))


def expiring(entries: QuerySet) -> QuerySet:
    """Public ones whose last day is near."""
    today = localdate()
    return entries.filter(editorial_status=EditorialStatus.PUBLISHED, expire_on__range=(today, today + SOON))


def _changed(entries: QuerySet, status: RevisionStatus) -> Q:
    kind = ContentType.objects.get_for_model(entries.model)
    return Q(pk__in=Revision.objects.filter(content_type=kind, status=status).values("object_id"))


DUTIES = {
    "review": Kind(_("To review"), _("to be reviewed"), in_review, approvable),
    "back": Kind(_("Sent back to you"), _("sent back"), sent_back, editable),
    "unfinished": Kind(_("Not sent in yet"), _("not sent in yet"), unfinished, editable),
    "expiring": Kind(_("Expiring within 30 days"), _("expiring within 30 days"), expiring, editable),
}


def register(model: type[PublishableModel]) -> None:
    """Puts the duties of a kind of entry on the first page; called once, from ``AppConfig.ready``."""
    for name, kind in DUTIES.items():
        duties.register(
            format_lazy("{}: {}", kind.name, model._meta.verbose_name_plural),
            count=_counted(kind, model),
            url=_listed(name, model),
        )


def _counted(kind: Kind, model: type[PublishableModel]) -> Callable[[Any], int]:
    return lambda user: kind.of(kind.whose(user, model._default_manager.all())).count()


def _listed(name: str, model: type[PublishableModel]) -> Callable[[Any], str]:
    page = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    return lambda user: f"{reverse(page)}?{PARAMETER}={name}"
