"""The people who work for a body, and what they do in the portal for it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.enums import StaffRole
from catalog.models.partners import Partner


class Membership(models.Model):
    """A person works for a body in a role; one may work for several."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="memberships", verbose_name=_("body"))
    role = models.CharField(_("role"), max_length=20, choices=StaffRole)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("partner", "user")
        constraints = [models.UniqueConstraint(fields=["user", "partner", "role"], name="membership_role_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.partner}"
