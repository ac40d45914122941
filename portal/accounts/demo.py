"""Demonstration accounts: for trying the portal out, under DEMO only."""

from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from portal.accounts.models import User

PASSWORD = "porte-del-mondo"  # noqa: S105 - public on purpose; refused unless DEMO is on
ACCOUNTS = {"regione@example.org": "regional staff, may publish everything"}


@transaction.atomic
def create_accounts() -> None:
    """Creates those that are missing. Raises ``ImproperlyConfigured`` when DEMO is off: the password is public."""
    if not settings.DEMO:
        raise ImproperlyConfigured("Demonstration accounts exist only under DEMO=1.")
    for email in ACCOUNTS:
        if not User.objects.filter(email=email).exists():
            user = User.objects.create_user(email, PASSWORD, is_staff=True, first_name="Regione", last_name="Lombardia")
            user.user_permissions.set(
                Permission.objects.filter(content_type__app_label__in=["catalog", "missions", "feedback"])
            )
