"""Sign-up, sign-in and the account. Names are allauth's, which looks for them; addresses and order are ours."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as spare_codes
from allauth.mfa.totp import views as authenticator
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as identities
from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from portal.accounts.views import entrance, gateway, person

_page = require_http_methods(["GET", "HEAD", "POST"])
_read = require_http_methods(["GET", "HEAD"])
_GATEWAY = {"provider_id": gateway.PROVIDER}

urlpatterns = [
    path(_("sign-in/"), entrance.sign_in, name="account_login"),
    path(_("sign-in/second-factor/"), _page(second_factor.authenticate), name="mfa_authenticate"),
    path(_("sign-in/passkey/"), _page(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path(_("sign-in/closed/"), _read(account.account_inactive), name="account_inactive"),
    path(_("sign-in/identity/"), gateway.start, _GATEWAY, name="openid_connect_login"),
    path(_("sign-in/identity/back/"), gateway.back, _GATEWAY, name="openid_connect_callback"),
    path(_("sign-in/identity/address/"), _page(identities.signup), name="socialaccount_signup"),
    path(_("sign-in/identity/cancelled/"), _read(identities.login_cancelled), name="socialaccount_login_cancelled"),
    path(_("sign-in/identity/failed/"), _read(identities.login_error), name="socialaccount_login_error"),
    path(_("sign-out/"), _page(account.logout), name="account_logout"),
    path(_("sign-up/"), entrance.sign_up, name="account_signup"),
    path(
        _("sign-up/look-at-your-mail/"), _read(account.email_verification_sent), name="account_email_verification_sent"
    ),
    path(_("sign-up/confirm/<str:key>/"), _page(account.confirm_email), name="account_confirm_email"),
    path(_("forgotten-password/"), _page(account.password_reset), name="account_reset_password"),
    path(
        _("forgotten-password/look-at-your-mail/"),
        _read(account.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        _("forgotten-password/done/"),
        _read(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        _(r"^forgotten-password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-\w]+)/$"),
        _page(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(_("account/"), person.account, name="account"),
    path(_("account/download/"), person.download, name="account-download"),
    path(_("account/erase/"), person.erase, name="account-erase"),
    path(_("account/sessions/"), person.sessions, name="usersessions_list"),
    path(_("account/it-is-me/"), _page(account.reauthenticate), name="account_reauthenticate"),
    path(_("account/it-is-me/code/"), _page(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path(_("account/it-is-me/passkey/"), _page(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path(_("account/address/"), _page(account.email), name="account_email"),
    path(_("account/password/"), _page(account.password_change), name="account_change_password"),
    path(_("account/password/first/"), _page(account.password_set), name="account_set_password"),
    path(_("account/identity/"), gateway.identity, name="socialaccount_connections"),
    path(_("account/second-factor/"), _read(second_factor.index), name="mfa_index"),
    path(_("account/second-factor/app/"), _page(authenticator.activate_totp), name="mfa_activate_totp"),
    path(_("account/second-factor/app/remove/"), _page(authenticator.deactivate_totp), name="mfa_deactivate_totp"),
    path(_("account/second-factor/codes/"), _read(spare_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        _("account/second-factor/codes/new/"),
        _page(spare_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        _("account/second-factor/codes/download/"),
        _read(spare_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path(_("account/second-factor/passkeys/"), _read(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path(_("account/second-factor/passkeys/new/"), _page(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(
        _("account/second-factor/passkeys/<int:pk>/remove/"),
        _page(passkeys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path(_("account/second-factor/passkeys/<int:pk>/name/"), _page(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
]
