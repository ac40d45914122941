"""The counts, by day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.numbers.enums import What


class DailyCount(models.Model):
    """How often something happened on one day (in Italy); written by ``portal.numbers.counting`` alone."""

    day = models.DateField(_("day"))
    what = models.CharField(_("what"), max_length=12, choices=What)
    key = models.CharField(_("which"), max_length=150, blank=True)
    count = models.PositiveBigIntegerField(_("count"))

    class Meta:
        verbose_name = _("count")
        verbose_name_plural = _("counts")
        ordering = ("day", "what", "key")
        constraints = [models.UniqueConstraint(fields=("day", "what", "key"), name="daily_count_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.what} {self.key}: {self.count}"
