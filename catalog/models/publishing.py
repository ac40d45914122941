"""What every curated entry shares: who may see it, when it changed, what the files last said of it."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog import partial_dates
from catalog.enums import EditorialStatus


class PublishableQuerySet(models.QuerySet):
    """The words of publication, shared by every kind of entry."""

    def published(self) -> Self:
        """What the public may see."""
        return self.filter(editorial_status=EditorialStatus.PUBLISHED)


class PublishableModel(models.Model):
    """An entry with an editorial life. Only ``catalog.publishing`` saves one: it keeps the search in step."""

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
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)
    loaded = models.JSONField(default=dict, blank=True, editable=False)

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True
