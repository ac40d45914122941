"""Firms, and the people who may act for them."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.enums import Stage
from catalog.models import Country, Province, Sector
from missions.enums import ExportShare, InvitationState, LegalForm, MandateRole, Scope, TurnoverClass
from missions.models.identifiers import TaxCodeField, VatNumberField


class Firm(models.Model):
    """A firm, typed once and used in every form.

    ``stage_confirmed_at`` is when the firm agreed with its kind; until then the suggested one holds. Empty means not
    said. ``erased_at`` marks one that left: only what the law keeps is still here.
    """

    vat_number = VatNumberField(
        _("Partita IVA"),
        max_length=11,
        unique=True,
        error_messages={"unique": _("This firm has a profile already. Ask its legal representative to invite you.")},
    )
    tax_code = TaxCodeField(_("codice fiscale"), max_length=16, blank=True)
    name = models.CharField(_("legal name"), max_length=200)
    legal_form = models.CharField(_("legal form"), max_length=12, choices=LegalForm, blank=True)
    ateco = models.CharField(_("ATECO code of the main activity"), max_length=10, blank=True)
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("province of the seat")
    )
    municipality = models.CharField(_("municipality of the seat"), max_length=80, blank=True)
    address = models.CharField(_("street and number"), max_length=200, blank=True)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    turnover = models.CharField(_("yearly turnover"), max_length=12, choices=TurnoverClass, blank=True)
    export_share = models.CharField(_("share of exports"), max_length=12, choices=ExportShare, blank=True)
    stage = models.CharField(_("kind of firm"), max_length=20, choices=Stage, blank=True)
    stage_confirmed_at = models.DateTimeField(_("kind confirmed"), null=True, blank=True, editable=False)
    sectors = models.ManyToManyField(Sector, verbose_name=_("sectors"), related_name="+", blank=True)
    countries_now = models.ManyToManyField(
        Country, verbose_name=_("countries it sells to"), related_name="+", blank=True
    )
    countries_wanted = models.ManyToManyField(
        Country, verbose_name=_("countries it looks at"), related_name="+", blank=True
    )
    email = models.EmailField(_("e-mail"), blank=True)
    certified_email = models.EmailField(_("certified e-mail (PEC)"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("firm")
        verbose_name_plural = _("firms")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class MandateQuerySet(models.QuerySet):
    def active(self, today: date) -> Self:
        """Those that still give access on a day: neither revoked nor past their last day."""
        return self.filter(Q(ends=None) | Q(ends__gte=today), revoked_at=None)


class Mandate(models.Model):
    """A person may act for a firm, within a scope and until a day.

    Consultants always have a last day. A legal representative may do everything.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mandates", verbose_name=_("person")
    )
    firm = models.ForeignKey(Firm, models.CASCADE, related_name="mandates", verbose_name=_("firm"))
    role = models.CharField(_("role"), max_length=20, choices=MandateRole)
    scopes = models.JSONField(_("what they may do"), default=list, blank=True)
    ends = models.DateField(_("last day"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ("firm", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "firm"], condition=Q(revoked_at=None), name="mandate_person_once_a_firm"
            ),
            models.CheckConstraint(
                condition=~Q(role=MandateRole.CONSULTANT) | Q(ends__isnull=False), name="mandate_consultant_has_an_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.firm}"

    def is_active(self, today: date) -> bool:
        """Whether it still gives access on a day, as ``MandateQuerySet.active`` says it of many."""
        return self.revoked_at is None and (self.ends is None or self.ends >= today)

    def allows(self, scope: Scope) -> bool:
        """Whether it covers something, its dates aside."""
        return self.role == MandateRole.LEGAL_REPRESENTATIVE or scope in self.scopes


class Invitation(models.Model):
    """An invitation by mail to act for a firm; the link holds ``token``, of which only the hash is kept."""

    firm = models.ForeignKey(Firm, models.CASCADE, related_name="invitations", verbose_name=_("firm"))
    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=20, choices=MandateRole)
    scopes = models.JSONField(_("what they may do"), default=list, blank=True)
    ends = models.DateField(_("last day of the mandate"), null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("invited by")
    )
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = (F("created_at").desc(),)

    def __str__(self) -> str:
        return f"{self.email}: {self.firm}"

    def state(self, now: datetime) -> InvitationState:
        """Where it stands at a moment; follows from its dates, never stored."""
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.revoked_at:
            return InvitationState.REVOKED
        return InvitationState.OPEN if now < self.expires_at else InvitationState.EXPIRED
