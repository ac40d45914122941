"""Whom people of the staff work for: the source of every permission on entries and missions."""

from typing import Any

from django.db.models import QuerySet

from catalog.enums import StaffRole
from catalog.models import Membership, Partner

#: Roles that look after the entries and missions of every body.
REGIONAL = (StaffRole.REGIONAL_EDITOR, StaffRole.ADMINISTRATOR)


def is_regional(user: Any) -> bool:
    """Whether a person looks after every body's entries: the Region's editors and administrators."""
    if not user.is_authenticated or not user.is_staff:
        return False
    return user.is_superuser or Membership.objects.filter(user=user, role__in=REGIONAL).exists()


def organisations_of(user: Any) -> QuerySet[Partner]:
    """The bodies a person works for."""
    if not user.is_authenticated or not user.is_staff:
        return Partner.objects.none()
    return Partner.objects.filter(pk__in=Membership.objects.filter(user=user).values("partner"))
