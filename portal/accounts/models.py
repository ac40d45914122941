"""The people who sign in."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.accounts.passwords import normalised


class UserManager(BaseUserManager["User"]):
    """Creates people by e-mail address; the address is kept in lower case, so that one person has one account."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An administrator. Its address needs no link to confirm: who types this command owns the portal."""
        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        user.confirm_address()
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=(email or "").strip().lower())


class User(AbstractUser):
    """A person. ``language`` is the one mail is written in."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="it")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_any_case")]

    def __str__(self) -> str:
        return self.email

    @property
    def short_name(self) -> str:
        """What the head of a page calls the person."""
        return self.first_name or self.email

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(None if raw_password is None else normalised(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        return super().check_password(None if raw_password is None else normalised(raw_password))

    def confirm_address(self) -> None:
        """Takes the address as confirmed, for accounts that the portal's own people make."""
        from allauth.account.models import EmailAddress  # it needs this model first

        EmailAddress.objects.update_or_create(user=self, email=self.email, defaults={"verified": True, "primary": True})
