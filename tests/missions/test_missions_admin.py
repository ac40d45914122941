"""Seats in the admin: free to write until a firm has registered, then the desk's business."""

import pytest
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db


def _has_box_for_seats(staff, mission):
    return 'name="capacity"' in staff.get(f"/admin/missions/mission/{mission.pk}/change/").content.decode()


def test_seats_are_read_only_once_a_firm_has_registered(staff):
    mission = factories.open_mission(timezone.now())
    assert _has_box_for_seats(staff, mission)

    factories.draft(mission, factories.firm())

    assert not _has_box_for_seats(staff, mission)
