"""What services and opportunities have in common: texts in two languages, and whom they are for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.partners import Partner
from catalog.models.reviews import ReviewedEntry
from catalog.models.vocabularies import Country, Need, Sector
from catalog.translation import InTheReadersLanguage


class Offer(ReviewedEntry):
    """Something a partner offers. No sector or country means all of them; ``questions`` are what a firm would ask."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="%(class)s_set", verbose_name=_("partner"))
    title_it = models.CharField(_("title in Italian"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    summary_it = models.CharField(_("summary in Italian"), max_length=300)
    summary_en = models.CharField(_("summary in English"), max_length=300, blank=True)
    description_it = models.TextField(_("description in Italian"))
    description_en = models.TextField(_("description in English"), blank=True)
    questions_it = models.JSONField(_("questions it answers, in Italian"), default=list, blank=True)
    questions_en = models.JSONField(_("questions it answers, in English"), default=list, blank=True)
    need = models.ForeignKey(Need, models.PROTECT, related_name="%(class)s_set", verbose_name=_("need"))
    stages = models.JSONField(_("kinds of firm"), default=list, blank=True)
    sectors = models.ManyToManyField(Sector, verbose_name=_("sectors"), blank=True, related_name="%(class)s_set")
    countries = models.ManyToManyField(Country, verbose_name=_("countries"), blank=True, related_name="%(class)s_set")

    _history_m2m_fields = ("sectors", "countries")

    title = InTheReadersLanguage()
    summary = InTheReadersLanguage()
    description = InTheReadersLanguage()
    questions = InTheReadersLanguage()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title
