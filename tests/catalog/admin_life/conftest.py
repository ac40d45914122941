"""A body, two of its editors and somebody of the Region, each signed in to the admin."""

import pytest

from catalog.enums import StaffRole
from tests import factories
from tests.catalog.staff import member, signed_in


@pytest.fixture
def body():
    return factories.partner()


@pytest.fixture
def editor(body):
    return signed_in(member(body, first_name="Paola"))


@pytest.fixture
def colleague(body):
    return signed_in(member(body, first_name="Carla", last_name="Neri"))


@pytest.fixture
def region():
    return signed_in(member(factories.partner(), StaffRole.REGIONAL_EDITOR))
