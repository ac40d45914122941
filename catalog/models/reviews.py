"""How an entry is kept true: its rhythm and its owner, who confirmed it when, whom the portal has reminded."""

from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.enums import Kind, ReviewStep
from catalog.models.publishing import PublishableModel


class Rhythm(models.IntegerChoices):
    """Every how many months somebody looks whether an entry is still true."""

    MONTHLY = 1, _("every month")
    QUARTERLY = 3, _("every three months")
    HALF_YEARLY = 6, _("every six months")
    YEARLY = 12, _("every year")
    TWO_YEARLY = 24, _("every two years")


class ReviewRule(models.Model):
    """What holds for a kind of entry unless an entry says otherwise.

    ``hidden_after_days`` are days without a confirmation after the day it was due; empty means never.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, primary_key=True)
    rhythm = models.PositiveSmallIntegerField(_("confirmed"), choices=Rhythm)
    hidden_after_days = models.PositiveSmallIntegerField(
        _("hidden after so many days without confirmation"),
        null=True,
        blank=True,
        help_text=_("Counted from the day the confirmation was due. Empty: never hidden."),
    )

    class Meta:
        verbose_name = _("rule of confirmation")
        verbose_name_plural = _("rules of confirmation")
        ordering = ("kind",)

    def __str__(self) -> str:
        return self.get_kind_display()


class AboutEntry(models.Model):
    """A row about one entry of any kind; it goes when the entry goes."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", editable=False)
    object_id = models.PositiveBigIntegerField(editable=False)
    entry = GenericForeignKey()

    class Meta:
        abstract = True


class Confirmation(AboutEntry):
    """Somebody said that an entry is still true. ``before`` and ``checked`` are its partial dates of checking."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("confirmed by")
    )
    at = models.DateTimeField(_("confirmed on"), default=timezone.now)
    before = models.CharField(_("checked before"), max_length=10, blank=True)
    checked = models.CharField(_("checked on"), max_length=10)

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["content_type", "object_id"], name="confirmation_of_entry")]

    def __str__(self) -> str:
        return f"{self.entry}: {self.checked}"


class ReviewNotice(AboutEntry):
    """A person was told once that an entry's confirmation is due on a day, or past it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    step = models.CharField(max_length=5, choices=ReviewStep)
    due = models.DateField()
    sent_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "user", "step", "due"], name="review_notice_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.entry}, {self.step}"


class LapseQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Those whose entry nobody has confirmed since."""
        return self.filter(ended_at=None)


class Lapse(AboutEntry):
    """An entry was suspended because nobody confirmed it, until somebody does."""

    due = models.DateField(_("confirmation was due"))
    hidden_at = models.DateTimeField(_("hidden on"), default=timezone.now)
    ended_at = models.DateTimeField(_("confirmed again on"), null=True, blank=True)

    objects = LapseQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry hidden without confirmation")
        verbose_name_plural = _("entries hidden without confirmation")
        ordering = ("-hidden_at", "-pk")
        indexes = [models.Index(fields=["content_type", "object_id"], name="lapse_of_entry")]

    def __str__(self) -> str:
        return str(self.entry)


class ReviewedEntry(PublishableModel):
    """An entry that somebody confirms from time to time; ``checked`` is the last time it was looked at."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kept true by"),
        help_text=_("Who is reminded to confirm it. Empty: every editor of the body."),
    )
    rhythm = models.PositiveSmallIntegerField(
        _("to be confirmed"),
        choices=Rhythm,
        null=True,
        blank=True,
        help_text=_("Empty: as all entries of its kind."),
    )

    confirmations = GenericRelation(Confirmation)
    review_notices = GenericRelation(ReviewNotice)
    lapses = GenericRelation(Lapse)
    links = GenericRelation("catalog.Link")

    class Meta:
        abstract = True
