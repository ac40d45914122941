"""Where allauth asks how this portal does it: mails, messages, whose attempts count, what staff may take away."""

import logging
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language, override
from post_office.models import PRIORITY

from catalog.views import days
from portal.accounts import devices, wording
from portal.accounts.backends import is_refused
from portal.accounts.front_door import front_door
from portal.accounts.models import User

_logger = logging.getLogger(__name__)
_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {**DefaultAccountAdapter.error_messages, **wording.ACCOUNT_ERRORS}

    def new_user(self, request: HttpRequest) -> User:
        """A new person reads the language of the page it comes from."""
        return User(language=get_language() or settings.LANGUAGE_CODE)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        text = message or wording.MESSAGES.get(message_template or "")
        if text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Writes in the language of whoever has the address; to a stranger, in that of the page."""
        owner = User.objects.filter(email=email.lower()).only("language").first()
        with override(owner.language if owner else get_language()):
            super().send_mail(template_prefix, email, context)

    def render_mail(
        self, template_prefix: str, email: Any, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMultiAlternatives:
        """A mail from one template, whose first line is the subject. These go before others: somebody waits."""
        given = {**context, "site": settings.SITE_URL}
        if "timestamp" in given:
            given["when"] = days.moment(given["timestamp"])
        for name in [name for name in given if name.endswith("_url")]:
            given[name] = _at_our_address(given[name])
        subject, _blank, text = render_to_string(f"{template_prefix}.txt", given).strip().partition("\n")
        text = text.strip()
        message = EmailMultiAlternatives(subject, text, self.get_from_email(), [email], headers=headers)
        page = render_to_string("account/email/base.html", {"subject": subject, "text": text})
        message.attach_alternative(page, "text/html")
        message.priority = PRIORITY.high  # type: ignore[attr-defined]
        return message

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return front_door(request.user)

    def pre_login(self, request: HttpRequest, user: Any, **arguments: Any) -> HttpResponse | None:
        """Stops those whom the backend refuses: allauth itself looks at ``is_active`` alone here."""
        if is_refused(user):
            clear_login(request)
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **arguments)

    def post_login(self, request: HttpRequest, user: Any, **arguments: Any) -> HttpResponse:
        response = super().post_login(request, user, **arguments)
        devices.remember(response, user.email)
        return response

    def get_client_ip(self, request: HttpRequest) -> str:
        """The visitor's address. Who came past fewer proxies than there are is taken for what it seems, not refused."""
        try:
            return super().get_client_ip(request)
        except ImproperlyConfigured:
            return str(request.META.get("REMOTE_ADDR", ""))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """One line in the log, with where from; the address typed may be a password by mistake, so not that."""
        _logger.warning("Sign-in failed from %s", self.get_client_ip(request))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Counts a known device apart, see ``portal.accounts.devices``. The site's name is no part of it."""
        email = str(credentials.get("email", "")).strip().lower()
        return f"{email}:{devices.known(request, email)}"

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Says what changed on the account, once for all kinds: when, and what to do if it was somebody else."""
        if EmailAddress.objects.filter(user=user, verified=True).exists():
            super().send_notification_mail(template_prefix, user, context, email)


def _at_our_address(url: str) -> str:
    """A link with the portal's own origin: allauth takes the host from the request, which whoever sends it writes."""
    parts = urlsplit(url)
    return f"{settings.SITE_URL}{parts.path}" + (f"?{parts.query}" if parts.query else "")


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {**DefaultMFAAdapter.error_messages, **wording.SECOND_FACTOR_ERRORS}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff keep at least one second factor."""
        if not (settings.STAFF_SECOND_FACTOR and authenticator.user.is_staff):
            return True
        return (
            Authenticator.objects.filter(user=authenticator.user, type__in=_FACTORS)
            .exclude(pk=authenticator.pk)
            .exists()
        )


class GatewayAdapter(DefaultSocialAccountAdapter):
    """Sign-in through the identity gateway.

    An identity is never joined to an account because their addresses agree: the gateway passes on what the person
    told its provider years ago, and whoever has the mailbox today may be another. The owner links the two, signed in.
    """

    error_messages = {**DefaultSocialAccountAdapter.error_messages, **wording.GATEWAY_ERRORS}

    def new_user(self, request: HttpRequest, sociallogin: Any) -> User:
        return User(language=get_language() or settings.LANGUAGE_CODE)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        _logger.warning("Sign-in through the identity gateway failed: %s %s", error, type(exception).__name__)
