"""Missions abroad: when, where, for whom, with how many seats."""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.enums import EditorialStatus, StaffRole, Stage
from catalog.models import Country, Partner, Sector
from catalog.models.publishing import PublishableModel, PublishableQuerySet
from catalog.translation import InTheReadersLanguage
from missions.enums import FillMethod, MissionPhase

#: How long a seat offered to the next firm in the queue is kept for it, unless the mission says otherwise.
OFFER_HOURS = 72


class MissionQuerySet(PublishableQuerySet):
    def upcoming(self, day: date) -> Self:
        """Still to start on a day, the nearest first."""
        return self.filter(starts__gt=day).order_by("starts", "title_it")

    def past(self, day: date) -> Self:
        """Dated and over on a day, the latest first: the archive."""
        return self.filter(starts__lte=day).order_by(F("starts").desc(), "title_it")


class Mission(PublishableModel):
    """A mission. ``ends`` may be unknown when ``starts`` is known; ``demo`` marks one made to try the portal out.

    A mission with a registration window and seats takes registrations; one without is there to be read. No stage or
    sector addressed means all of them.
    """

    edited_by = (StaffRole.EDITOR, StaffRole.MISSION_OFFICER)
    _history_m2m_fields = ("sectors", "countries")

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="mission_set", verbose_name=_("organiser"))
    title_it = models.CharField(_("title in Italian"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    description_it = models.TextField(_("description in Italian"))
    description_en = models.TextField(_("description in English"), blank=True)
    countries = models.ManyToManyField(Country, verbose_name=_("countries"), related_name="mission_set", blank=True)
    cities = models.JSONField(_("cities"), default=list, blank=True)
    starts = models.DateField(_("starts"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)
    sectors = models.ManyToManyField(Sector, verbose_name=_("sectors"), related_name="mission_set", blank=True)
    stages = models.JSONField(_("kinds of firm"), default=list, blank=True)
    support = models.JSONField(_("support on the spot"), default=list, blank=True)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True, help_text=_("One seat a firm."))
    people_per_firm = models.PositiveSmallIntegerField(_("people per firm"), default=2)
    fill_method = models.CharField(
        _("how seats are given"), max_length=12, choices=FillMethod, default=FillMethod.FIRST_COME
    )
    registration_opens = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes = models.DateTimeField(
        _("registration closes"), null=True, blank=True, help_text=_("The last moment a registration is received.")
    )
    withdrawal_until = models.DateField(_("last day to withdraw at no cost"), null=True, blank=True)
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to answer an offer"),
        default=OFFER_HOURS,
        help_text=_("How long a seat that becomes free is kept for the next firm."),
    )
    covered_it = models.TextField(_("what is paid for, in Italian"), blank=True)
    covered_en = models.TextField(_("what is paid for, in English"), blank=True)
    costs_it = models.TextField(_("what the firm pays, in Italian"), blank=True)
    costs_en = models.TextField(_("what the firm pays, in English"), blank=True)
    aid_value = models.DecimalField(
        _("value of the aid, in euros"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("De minimis aid to each firm, Regulation (EU) 2023/2831."),
    )
    practical_it = models.TextField(_("practical information, in Italian"), blank=True)
    practical_en = models.TextField(_("practical information, in English"), blank=True)
    contact_name = models.CharField(_("contact: name"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact: e-mail"), blank=True)
    contact_phone = models.CharField(_("contact: telephone"), max_length=40, blank=True)
    ranking_published_at = models.DateTimeField(_("ranking published"), null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True, editable=False)
    demo = models.BooleanField(_("demonstration"), default=False)

    title = InTheReadersLanguage()
    description = InTheReadersLanguage()
    covered = InTheReadersLanguage()
    costs = InTheReadersLanguage()
    practical = InTheReadersLanguage()

    objects = MissionQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("mission")
        verbose_name_plural = _("missions")
        ordering = (F("starts").desc(nulls_last=True), "title_it")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")), name="mission_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(registration_opens=None)
                | Q(registration_closes=None)
                | Q(registration_closes__gt=F("registration_opens")),
                name="mission_registration_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("missions:mission", args=[self.slug])

    @property
    def last_day(self) -> date | None:
        """The day it is over; its first day where nobody published the last."""
        return self.ends or self.starts

    @property
    def takes_registrations(self) -> bool:
        """Whether firms register here, now or at another time."""
        return bool(self.capacity and self.registration_opens and self.registration_closes)

    def phase(self, now: datetime, today: date) -> MissionPhase:
        """Where it stands at a moment; ``today`` is that moment's day in Europe/Rome."""
        if self.cancelled_at:
            return MissionPhase.CANCELLED
        if self.editorial_status != EditorialStatus.PUBLISHED:
            return MissionPhase.DRAFT
        if self.last_day and self.last_day < today:
            return MissionPhase.CONCLUDED
        if self.starts and self.starts <= today:
            return MissionPhase.RUNNING
        if not self.registration_opens or not self.registration_closes or now < self.registration_opens:
            return MissionPhase.ANNOUNCED
        if now <= self.registration_closes:
            return MissionPhase.OPEN
        if self.fill_method == FillMethod.SELECTION and not self.ranking_published_at:
            return MissionPhase.SELECTION
        return MissionPhase.CLOSED


class MissionStop(models.Model):
    """A city of the mission, with its days and its venue."""

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="stops", verbose_name=_("mission"))
    city = models.CharField(_("city"), max_length=80)
    country = models.ForeignKey(Country, models.PROTECT, related_name="+", verbose_name=_("country"))
    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))
    venue = models.CharField(_("venue"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    directions_it = models.CharField(
        _("how to get there, in Italian"), max_length=200, blank=True, help_text=_("8 minutes on foot from the hotel.")
    )
    directions_en = models.CharField(_("how to get there, in English"), max_length=200, blank=True)
    timezone = models.CharField(
        _("time zone"), max_length=40, default="Europe/Rome", help_text=_("As in Asia/Tokyo; hours there are local.")
    )

    directions = InTheReadersLanguage()

    class Meta:
        verbose_name = _("stop")
        verbose_name_plural = _("stops")
        ordering = ("starts", "pk")
        constraints = [models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="mission_stop_ends_after_start")]

    def __str__(self) -> str:
        return self.city


class ProgrammeItem(models.Model):
    """Something that happens on the mission for all firms; hours are those of the stop."""

    stop = models.ForeignKey(MissionStop, models.CASCADE, related_name="programme", verbose_name=_("stop"))
    day = models.DateField(_("day"))
    starts = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("to"), null=True, blank=True)
    title_it = models.CharField(_("title in Italian"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)

    title = InTheReadersLanguage()

    class Meta:
        verbose_name = _("part of the programme")
        verbose_name_plural = _("programme")
        ordering = ("day", F("starts").asc(nulls_first=True), "pk")

    def __str__(self) -> str:
        return self.title


class SeatReserve(models.Model):
    """Seats kept for one kind of firm until a moment; what it did not take then goes to all."""

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="reserves", verbose_name=_("mission"))
    stage = models.CharField(_("kind of firm"), max_length=20, choices=Stage)
    seats = models.PositiveIntegerField(_("seats"))
    until = models.DateTimeField(_("kept until"))

    class Meta:
        verbose_name = _("reserved seats")
        verbose_name_plural = _("reserved seats")
        ordering = ("stage",)
        constraints = [models.UniqueConstraint(fields=["mission", "stage"], name="seat_reserve_stage_once")]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}: {self.seats}"
