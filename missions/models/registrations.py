"""A firm's registration for a mission, from draft to outcome."""

from datetime import datetime
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.enums import Stage
from missions.enums import Attendance, RegistrationStatus, Verb
from missions.models.firms import Firm
from missions.models.missions import Mission
from missions.models.requirements import Criterion, DocumentRequest, Question

#: Statuses that occupy a seat: a live offer keeps its seat until it is answered or expires.
HOLDING = (RegistrationStatus.SEATED, RegistrationStatus.OFFERED)


class RegistrationQuerySet(models.QuerySet):
    def holding(self) -> Self:
        """Those that occupy a seat."""
        return self.filter(status__in=HOLDING)

    def queue(self) -> Self:
        """The waiting list in its order: that of the ranking where there was one, else of arrival."""
        return self.filter(status=RegistrationStatus.WAITING).order_by("queue_number", "pk")

    def offers_expired(self, now: datetime) -> Self:
        """Offers whose answer is overdue at a moment, the oldest first."""
        return self.filter(status=RegistrationStatus.OFFERED, offer_expires_at__lte=now).order_by(
            "offer_expires_at", "pk"
        )


class Registration(models.Model):
    """One per firm and mission. ``missions.seats`` and ``missions.registering`` are the only ways to move it.

    ``stage`` is the kind of firm it was sent as: what a reserve of seats goes by. ``step`` is how far the draft has
    got. ``queue_number`` is given under the mission's lock to who queues or applies, so that no clock decides who came
    first.
    """

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="registrations", verbose_name=_("mission"))
    firm = models.ForeignKey(Firm, models.CASCADE, related_name="registrations", verbose_name=_("firm"))
    reference = models.UUIDField(default=uuid4, unique=True, editable=False)
    status = models.CharField(
        _("status"), max_length=12, choices=RegistrationStatus, default=RegistrationStatus.DRAFT, editable=False
    )
    stage = models.CharField(_("kind of firm"), max_length=20, choices=Stage, blank=True, editable=False)
    step = models.PositiveSmallIntegerField(default=0, editable=False)
    offers = models.TextField(_("what the firm offers"), blank=True)
    looks_for = models.TextField(_("whom the firm wants to meet"), blank=True)
    confidential_note = models.TextField(
        _("access, food, health"), blank=True, help_text=_("Read only by whoever travels with you, deleted afterwards.")
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="it")
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)
    submitted_at = models.DateTimeField(_("sent"), null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    queued_at = models.DateTimeField(_("on the waiting list since"), null=True, blank=True, editable=False)
    queue_number = models.PositiveIntegerField(null=True, blank=True, editable=False)
    rank = models.PositiveIntegerField(_("rank"), null=True, blank=True, editable=False)
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=2, null=True, blank=True, editable=False)
    offer_expires_at = models.DateTimeField(_("offer kept until"), null=True, blank=True, editable=False)
    checked_in_at = models.DateTimeField(_("checked in"), null=True, blank=True, editable=False)
    attendance = models.CharField(_("attendance"), max_length=8, choices=Attendance, blank=True, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ("mission", "submitted_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["mission", "firm"], name="registration_firm_once_a_mission"),
            models.CheckConstraint(
                condition=~Q(status=RegistrationStatus.OFFERED) | Q(offer_expires_at__isnull=False),
                name="registration_offer_has_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(status=RegistrationStatus.WAITING) | Q(queue_number__isnull=False),
                name="registration_queue_has_a_number",
            ),
        ]
        indexes = [models.Index(fields=["mission", "status", "queue_number"], name="registration_queue")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("missions:registration", args=[self.reference])

    @property
    def number(self) -> str:
        """What a firm quotes: 'PDM-2026-00418', the year it was sent (begun, for a draft)."""
        year = (self.submitted_at or self.created_at).year
        return f"PDM-{year}-{self.pk:05d}"


class RegistrationEvent(models.Model):
    """What happened to a registration: one row a transition, never changed."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="events")
    at = models.DateTimeField(_("when"))
    verb = models.CharField(_("what"), max_length=12, choices=Verb)
    from_status = models.CharField(max_length=12, choices=RegistrationStatus)
    to_status = models.CharField(max_length=12, choices=RegistrationStatus)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("history")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.verb}"


class Participant(models.Model):
    """A person who travels for the firm."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="participants")
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    job = models.CharField(_("role in the firm"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone when travelling"), max_length=40, blank=True)
    languages = models.CharField(_("languages spoken"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ("registration", "pk")

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class Answer(models.Model):
    """The firm's answer to one question of the mission."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.CASCADE, related_name="+")
    text = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ("registration", "question")
        constraints = [models.UniqueConstraint(fields=["registration", "question"], name="answer_question_once")]

    def __str__(self) -> str:
        return self.text[:60]


def document_path(document: "RegistrationDocument", name: str) -> str:
    """Where a document is kept, outside the web root: a name of our own that says nothing of its content."""
    return f"documents/{document.registration.reference}/{uuid4()}"


class RegistrationDocument(models.Model):
    """A document the firm handed in. Served by a view to who may, always as a download."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="documents")
    request = models.ForeignKey(DocumentRequest, models.CASCADE, related_name="+")
    file = models.FileField(upload_to=document_path, max_length=200)
    name = models.CharField(_("name as uploaded"), max_length=200)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField(help_text="Bytes.")
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("registration", "pk")
        constraints = [models.UniqueConstraint(fields=["registration", "request"], name="document_request_once")]

    def __str__(self) -> str:
        return self.name


class Score(models.Model):
    """The points of one application for one criterion, with the reason the firm reads."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="+")
    points = models.DecimalField(_("points"), max_digits=5, decimal_places=2)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ("registration", "criterion")
        constraints = [models.UniqueConstraint(fields=["registration", "criterion"], name="score_criterion_once")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"
