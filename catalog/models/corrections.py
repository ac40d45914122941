"""What readers found wrong on the pages of entries."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.enums import CorrectionRefusal, CorrectionStatus, CorrectionSubject, Kind


class CorrectionQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """Those nobody has dealt with, the oldest first."""
        return self.filter(status=CorrectionStatus.OPEN).order_by("received_at", "pk")


class Correction(models.Model):
    """A reader's report on one entry, named by kind and address: it outlives the entry, and any application has some.

    ``email`` is given freely, for an answer; nothing else is kept of who wrote. ``language`` is the reader's, for the
    answer too. A reader who knows the right words names the ``part`` (a column of the entry) and ``suggested`` them;
    ``present`` is what it said then. ``note`` is what staff wrote to the reader.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    slug = models.SlugField(_("entry"), max_length=120)
    subject = models.CharField(_("what is wrong"), max_length=10, choices=CorrectionSubject)
    message = models.TextField(_("what it should say"), blank=True)
    part = models.CharField(_("part of the page"), max_length=40, blank=True)
    present = models.TextField(_("what it said"), blank=True)
    suggested = models.TextField(_("suggested words"), blank=True)
    email = models.EmailField(_("e-mail for an answer"), blank=True)
    language = models.CharField(_("language"), max_length=2)
    status = models.CharField(_("status"), max_length=10, choices=CorrectionStatus, default=CorrectionStatus.OPEN)
    received_at = models.DateTimeField(_("received"), auto_now_add=True, db_index=True)
    closed_at = models.DateTimeField(_("dealt with"), null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("dealt with by"),
    )
    reason = models.CharField(_("why not"), max_length=12, choices=CorrectionRefusal, blank=True)
    note = models.TextField(_("words to the reader"), blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of an error")
        verbose_name_plural = _("reports of errors")
        ordering = ("received_at", "pk")

    def __str__(self) -> str:
        return f"{self.get_subject_display()}: {self.slug}"
