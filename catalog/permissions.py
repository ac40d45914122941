"""Whom people of the staff work for: the source of every permission on entries and missions.

Every rule has two shapes from one source: a queryset for lists, counts and choices, an object for one page.
"""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from catalog.enums import StaffRole
from catalog.models import Membership, Partner
from catalog.models.publishing import PublishableModel

Entries = TypeVar("Entries", bound=QuerySet)

#: Roles that look after the entries and missions of every body.
REGIONAL = (StaffRole.REGIONAL_EDITOR, StaffRole.ADMINISTRATOR)


def is_staff(user: Any) -> bool:
    """Whether a person may be in the admin at all today."""
    return bool(user.is_authenticated and user.is_active and user.is_staff)


def is_regional(user: Any) -> bool:
    """Whether a person looks after every body's entries: the Region's editors and administrators."""
    if not is_staff(user):
        return False
    known = getattr(user, "_is_regional", None)
    if known is not None:
        return known
    return user.is_superuser or Membership.objects.filter(user=user, role__in=REGIONAL).exists()


def ask_once(user: Any) -> bool:
    """``is_regional``, kept with this copy of the person: for one request, in which much is asked and nothing moves."""
    user._is_regional = is_regional(user)
    return user._is_regional


def is_administrator(user: Any) -> bool:
    """Whether a person says who works for which body."""
    if not is_staff(user):
        return False
    return user.is_superuser or Membership.objects.filter(user=user, role=StaffRole.ADMINISTRATOR).exists()


def organisations_of(user: Any) -> QuerySet[Partner]:
    """The bodies a person works for."""
    if not is_staff(user):
        return Partner.objects.none()
    return Partner.objects.filter(pk__in=Membership.objects.filter(user=user).values("partner"))


def bodies_edited(user: Any, model: type[PublishableModel]) -> QuerySet[Partner]:
    """The bodies whose entries of a kind a person may edit, and for which it may make new ones."""
    if is_regional(user):
        return Partner.objects.all()
    if not is_staff(user):
        return Partner.objects.none()
    working = Membership.objects.filter(user=user, role__in=model.edited_by)
    return Partner.objects.filter(pk__in=working.values("partner"))


def editable(user: Any, queryset: Entries) -> Entries:
    """Those of some entries that a person may edit."""
    model: Any = queryset.model
    if is_regional(user):
        return queryset
    return queryset.filter(**{f"{model.body_path}__in": bodies_edited(user, model).values("pk")})


def may_edit(user: Any, entry: PublishableModel) -> bool:
    """Whether a person may edit this entry, as it is in the database."""
    return _among(editable(user, type(entry)._default_manager.all()), entry)


def approvable(user: Any, queryset: Entries) -> Entries:
    """Those of some entries that a person may approve, publish and send back: all of them for the Region, else none."""
    return queryset if is_regional(user) else queryset.none()


def may_approve(user: Any, entry: PublishableModel) -> bool:
    """Whether a person may approve, publish and send back this entry."""
    return _among(approvable(user, type(entry)._default_manager.all()), entry)


def _among(queryset: QuerySet, entry: Model) -> bool:
    return queryset.filter(pk=entry.pk).exists()
