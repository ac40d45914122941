"""The controlled lists: needs, sectors, countries with their macro-areas, provinces and municipalities of Lombardy."""

from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from catalog.translation import InTheReadersLanguage


class Need(models.Model):
    """What a firm may need; ``phrase`` is how a firm would say it."""

    slug = models.SlugField(_("code"), primary_key=True, max_length=40)
    label_it = models.CharField(_("name in Italian"), max_length=80)
    label_en = models.CharField(_("name in English"), max_length=80)
    explanation_it = models.TextField(_("explanation in Italian"))
    explanation_en = models.TextField(_("explanation in English"))
    phrase_it = models.CharField(_("as a firm says it, in Italian"), max_length=120)
    phrase_en = models.CharField(_("as a firm says it, in English"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"))

    label = InTheReadersLanguage()
    explanation = InTheReadersLanguage()
    phrase = InTheReadersLanguage()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ("position",)

    def __str__(self) -> str:
        return self.label


class Sector(models.Model):
    slug = models.SlugField(_("code"), primary_key=True, max_length=40)
    label_it = models.CharField(_("name in Italian"), max_length=80)
    label_en = models.CharField(_("name in English"), max_length=80)
    position = models.PositiveSmallIntegerField(_("position"))

    label = InTheReadersLanguage()

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ("position",)

    def __str__(self) -> str:
        return self.label


class Country(models.Model):
    """A country by its ISO 3166-1 alpha-2 code."""

    code = models.CharField(_("code"), primary_key=True, max_length=2)
    label_it = models.CharField(_("name in Italian"), max_length=80)
    label_en = models.CharField(_("name in English"), max_length=80)

    label = InTheReadersLanguage()

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ("label_it",)

    def __str__(self) -> str:
        return self.label


class MacroArea(models.Model):
    """A group of countries that firms name as one: the Gulf, ASEAN, DACH."""

    slug = models.SlugField(_("code"), primary_key=True, max_length=40)
    label_it = models.CharField(_("name in Italian"), max_length=80)
    label_en = models.CharField(_("name in English"), max_length=80)
    countries = models.ManyToManyField(Country, verbose_name=_("countries"), related_name="areas")

    label = InTheReadersLanguage()

    class Meta:
        verbose_name = _("macro-area")
        verbose_name_plural = _("macro-areas")
        ordering = ("label_it",)

    def __str__(self) -> str:
        return self.label


class Province(models.Model):
    """One of the twelve provinces of Lombardy, by its two letters."""

    code = models.CharField(_("code"), primary_key=True, max_length=2)
    name = models.CharField(_("name"), max_length=40)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("province")
        verbose_name_plural = _("provinces")
        ordering = ("position",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalog:province", args=[self.slug])

    @property
    def slug(self) -> str:
        """The last part of its page's address: 'monza-e-brianza'."""
        return slugify(self.name)


class Municipality(models.Model):
    """A municipality of Lombardy, by its cadastral code (B157 is Brescia); ``slug`` is also what it is found by."""

    code = models.CharField(_("cadastral code"), primary_key=True, max_length=4)
    slug = models.SlugField(_("address"), unique=True, max_length=60)
    name = models.CharField(_("name"), max_length=60)
    province = models.ForeignKey(Province, models.PROTECT, related_name="municipalities", verbose_name=_("province"))

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{self.province.get_absolute_url()}?municipality={self.slug}"
