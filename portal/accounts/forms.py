"""The forms of sign-up, sign-in and the account: allauth's, with our labels and explanations."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from allauth.socialaccount import forms as social
from django import forms
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.passwords import LONGEST, normalised

_EMAIL = _("E-mail address")
_PASSWORD_HELP = _("At least 12 characters, of any kind: four words you remember do well.")
_MISSING = {
    "login": _("Write your e-mail address."),
    "email": _("Write your e-mail address."),
    "password": _("Write your password."),
    "password1": _("Write a password."),
    "oldpassword": _("Write the password you have now."),
    "code": _("Write the code."),
    "first_name": _("Write your first name."),
    "last_name": _("Write your last name."),
}
_BAD_ADDRESS = _("This is no e-mail address: it looks like name@example.it.")


class Worded:
    """Gives fields our labels and explanations. A placeholder is no label: it goes when one starts to type."""

    labels: dict[str, Any] = {}
    explanations: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.explanations.get(name, "")
            if name in _MISSING:
                field.error_messages["required"] = _MISSING[name]
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = _BAD_ADDRESS
            if isinstance(field.widget, forms.PasswordInput):
                field.widget.attrs["maxlength"] = LONGEST


class SignInForm(Worded, account.LoginForm):
    labels = {"login": _EMAIL, "password": _("Password")}


class SignUpForm(Worded, account.SignupForm):
    """A new person: name, address, password. Whether the address has an account is told to its mailbox alone."""

    first_name = forms.CharField(
        label=_("First name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    field_order = ["first_name", "last_name", "email", "password1"]
    labels = {"email": _EMAIL, "password1": _("Password")}
    explanations = {
        "email": _("We write to it when something happens to your registrations. You sign in with it."),
        "password1": _PASSWORD_HELP,
    }

    def clean(self) -> dict[str, Any]:
        """Hashes here, for known and unknown addresses alike: it is what takes time, and must not tell them apart."""
        cleaned = super().clean()
        if not self.errors:
            self.hashed = make_password(normalised(self.cleaned_data["password1"]))
        return cleaned

    def save(self, request: Any) -> Any:
        self.cleaned_data["password1"] = ""
        user = super().save(request)
        user.password = self.hashed
        user.save(update_fields=["password"])
        return user


class ForgottenPasswordForm(Worded, account.ResetPasswordForm):
    labels = {"email": _EMAIL}


class _OnePassword(Worded):
    """A new password, written once: browsers show what is typed, and a forgotten one is soon replaced."""

    labels = {"password1": _("New password")}
    explanations = {"password1": _PASSWORD_HELP}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]  # type: ignore[attr-defined]


class NewPasswordForm(_OnePassword, account.ResetPasswordKeyForm):
    pass


class FirstPasswordForm(_OnePassword, account.SetPasswordForm):
    pass


class ChangePasswordForm(_OnePassword, account.ChangePasswordForm):
    labels = {"oldpassword": _("Password you have now"), "password1": _("New password")}


class NewAddressForm(Worded, account.AddEmailForm):
    labels = {"email": _("New e-mail address")}
    explanations = {"email": _("We send it a link. Until you follow it, the address you have now stays.")}


class ConfirmPasswordForm(Worded, account.ReauthenticateForm):
    labels = {"password": _("Password")}


class _Code(Worded):
    labels = {"code": _("Code")}
    explanations = {"code": _("The six digits your app shows now, or one of your spare codes.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "spellcheck": "false"}  # type: ignore[attr-defined]


class SecondFactorForm(_Code, mfa.AuthenticateForm):
    pass


class SecondFactorAgainForm(_Code, mfa.ReauthenticateForm):
    pass


class AuthenticatorForm(_Code, totp.ActivateTOTPForm):
    explanations = {"code": _("The six digits the app shows after reading the picture.")}


class PasskeyForm(Worded, webauthn.AddWebAuthnForm):
    labels = {"name": _("Name of this key"), "passwordless": _("Sign in with it alone, without the password")}
    explanations = {
        "name": _("So that you recognise it: “Elena’s phone”."),
        "passwordless": _("The key then asks for your fingerprint, face or PIN."),
    }


class PasskeyNameForm(Worded, webauthn.EditWebAuthnForm):
    labels = {"name": _("Name of this key")}


class GatewaySignUpForm(Worded, social.SignupForm):
    """The address of somebody whose digital identity came without one."""

    labels = {"email": _EMAIL}
    explanations = {"email": _("We write to it when something happens to your registrations.")}


class PersonForm(Worded, forms.ModelForm):
    """What people change about themselves."""

    class Meta:
        model = User
        fields = ("first_name", "last_name", "language")
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
            "language": forms.RadioSelect,
        }

    labels = {"first_name": _("First name"), "last_name": _("Last name"), "language": _("Language we write to you in")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_name"].required = self.fields["last_name"].required = True
        self.fields["language"].choices = [("it", "Italiano"), ("en", "English")]  # type: ignore[attr-defined]
