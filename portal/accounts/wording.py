"""What allauth says, in our words: its own are of many hands. Keys are allauth's; what is not here is not said."""

from django.utils.translation import gettext_lazy as _

ACCOUNT_ERRORS = {
    "account_inactive": _("This account is closed."),
    "duplicate_email": _("This is your address already."),
    "email_password_mismatch": _("Address and password do not match. Check both, or choose a new password."),
    "email_taken": _("This address cannot be used."),
    "enter_current_password": _("This is not the password you have now."),
    "incorrect_code": _("This code is not right. Type the one your app shows now."),
    "incorrect_password": _("This is not your password."),
    "invalid_or_expired_key": _("This link has been used or is too old."),
    "invalid_login": _("You could not be signed in."),
    "invalid_password_reset": _("This link has been used or is too old."),
    "max_email_addresses": _("There is an address waiting for your confirmation already."),
    "rate_limited": _("Too many attempts. Wait some minutes and try again."),
    "same_as_current": _("This is what you have now: choose another."),
    "too_many_login_attempts": _("Too many wrong attempts. Wait five minutes, or choose a new password."),
    "unverified_primary_email": _("Confirm your address first: the link is in your mail."),
}
SECOND_FACTOR_ERRORS = {
    "add_email_blocked": _("Take the second factor away before you change your address."),
    "cannot_delete_authenticator": _("Your work needs a second factor: add another one before you take this away."),
    "cannot_generate_recovery_codes": _("Spare codes come with a second factor: set one up first."),
    "incorrect_code": _("This code is not right. Type the one your app shows now."),
    "unverified_email": _("Confirm your address first: the link is in your mail."),
}
GATEWAY_ERRORS = {
    "email_taken": _("There is an account with this address. Sign in to it, then link your digital identity."),
    "invalid_token": _("The answer of the identity service could not be read."),
    "no_password": _("Choose a password first: without one you could not sign in any more."),
    "no_verified_email": _("Confirm your address first: without one you could not sign in any more."),
    "disconnect_last": _("Choose a password first: without one you could not sign in any more."),
    "connected_other": _("This digital identity belongs to another account of the portal."),
}
#: Templates of allauth's messages, and what is said instead.
MESSAGES = {
    "account/messages/email_confirmation_failed.txt": _("This address could not be confirmed."),
    "account/messages/email_confirmation_sent.txt": _(
        "We have written to you: the link in our mail goes on from here."
    ),
    "account/messages/email_confirmed.txt": _("Your address is confirmed."),
    "account/messages/logged_out.txt": _("You have signed out."),
    "account/messages/password_changed.txt": _("Your new password is saved."),
    "account/messages/password_set.txt": _("Your password is saved."),
    "account/messages/primary_email_set.txt": _("Your new address is saved."),
    "mfa/messages/recovery_codes_generated.txt": _("These are your new spare codes. The old ones are void."),
    "mfa/messages/totp_activated.txt": _("Your app is set up."),
    "mfa/messages/totp_deactivated.txt": _("Your app is not asked for any more."),
    "mfa/messages/webauthn_added.txt": _("Your passkey is saved."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
    "socialaccount/messages/account_connected.txt": _("Your digital identity is linked."),
    "socialaccount/messages/account_connected_other.txt": _(
        "This digital identity belongs to another account of the portal."
    ),
    "socialaccount/messages/account_connected_updated.txt": _("Your digital identity is linked."),
    "socialaccount/messages/account_disconnected.txt": _("Your digital identity is not linked any more."),
}
