"""Sign-in and sign-up: allauth's, with what this portal shows beside and does at once."""

from typing import Any

from allauth.account.views import LoginView, SignupView
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods


class SignInView(LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(gateway=bool(settings.OIDC_ISSUER), **kwargs)


class SignUpView(SignupView):
    def form_valid(self, form: Any) -> HttpResponse:
        """Person, address and mail are there together or not at all; a known address costs one commit too."""
        with transaction.atomic():
            return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(gateway=bool(settings.OIDC_ISSUER), **kwargs)


sign_in = require_http_methods(["GET", "HEAD", "POST"])(SignInView.as_view())
sign_up = require_http_methods(["GET", "HEAD", "POST"])(SignUpView.as_view())
