"""What follows from events that only allauth sees. Connected when the application starts."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import email_changed, password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from portal.accounts.sessions import begin

_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def connect() -> None:
    user_logged_in.connect(_note_the_beginning, dispatch_uid="portal-session-begins")
    authenticator_added.connect(_count_a_new_factor_as_given, dispatch_uid="portal-new-factor")
    for signal in (email_changed, password_changed, password_set, password_reset, authenticator_removed):
        signal.connect(_end_other_sessions, dispatch_uid="portal-other-sessions")


def _note_the_beginning(request: HttpRequest, user: Any, **_rest: Any) -> None:
    if user.is_staff:
        begin(request.session)


def _count_a_new_factor_as_given(request: HttpRequest, user: Any, authenticator: Authenticator, **_rest: Any) -> None:
    """Whoever has just set up a factor has just used it."""
    if authenticator.type in _FACTORS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def _end_other_sessions(request: HttpRequest, user: Any, **_rest: Any) -> None:
    """Ends the person's sessions elsewhere once the way in has changed: somebody else may sit in one of them."""
    for session in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key or ""):
        session.end()
