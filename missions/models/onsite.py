"""Support on the spot: what is offered, who asked for it, who gives it and when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.translation import InTheReadersLanguage
from missions.enums import SupportKind, SupportStatus, SupportVerb
from missions.models.missions import Mission, MissionStop
from missions.models.registrations import Registration


class SupportOffer(models.Model):
    """Something firms may ask for, on the whole mission or at one stop.

    ``quantity`` counts what is there to give: hours of an interpreter's days, appointments, parcels; none means enough
    for all. ``slot_minutes`` is the length of one appointment where it is given in appointments.
    """

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="support_offers", verbose_name=_("mission"))
    stop = models.ForeignKey(
        MissionStop, models.CASCADE, null=True, blank=True, related_name="support_offers", verbose_name=_("stop")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=SupportKind)
    language = models.CharField(
        _("language of the interpreter"), max_length=2, blank=True, help_text=_("Two letters: de, ja, ar.")
    )
    title_it = models.CharField(_("title in Italian"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    description_it = models.CharField(_("description in Italian"), max_length=300, blank=True)
    description_en = models.CharField(_("description in English"), max_length=300, blank=True)
    quantity = models.PositiveIntegerField(_("how many"), null=True, blank=True, help_text=_("Empty: enough for all."))
    slot_minutes = models.PositiveSmallIntegerField(_("minutes of an appointment"), null=True, blank=True)
    by_day = models.BooleanField(_("asked for by day"), default=False)
    ask_until = models.DateTimeField(_("asked for until"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    title = InTheReadersLanguage()
    description = InTheReadersLanguage()

    class Meta:
        verbose_name = _("support offered")
        verbose_name_plural = _("support offered")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title


class SupportRequest(models.Model):
    """A firm's request for one kind of support. ``days`` are ISO dates where it is asked for by day.

    ``taken`` is how much of the offer it has: nothing before the firm has a seat, nor while it is on the list, where
    ``queue_number``, given under the mission's lock, says who is next. ``missions.support`` is the only way to move it.
    """

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="support_requests")
    offer = models.ForeignKey(SupportOffer, models.PROTECT, related_name="requests")
    status = models.CharField(
        _("status"), max_length=10, choices=SupportStatus, default=SupportStatus.ASKED, editable=False
    )
    days = models.JSONField(_("days"), default=list, blank=True)
    note = models.TextField(_("note"), blank=True)
    answer = models.TextField(_("answer to the firm"), blank=True)
    taken = models.PositiveSmallIntegerField(default=0, editable=False)
    queue_number = models.PositiveIntegerField(null=True, blank=True, editable=False)
    asked_at = models.DateTimeField(_("asked"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("request for support")
        verbose_name_plural = _("requests for support")
        ordering = ("asked_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["registration", "offer"], name="support_request_once"),
            models.CheckConstraint(
                condition=~Q(status=SupportStatus.QUEUED) | Q(queue_number__isnull=False, taken=0),
                name="support_queue_has_a_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer}: {self.registration}"


class SupportEvent(models.Model):
    """What happened to a request for support: one row a step, never changed."""

    request = models.ForeignKey(SupportRequest, models.CASCADE, related_name="events")
    at = models.DateTimeField(_("when"))
    verb = models.CharField(_("what"), max_length=10, choices=SupportVerb)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("event of a request for support")
        verbose_name_plural = _("history of a request for support")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.request_id}: {self.verb}"


class SupportPerson(models.Model):
    """Somebody who gives support on a mission: an interpreter, a lawyer, a driver."""

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="support_people", verbose_name=_("mission"))
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=16, choices=SupportKind)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        verbose_name = _("person on the spot")
        verbose_name_plural = _("people on the spot")
        ordering = ("kind", "name")

    def __str__(self) -> str:
        return self.name


class Assignment(models.Model):
    """A person, or a slot, given to a firm from one moment to another. ``sequence`` counts its changes."""

    request = models.ForeignKey(SupportRequest, models.CASCADE, related_name="assignments")
    person = models.ForeignKey(SupportPerson, models.PROTECT, null=True, blank=True, related_name="assignments")
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("to"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ("starts", "pk")
        constraints = [models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="assignment_ends_after_start")]

    def __str__(self) -> str:
        return f"{self.request}: {self.starts:%d.%m. %H:%M}"


class FreedAssignment(models.Model):
    """What is left of an assignment that was taken back: ``number`` was its key. Calendars that have it are told."""

    request = models.ForeignKey(SupportRequest, models.CASCADE, related_name="freed")
    number = models.PositiveBigIntegerField()
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("to"))
    sequence = models.PositiveIntegerField()
    freed_at = models.DateTimeField(_("taken back"))

    class Meta:
        verbose_name = _("assignment taken back")
        verbose_name_plural = _("assignments taken back")
        ordering = ("starts", "pk")

    def __str__(self) -> str:
        return f"{self.request}: {self.starts:%d.%m. %H:%M}"


class Appointment(models.Model):
    """A meeting of a firm on the spot. ``missions.agenda`` is the only way to make, move or call one off.

    ``moved_from`` is when it was to be before, ``sequence`` counts its changes. One that is called off stays, so that
    the firm and its calendar can be told.
    """

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="appointments")
    stop = models.ForeignKey(MissionStop, models.CASCADE, related_name="appointments", verbose_name=_("stop"))
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("to"))
    moved_from = models.DateTimeField(_("moved from"), null=True, blank=True)
    title = models.CharField(_("with whom"), max_length=200)
    note = models.TextField(_("what it is about"), blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    cancelled_at = models.DateTimeField(_("called off"), null=True, blank=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ("starts", "pk")
        constraints = [models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="appointment_ends_after_start")]

    def __str__(self) -> str:
        return self.title


class OnSiteContact(models.Model):
    """Whom firms may call during the mission."""

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="contacts", verbose_name=_("mission"))
    name = models.CharField(_("name"), max_length=120)
    role_it = models.CharField(_("for what, in Italian"), max_length=120)
    role_en = models.CharField(_("for what, in English"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=40)
    always = models.BooleanField(_("for everything, always"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    role = InTheReadersLanguage()

    class Meta:
        verbose_name = _("contact on the spot")
        verbose_name_plural = _("contacts on the spot")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name
