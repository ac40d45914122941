"""Opportunities: calls, loans, fairs and events, ruled by dates."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.enums import OpportunityType
from catalog.models.offers import Offer
from catalog.models.publishing import PublishableQuerySet
from catalog.translation import InTheReadersLanguage


class OpportunityQuerySet(PublishableQuerySet):
    def closing_from(self, day: date) -> Self:
        """Open on a day and with a deadline still ahead, the nearest first."""
        return self.filter(Q(opens=None) | Q(opens__lte=day), closes__gte=day).order_by("closes", "title_it")

    def rolling_on(self, day: date) -> Self:
        """Open on a day until the funds run out, the latest opened first."""
        return self.filter(
            Q(opens=None) | Q(opens__lte=day), Q(closes=None) | Q(closes__gte=day), rolling=True
        ).order_by(F("opens").desc(nulls_last=True), "title_it")


class Opportunity(Offer):
    """An opportunity. ``closes`` is the last day, in Italy; ``rolling`` means open until the funds run out."""

    type = models.CharField(_("kind"), max_length=20, choices=OpportunityType)
    opens = models.DateField(_("opens"), null=True, blank=True)
    closes = models.DateField(_("closes"), null=True, blank=True)
    rolling = models.BooleanField(_("open until the funds run out"), default=False)
    amount_it = models.TextField(_("amount, in Italian"), blank=True)
    amount_en = models.TextField(_("amount, in English"), blank=True)
    beneficiaries_it = models.TextField(_("who may ask, in Italian"), blank=True)
    beneficiaries_en = models.TextField(_("who may ask, in English"), blank=True)

    amount = InTheReadersLanguage()
    beneficiaries = InTheReadersLanguage()

    objects = OpportunityQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("opportunity")
        verbose_name_plural = _("opportunities")
        ordering = ("title_it",)
        constraints = [
            models.CheckConstraint(
                condition=Q(opens=None) | Q(closes=None) | Q(closes__gte=F("opens")),
                name="opportunity_closes_after_opening",
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("catalog:opportunity", args=[self.slug])
