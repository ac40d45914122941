"""What a mission asks of a firm: documents, answers, and the criteria it is selected by."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.translation import InTheReadersLanguage
from missions.enums import CriterionKind, DocumentFormat, QuestionKind
from missions.models.missions import Mission


class DocumentRequest(models.Model):
    """A document the mission asks for. Required ones may follow after sending, until ``due``."""

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="document_requests", verbose_name=_("mission"))
    title_it = models.CharField(_("title in Italian"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    help_it = models.CharField(_("help in Italian"), max_length=300, blank=True)
    help_en = models.CharField(_("help in English"), max_length=300, blank=True)
    formats = models.JSONField(_("formats"), default=list, blank=True)
    required = models.BooleanField(_("required"), default=True)
    due = models.DateField(_("last day to add it"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    title = InTheReadersLanguage()
    help = InTheReadersLanguage()

    class Meta:
        verbose_name = _("document asked for")
        verbose_name_plural = _("documents asked for")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def allowed_formats(self) -> list[str]:
        """All formats where the mission names none."""
        return self.formats or list(DocumentFormat.values)


class Question(models.Model):
    """A question of the mission to the firm. ``choices_*`` hold the answers of a choice, in the same order."""

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="questions", verbose_name=_("mission"))
    text_it = models.CharField(_("question in Italian"), max_length=200)
    text_en = models.CharField(_("question in English"), max_length=200, blank=True)
    help_it = models.CharField(_("help in Italian"), max_length=300, blank=True)
    help_en = models.CharField(_("help in English"), max_length=300, blank=True)
    kind = models.CharField(_("kind of answer"), max_length=12, choices=QuestionKind, default=QuestionKind.TEXT)
    choices_it = models.JSONField(_("answers to choose from, in Italian"), default=list, blank=True)
    choices_en = models.JSONField(_("answers to choose from, in English"), default=list, blank=True)
    required = models.BooleanField(_("required"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    text = InTheReadersLanguage()
    help = InTheReadersLanguage()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.text


class Criterion(models.Model):
    """A criterion of a selection, published with its points.

    ``values`` are the stages or sectors that earn them; for a manual one the officers give from none to all.
    """

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="criteria", verbose_name=_("mission"))
    kind = models.CharField(_("looks at"), max_length=16, choices=CriterionKind)
    title_it = models.CharField(_("title in Italian"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    points = models.PositiveSmallIntegerField(_("points"))
    values = models.JSONField(_("values that earn them"), default=list, blank=True)
    document = models.ForeignKey(
        DocumentRequest, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    title = InTheReadersLanguage()

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title
