"""After the mission: what firms say of it, at its end and half a year later."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from missions.models.registrations import Registration


class SurveyMoment(models.TextChoices):
    END = "end", _("At the end")
    HALF_YEAR = "half-year", _("After six months")


class Survey(models.Model):
    """A firm's answers about one mission at one moment. Asked for once; ``answered_at`` is empty until it answers."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="surveys")
    moment = models.CharField(_("moment"), max_length=10, choices=SurveyMoment)
    asked_at = models.DateTimeField(_("asked"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    rating = models.PositiveSmallIntegerField(
        _("how useful it was, from 1 to 5"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    meetings = models.PositiveSmallIntegerField(_("meetings held"), null=True, blank=True)
    contacts = models.PositiveSmallIntegerField(_("contacts still going on"), null=True, blank=True)
    orders = models.PositiveSmallIntegerField(_("orders or contracts"), null=True, blank=True)
    value = models.DecimalField(
        _("their value, in euros"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    comment = models.TextField(_("what to do better"), blank=True)

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        ordering = ("registration", "asked_at")
        constraints = [models.UniqueConstraint(fields=["registration", "moment"], name="survey_moment_once")]

    def __str__(self) -> str:
        return f"{self.registration}: {self.get_moment_display()}"
