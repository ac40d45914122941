"""The addresses on entries and what became of them: apart from the entries, whose public life they never touch."""

from datetime import timedelta
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.enums import LinkFault, LinkState
from catalog.models.reviews import AboutEntry

#: A site may be away for some days before it is anybody's business.
PATIENCE = timedelta(days=3)


class LinkQuerySet(models.QuerySet):
    def troubled(self) -> Self:
        """Those to look at: gone, moved, never to be tried, or silent for days or closed to us and not vouched for."""
        silent = models.Q(state=LinkState.UNREACHABLE, since__lte=timezone.now() - PATIENCE)
        closed = models.Q(state=LinkState.REFUSED)
        return self.filter(
            models.Q(state__in=(LinkState.DEAD, LinkState.MOVED, LinkState.BARRED))
            | (silent | closed) & models.Q(vouched_at=None)
        )


class Link(AboutEntry):
    """One address on one entry.

    ``status`` is the last HTTP status, ``fault`` why there was none. ``missed_on`` is the first day it was not found:
    it is dead when it is not found on a later day too. ``since`` is when its state began, ``new_url`` where it has
    moved for good. A person may vouch for a link that answers people and not robots.
    """

    url = models.URLField(_("address"), max_length=500)
    host = models.CharField(max_length=255, db_index=True, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=LinkState, default=LinkState.UNKNOWN)
    status = models.PositiveSmallIntegerField(_("HTTP status"), null=True, blank=True)
    fault = models.CharField(_("why"), max_length=12, choices=LinkFault, blank=True)
    new_url = models.URLField(_("new address"), max_length=500, blank=True)
    missed_on = models.DateField(null=True, blank=True, editable=False)
    since = models.DateTimeField(_("since"), default=timezone.now)
    tried_at = models.DateTimeField(_("last tried"), null=True, blank=True)
    next_try = models.DateTimeField(default=timezone.now, db_index=True, editable=False)
    vouched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("opened by")
    )
    vouched_at = models.DateTimeField(_("opened on"), null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ("since", "pk")
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id", "url"], name="link_once_an_entry")]
        indexes = [models.Index(fields=["state", "since"], name="link_state")]

    def __str__(self) -> str:
        return self.url

    @property
    def leads_to_front_page(self) -> bool:
        """Whether a page has 'moved' to its site's front page: often it is gone, and the site does not say so."""
        return bool(self.new_url) and not _path(self.new_url) and bool(_path(self.url))


def _path(url: str) -> str:
    return urlsplit(url).path.strip("/")
