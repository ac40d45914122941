"""The mails about who acts for a firm, each in its reader's language."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from catalog.letters import letter
from catalog.views import days
from missions.enums import Scope
from missions.models import Invitation, Mandate


def send_invitation(invitation: Invitation, token: str) -> None:
    """Writes to the invited address, in the language of whoever has it, else of who invites.

    Of who invites it gives the checked address alone, no name they chose: the letter leaves with the portal's name.
    """
    reader = get_user_model().objects.filter(email__iexact=invitation.email).first() or invitation.invited_by
    with override(reader.language):  # type: ignore[union-attr]
        context = {
            "invitation": invitation,
            "inviter": invitation.invited_by.email,  # type: ignore[union-attr]
            "address": settings.SITE_URL + reverse("missions:invitation", args=[token]),
            "expires": days.moment(invitation.expires_at),
            "ends": days.day(invitation.ends) if invitation.ends else "",
            "scopes": [Scope(scope).label for scope in invitation.scopes],
        }
        subject = _("Act for %(firm)s on Porte del Mondo") % {"firm": invitation.firm.name}
        letter(invitation.email, subject, "email/invitation.txt", context).send()


def tell_accepted(invitation: Invitation, mandate: Mandate) -> None:
    """Writes to who invited that the person now acts for the firm."""
    if invitation.invited_by:
        subject = _("%(person)s now acts for %(firm)s")
        _tell(invitation.invited_by, subject, "email/invitation_accepted.txt", mandate, mandate.user)


def tell_changed(mandate: Mandate, *, by: Any) -> None:
    """Writes to the person what the mandate covers from now on."""
    _tell(mandate.user, _("Your mandate for %(firm)s has changed"), "email/mandate_changed.txt", mandate, by)


def tell_ended(mandate: Mandate, *, by: Any) -> None:
    """Writes to the person that the mandate is over."""
    _tell(mandate.user, _("Your mandate for %(firm)s is over"), "email/mandate_ended.txt", mandate, by)


def _tell(reader: Any, subject: Promise, template: str, mandate: Mandate, person: Any) -> None:
    """``person`` is whom the letter speaks of."""
    with override(reader.language):
        names = {"person": person.get_full_name() or person.email, "firm": mandate.firm.name}
        context = {
            **names,
            "mandate": mandate,
            "scopes": [Scope(scope).label for scope in mandate.scopes],
            "ends": days.day(mandate.ends) if mandate.ends else "",
            "area": settings.SITE_URL + reverse("missions:area"),
        }
        letter(reader.email, str(subject) % names, template, context).send()
