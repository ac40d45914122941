"""What every curated entry shares: who may see it, when it changed, what the files last said of it."""

from typing import Any, ClassVar, Self

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from catalog import partial_dates
from catalog.enums import EditorialStatus, StaffRole


class PublishableQuerySet(models.QuerySet):
    """The words of publication, shared by every kind of entry."""

    def published(self) -> Self:
        """What the public may see: on its last day still, in Italy, and not after."""
        return self.filter(
            Q(expire_on=None) | Q(expire_on__gte=localdate()), editorial_status=EditorialStatus.PUBLISHED
        )


class PublishableModel(models.Model):
    """An entry with an editorial life. Only ``catalog.publishing`` saves one: it keeps the search in step.

    ``version`` counts every change of its text, its parts, its state and the change that waits beside it: who writes
    or approves says which one was read. ``published_at`` is the first time it was public.
    """

    #: For the history: whom its next line names, and whether to leave lines out while links are written.
    _history_user: Any
    skip_history_when_saving: bool
    #: How a query reaches the body an entry belongs to, and which roles there may edit it.
    body_path: ClassVar[str] = "partner"
    edited_by: ClassVar[tuple[StaffRole, ...]] = (StaffRole.EDITOR,)
    #: Relations whose rows are edited with it, and approved with it.
    parts: ClassVar[tuple[str, ...]] = ()

    slug = models.SlugField(
        _("address"), max_length=120, unique=True, help_text=_("The last part of the page's address.")
    )
    editorial_status = models.CharField(
        _("status"), max_length=12, choices=EditorialStatus, default=EditorialStatus.DRAFT, db_index=True
    )
    url = models.URLField(_("official page"), max_length=500, blank=True)
    sources = models.JSONField(
        _("sources"), default=list, blank=True, help_text=_("Addresses of the pages that were read.")
    )
    search_terms_it = models.JSONField(
        _("search terms in Italian"),
        default=list,
        blank=True,
        help_text=_("What firms type when they look for this. Searched, not shown."),
    )
    search_terms_en = models.JSONField(_("search terms in English"), default=list, blank=True)
    checked = models.CharField(
        _("checked on"),
        max_length=10,
        blank=True,
        validators=[partial_dates.validate],
        help_text=_("As exact as the source: a year, a month or a day (2025, 2025-04, 2025-04-30)."),
    )
    publish_on = models.DateField(
        _("public from"), null=True, blank=True, help_text=_("When it is approved before, it waits for this day.")
    )
    expire_on = models.DateField(
        _("public until"), null=True, blank=True, help_text=_("The last day it is shown; then it is withdrawn.")
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    published_at = models.DateTimeField(_("first published"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)
    loaded = models.JSONField(default=dict, blank=True, editable=False)

    objects = PublishableQuerySet.as_manager()
    history = HistoricalRecords(inherit=True, excluded_fields=["loaded"])
    revisions = GenericRelation("catalog.Revision")
    comments = GenericRelation("catalog.Comment")

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        """Whether the public may see it today, as ``PublishableQuerySet.published`` says it of many."""
        is_over = self.expire_on is not None and self.expire_on < localdate()
        return self.editorial_status == EditorialStatus.PUBLISHED and not is_over

    @property
    def was_public(self) -> bool:
        """Whether readers have seen it; such an entry is withdrawn, never deleted."""
        after = (EditorialStatus.PUBLISHED, EditorialStatus.SUSPENDED, EditorialStatus.ARCHIVED)
        return self.published_at is not None or self.editorial_status in after
