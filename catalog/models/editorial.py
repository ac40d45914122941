"""What waits beside a public entry, and what is said of entries among staff."""

from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.enums import RevisionStatus, Verb
from catalog.models.partners import Partner

#: A change that is not decided yet.
OPEN = (RevisionStatus.DRAFT, RevisionStatus.IN_REVIEW, RevisionStatus.SENT_BACK)


class RevisionQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Those not decided yet."""
        return self.filter(status__in=OPEN)


class Revision(models.Model):
    """A change of a public entry that waits for the Region's approval; the public reads the old text meanwhile.

    ``values`` are the new values of the fields that change, ``before`` what the entry said of them when each was first
    changed, both as ``catalog.editorial.values`` writes them. ``partner`` is the body the entry belonged to then.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    entry = GenericForeignKey()
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="+", verbose_name=_("partner"))
    values = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    status = models.CharField(_("status"), max_length=10, choices=RevisionStatus, default=RevisionStatus.DRAFT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("change that waits")
        verbose_name_plural = _("changes that wait")
        ordering = ("created_at", "pk")
        indexes = [models.Index(fields=["status", "content_type"], name="revision_status")]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"], condition=Q(status__in=OPEN), name="revision_open_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.entry)


class Comment(models.Model):
    """A line of an entry's diary among staff: who did or said what, and of which version."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    entry = GenericForeignKey()
    version = models.PositiveIntegerField(_("version"))
    verb = models.CharField(_("what"), max_length=10, choices=Verb, default=Verb.COMMENT)
    text = models.TextField(_("comment"), max_length=2_000, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    created_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("-created_at", "-pk")
        indexes = [models.Index(fields=["content_type", "object_id"], name="comment_entry")]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: {self.text}"
