"""People who keep entries true."""

from catalog.enums import StaffRole
from catalog.models import Membership
from tests import factories


def editor(body, **fields):
    """Somebody who edits a body's entries."""
    return _member(body, StaffRole.EDITOR, fields)


def regional(**fields):
    """Somebody of the Region, who looks after everybody's."""
    return _member(factories.partner(checked="2026-11-20"), StaffRole.REGIONAL_EDITOR, fields)


def _member(body, role, fields):
    person = factories.person(is_staff=True, **fields)
    Membership.objects.create(user=person, partner=body, role=role)
    return person
