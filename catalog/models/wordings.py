"""The words that staff may teach the search: which mean the same or lead to others, and how firms tell a need.

The files bring the first ones. A row keeps what the files last said of it (``loaded``), so that a new version of the
files adds and takes away what it changed and leaves what people did. ``catalog.vocabularies`` writes them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.vocabularies import Need


class SynonymGroup(models.Model):
    """Phrases that mean the same; or, where there are ``sources``, phrases that lead to ``terms`` and not back.

    ``key`` tells a row of the files from another; staff's own have none, and come after in ``position``.
    """

    key = models.CharField(max_length=120, unique=True, null=True, blank=True, editable=False)
    terms = models.JSONField(_("words"), default=list)
    sources = models.JSONField(_("words that lead to them"), default=list, blank=True)
    need = models.ForeignKey(
        Need, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("need they make think of")
    )
    in_use = models.BooleanField(
        _("in use"), default=True, help_text=_("Untick it and the search forgets these words, at once.")
    )
    position = models.PositiveIntegerField(default=1_000_000, editable=False)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)
    loaded = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        words = ", ".join(self.terms[:4])
        return f"{', '.join(self.sources[:2])} → {words}" if self.sources else words


class NeedWording(models.Model):
    """How firms tell a need, sentence by sentence. The twelve needs themselves are the taxonomy's."""

    need = models.OneToOneField(Need, models.CASCADE, primary_key=True, related_name="wording", verbose_name=_("need"))
    phrases_it = models.JSONField(_("sentences in Italian"), default=list)
    phrases_en = models.JSONField(_("sentences in English"), default=list)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)
    loaded = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("need in firms’ words")
        verbose_name_plural = _("needs in firms’ words")
        ordering = ("need__position",)

    def __str__(self) -> str:
        return str(self.need)
