"""The bodies that help firms go abroad, and the offices where they meet them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from catalog import partial_dates
from catalog.enums import PartnerKind
from catalog.models.reviews import ReviewedEntry
from catalog.models.vocabularies import Province
from catalog.translation import InTheReadersLanguage


class Partner(ReviewedEntry):
    """A body with its kind, its seat at the regional table and the provinces it serves (none: all of Lombardy)."""

    body_path = "pk"
    parts = ("offices",)

    name = models.CharField(_("full name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=12, choices=PartnerKind)
    table_member = models.BooleanField(_("sits at the regional table"), default=False)
    role_it = models.TextField(_("what it does, in Italian"))
    role_en = models.TextField(_("what it does, in English"), blank=True)
    provinces = models.JSONField(
        _("provinces served"), default=list, blank=True, help_text=_("Two-letter codes; empty means all of Lombardy.")
    )

    role = InTheReadersLanguage()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ("short_name",)

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("catalog:partner", args=[self.slug])


class Office(models.Model):
    """A place where a firm can turn to a partner. What is not known is empty, never invented."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="offices", verbose_name=_("partner"))
    name = models.CharField(_("name"), max_length=200)
    address = models.CharField(_("street"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="offices", verbose_name=_("province")
    )
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    checked = models.CharField(
        _("checked on"),
        max_length=10,
        blank=True,
        validators=[partial_dates.validate],
        help_text=_("As exact as the source: a year, a month or a day (2025, 2025-04, 2025-04-30)."),
    )
    loaded = models.JSONField(default=dict, blank=True, editable=False)

    history = HistoricalRecords(excluded_fields=["loaded"])

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ("partner", "pk")
        constraints = [models.UniqueConstraint(fields=["partner", "name"], name="office_name_once")]

    def __str__(self) -> str:
        return self.name
