"""Erasing an account (art. 17 GDPR): what goes, and the little that stays and why.

Registrations, their history and the mandates behind them stay for the public task they belong to (art. 17(3)(b)): they
say who committed a firm to what. They go on pointing to the person's row, which no longer says who that was.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from post_office.models import Email

from missions.firms.mandates import left_without_representative
from missions.models import Invitation, Mandate
from portal.accounts.models import User


class ErasureRefusedError(Exception):
    """The account cannot be erased now. The message says why and what to do first."""


def obstacle(user: User) -> str:
    """Why ``user`` cannot be erased now, in a sentence; empty when nothing stands against it."""
    if user.is_staff:
        return _("This account belongs to your work. Ask an administrator of the portal to close it.")
    firm = left_without_representative(user, timezone.now()).first()
    if firm:
        return _(
            "You are the only legal representative of %(firm)s here. Name another one first, or erase the firm."
        ) % {"firm": firm.name}
    return ""


@transaction.atomic
def erase(user: User) -> None:
    """Takes away everything that says who ``user`` is, and every way in. Raises ``ErasureRefusedError``."""
    reason = obstacle(user)
    if reason:
        raise ErasureRefusedError(reason)
    address, language = user.email, user.language
    for session in UserSession.objects.filter(user=user):
        session.end()
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    Email.objects.filter(to=address).delete()
    Mandate.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())
    Invitation.objects.filter(email__iexact=address).delete()
    kind = ContentType.objects.get_for_model(User)
    LogEntry.objects.filter(content_type=kind, object_id=str(user.pk)).update(object_repr="")
    user.email = f"erased-{user.pk}@erased.invalid"
    user.first_name = user.last_name = ""
    user.is_active = False
    user.last_login = None
    user.set_unusable_password()
    user.save()
    with override(language):
        _say_goodbye(address)


def _say_goodbye(address: str) -> None:
    """The last mail, so that the owner knows even when somebody else pressed the button."""
    subject, _blank, text = render_to_string("account/email/erased.txt").strip().partition("\n")
    text = text.strip()
    message = EmailMultiAlternatives(subject, text, to=[address])
    page = render_to_string("account/email/base.html", {"subject": subject, "text": text})
    message.attach_alternative(page, "text/html")
    message.send()
