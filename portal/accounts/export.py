"""Everything the portal holds about a person, for that person (art. 15 and 20 GDPR)."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from post_office.models import Email

from catalog.models import Membership
from missions.models import Invitation, Mandate, RegistrationDocument, RegistrationEvent
from portal.accounts.models import User


def personal_data(user: User) -> dict[str, Any]:
    """What is stored about ``user``, ready for JSON. Secrets (passwords, keys, codes) are said to exist, not shown."""
    return {
        "person": {
            "email": user.email,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "language": user.language,
            "joined": user.date_joined,
            "last_sign_in": user.last_login,
            "password_set": user.has_usable_password(),
        },
        "addresses": list(EmailAddress.objects.filter(user=user).order_by("pk").values("email", "verified", "primary")),
        "second_factors": list(
            Authenticator.objects.filter(user=user).order_by("pk").values("type", "created_at", "last_used_at")
        ),
        "digital_identities": list(
            SocialAccount.objects.filter(user=user)
            .order_by("pk")
            .values("provider", "uid", "extra_data", "date_joined")
        ),
        "sessions": list(
            UserSession.objects.filter(user=user)
            .order_by("pk")
            .values("ip", "user_agent", "created_at", "last_seen_at")
        ),
        "mandates": [_mandate(mandate) for mandate in Mandate.objects.filter(user=user).select_related("firm")],
        "invitations_received": list(
            Invitation.objects.filter(email__iexact=user.email)
            .order_by("pk")
            .values("firm__name", "role", "created_at", "expires_at", "accepted_at", "revoked_at")
        ),
        "invitations_sent": list(
            Invitation.objects.filter(invited_by=user)
            .order_by("pk")
            .values("firm__name", "email", "role", "created_at")
        ),
        "bodies_you_work_for": list(
            Membership.objects.filter(user=user).order_by("pk").values("partner__name", "role")
        ),
        "what_you_did_with_registrations": [
            {"registration": event.registration.number, "what": event.verb, "at": event.at, "note": event.note}
            for event in RegistrationEvent.objects.filter(by=user).select_related("registration")
        ],
        "documents_you_sent": list(
            RegistrationDocument.objects.filter(uploaded_by=user).order_by("pk").values("name", "uploaded_at")
        ),
        "mails_we_sent_you": list(
            Email.objects.filter(to=user.email).order_by("pk").values("created", "subject", "message")
        ),
    }


def _mandate(mandate: Mandate) -> dict[str, Any]:
    return {
        "firm": mandate.firm.name,
        "role": mandate.role,
        "may": mandate.scopes,
        "last_day": mandate.ends,
        "since": mandate.created_at,
        "revoked": mandate.revoked_at,
    }
