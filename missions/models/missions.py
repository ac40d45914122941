"""Missions abroad."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models import Country, Partner, Sector
from catalog.models.publishing import PublishableModel, PublishableQuerySet
from catalog.translation import InTheReadersLanguage


class MissionQuerySet(PublishableQuerySet):
    def upcoming(self, day: date) -> Self:
        """Still to start on a day, the nearest first."""
        return self.filter(starts__gt=day).order_by("starts", "title_it")

    def past(self, day: date) -> Self:
        """Dated and over on a day, the latest first: the archive."""
        return self.filter(starts__lte=day).order_by(F("starts").desc(), "title_it")


class Mission(PublishableModel):
    """A mission. ``ends`` may be unknown when ``starts`` is known; ``demo`` marks one made to try the portal out."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="mission_set", verbose_name=_("organiser"))
    title_it = models.CharField(_("title in Italian"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    description_it = models.TextField(_("description in Italian"))
    description_en = models.TextField(_("description in English"), blank=True)
    countries = models.ManyToManyField(Country, verbose_name=_("countries"), related_name="mission_set", blank=True)
    cities = models.JSONField(_("cities"), default=list, blank=True)
    starts = models.DateField(_("starts"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)
    sectors = models.ManyToManyField(Sector, verbose_name=_("sectors"), related_name="mission_set", blank=True)
    support = models.JSONField(_("support on the spot"), default=list, blank=True)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    demo = models.BooleanField(_("demonstration"), default=False)

    title = InTheReadersLanguage()
    description = InTheReadersLanguage()

    objects = MissionQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("mission")
        verbose_name_plural = _("missions")
        ordering = (F("starts").desc(nulls_last=True), "title_it")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")), name="mission_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("missions:mission", args=[self.slug])

    @property
    def last_day(self) -> date | None:
        """The day it is over; its first day where nobody published the last."""
        return self.ends or self.starts
