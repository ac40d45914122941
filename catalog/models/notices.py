"""What staff put on pages of the whole portal: entries to the front, and the frequent questions."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.enums import Kind, QuestionTopic
from catalog.translation import InTheReadersLanguage


class HighlightQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        """Those to be shown on a day, in their order."""
        return self.filter(Q(first_day=None) | Q(first_day__lte=day), Q(last_day=None) | Q(last_day__gte=day))


class Highlight(models.Model):
    """An entry that the home page shows first, from one day to another, both included. It is shown while it is public.

    ``why`` is a sentence of the Region's, shown in place of the entry's own summary.
    """

    kind = models.CharField(_("what"), max_length=12, choices=Kind)
    slug = models.SlugField(_("address"), max_length=120, help_text=_("The last part of the page's address."))
    why_it = models.CharField(_("why, in Italian"), max_length=200, blank=True)
    why_en = models.CharField(_("why, in English"), max_length=200, blank=True)
    first_day = models.DateField(pgettext_lazy("a day", "from"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    objects = HighlightQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry on the home page")
        verbose_name_plural = _("entries on the home page")
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="highlight_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.slug}"


class Question(models.Model):
    """A question that firms ask, with its answer in plain words.

    The files bring the first ones: ``key`` tells them from those staff add, ``loaded`` is what the files last said, so
    that loading them anew leaves what staff wrote.
    """

    key = models.SlugField(max_length=120, unique=True, null=True, blank=True, editable=False)
    topic = models.CharField(_("topic"), max_length=12, choices=QuestionTopic)
    question_it = models.CharField(_("question in Italian"), max_length=200)
    question_en = models.CharField(_("question in English"), max_length=200, blank=True)
    answer_it = models.TextField(
        _("answer in Italian"),
        max_length=2_000,
        help_text=_(
            "Plain text; an empty line begins a new paragraph. [The missions](/missioni/) becomes a link to a page of "
            "the portal, and so does the address of any other."
        ),
    )
    answer_en = models.TextField(_("answer in English"), max_length=2_000, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    in_use = models.BooleanField(_("shown"), default=True)
    loaded = models.JSONField(default=dict, blank=True, editable=False)

    question = InTheReadersLanguage()
    answer = InTheReadersLanguage()

    class Meta:
        verbose_name = _("frequent question")
        verbose_name_plural = _("frequent questions")
        ordering = ("topic", "position", "pk")

    def __str__(self) -> str:
        return self.question_it
