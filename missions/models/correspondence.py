"""What was written to firms about a mission beyond what happens to their registrations."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from missions.models.missions import Mission
from missions.models.registrations import Registration


class Message(models.Model):
    """What an officer wrote to firms of a mission, kept as it was sent. English is optional.

    ``key`` comes with the form: the same form sent twice is one message.
    """

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="messages", verbose_name=_("mission"))
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    subject_it = models.CharField(_("subject in Italian"), max_length=120)
    subject_en = models.CharField(_("subject in English"), max_length=120, blank=True)
    text_it = models.TextField(_("text in Italian"))
    text_en = models.TextField(_("text in English"), blank=True)
    registrations = models.ManyToManyField(Registration, related_name="messages", verbose_name=_("written to"))
    sent_at = models.DateTimeField(_("sent"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("-sent_at", "-pk")

    def __str__(self) -> str:
        return self.subject_it


class ReminderKind(models.TextChoices):
    DRAFT = "draft", _("Draft not sent")
    DOCUMENTS = "documents", _("Documents due")
    OFFER = "offer", _("Offer about to expire")
    SUPPORT = "support", _("Support not asked for")


class Reminder(models.Model):
    """A reminder that was sent. ``about`` names the deadline: once it is moved, the firm is reminded of the new one."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="reminders")
    kind = models.CharField(_("about"), max_length=10, choices=ReminderKind)
    about = models.CharField(_("deadline"), max_length=40)
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ("sent_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["registration", "kind", "about"], name="reminder_once_a_deadline")
        ]

    def __str__(self) -> str:
        return f"{self.registration}: {self.get_kind_display()}"
