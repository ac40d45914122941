"""Ratings and faults. Neither holds who wrote it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.feedback.enums import Answer, FaultKind

#: Longest address of a page and longest comment (the national model's own limit), in characters.
LONGEST_PAGE = 200
LONGEST_COMMENT = 200
LONGEST_FAULT = 2_000


class Rating(models.Model):
    """How clear one page was to one reader. ``page`` is its Italian address, whatever the language it was read in."""

    day = models.DateField(_("day"), db_index=True)
    page = models.CharField(_("page"), max_length=LONGEST_PAGE, db_index=True)
    language = models.CharField(_("language"), max_length=2)
    stars = models.PositiveSmallIntegerField(_("stars"), validators=[MinValueValidator(1), MaxValueValidator(5)])
    answer = models.CharField(_("answer"), max_length=12, choices=Answer, blank=True)
    comment = models.CharField(_("comment"), max_length=LONGEST_COMMENT, blank=True)

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ("-pk",)
        constraints = [models.CheckConstraint(condition=models.Q(stars__range=(1, 5)), name="rating_stars_1_to_5")]

    def __str__(self) -> str:
        return f"{self.page}: {self.stars}/5"


class Fault(models.Model):
    """Something that does not work or is wrong, in a reader's words; ``handled`` once somebody has seen to it."""

    day = models.DateField(_("day"), db_index=True)
    kind = models.CharField(_("kind of fault"), max_length=8, choices=FaultKind)
    page = models.CharField(_("page"), max_length=LONGEST_PAGE, blank=True)
    text = models.TextField(_("what happened"), max_length=LONGEST_FAULT)
    handled = models.BooleanField(_("seen to"), default=False)

    class Meta:
        verbose_name = _("fault")
        verbose_name_plural = _("faults")
        ordering = ("handled", "-pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.day}"
