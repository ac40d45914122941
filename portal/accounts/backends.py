"""Who may be signed in at all, whatever the way."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from portal.accounts.demo import ACCOUNTS


def is_refused(user: Any) -> bool:
    """Whether an account belongs to a demonstration and this is none."""
    return user.email in ACCOUNTS and not settings.DEMO


class PortalBackend(AuthenticationBackend):
    """Sign-in by e-mail address. Outside a demonstration its accounts are nobody: their password is public.

    Django asks here at every request too, so a session that was carried over ends as well.
    """

    def user_can_authenticate(self, user: Any) -> bool:
        if user is not None and is_refused(user):
            return False
        return super().user_can_authenticate(user)
