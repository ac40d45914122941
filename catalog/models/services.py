"""Services: what a partner does for firms, whenever they ask."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.enums import Cost
from catalog.models.offers import Offer
from catalog.translation import InTheReadersLanguage


class Service(Offer):
    """A service; ``cost`` is empty when the body has not published it."""

    delivery = models.JSONField(_("how it is given"), default=list, blank=True)
    cost = models.CharField(_("cost"), max_length=12, choices=Cost, blank=True)
    how_to_access_it = models.TextField(_("how to get it, in Italian"), blank=True)
    how_to_access_en = models.TextField(_("how to get it, in English"), blank=True)

    how_to_access = InTheReadersLanguage()

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ("title_it",)

    def get_absolute_url(self) -> str:
        return reverse("catalog:service", args=[self.slug])
