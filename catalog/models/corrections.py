"""What readers found wrong on the pages of entries."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.enums import CorrectionStatus, CorrectionSubject, Kind


class CorrectionQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """Those nobody has dealt with, the oldest first."""
        return self.filter(status=CorrectionStatus.OPEN).order_by("received_at", "pk")


class Correction(models.Model):
    """A reader's report on one entry, named by kind and address: it outlives the entry, and any application has some.

    ``email`` is given freely, for an answer; nothing else is kept of who wrote. ``language`` is the reader's, for the
    answer too.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    slug = models.SlugField(_("entry"), max_length=120)
    subject = models.CharField(_("what is wrong"), max_length=10, choices=CorrectionSubject)
    message = models.TextField(_("what it should say"))
    email = models.EmailField(_("e-mail for an answer"), blank=True)
    language = models.CharField(_("language"), max_length=2)
    status = models.CharField(_("status"), max_length=10, choices=CorrectionStatus, default=CorrectionStatus.OPEN)
    received_at = models.DateTimeField(_("received"), auto_now_add=True, db_index=True)
    closed_at = models.DateTimeField(_("dealt with"), null=True, blank=True, editable=False)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of an error")
        verbose_name_plural = _("reports of errors")
        ordering = ("received_at", "pk")

    def __str__(self) -> str:
        return f"{self.get_subject_display()}: {self.slug}"
