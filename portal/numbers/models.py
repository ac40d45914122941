"""The counts, by day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.numbers.enums import What

LONGEST_KEY = 150


class DailyCount(models.Model):
    """How often something happened on one day (in Italy); written by ``portal.numbers.counting`` alone."""

    day = models.DateField(_("day"))
    what = models.CharField(_("what"), max_length=12, choices=What)
    key = models.CharField(_("which"), max_length=LONGEST_KEY, blank=True)
    count = models.PositiveBigIntegerField(_("count"))

    class Meta:
        verbose_name = _("count")
        verbose_name_plural = _("counts")
        ordering = ("day", "what", "key")
        constraints = [models.UniqueConstraint(fields=("day", "what", "key"), name="daily_count_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.what} {self.key}: {self.count}"


class MissedSearch(models.Model):
    """How often, on one day, a text was searched for that nothing or little answers; ``mark`` is a keyed hash of it.

    Who knows the marks cannot tell the texts: only what many searched for gets a ``MissedText``.
    """

    mark = models.CharField(max_length=64)
    day = models.DateField()
    count = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("mark", "day"), name="missed_search_once")]
        indexes = [models.Index(fields=("day",), name="missed_search_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.mark[:8]}: {self.count}"


class MissedText(models.Model):
    """A text that was searched for on several days, and that nothing or little answers.

    ``found`` is how many entries answered last; ``facets`` what was recognised in it, by facet, need included.
    """

    mark = models.CharField(max_length=64, unique=True)
    text = models.CharField(_("text"), max_length=80)
    language = models.CharField(_("language"), max_length=2)
    found = models.PositiveIntegerField(_("answers"))
    facets = models.JSONField(default=dict)
    seen_to = models.BooleanField(_("seen to"), default=False)

    class Meta:
        verbose_name = _("search without an answer")
        verbose_name_plural = _("searches without an answer")
        ordering = ("text",)

    def __str__(self) -> str:
        return self.text
