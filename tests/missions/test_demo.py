"""Demonstration missions: made once, never in earnest, always to come, and nothing registered for them is lost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from missions import availability, demo, selection
from missions.demo_firms import TRAVELLER
from missions.enums import MissionPhase
from missions.models import Appointment, Mission, Registration
from missions.time import ROME, day_of
from missions.transitions import RefusedError
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 30, 8, 0, tzinfo=UTC)  # a Wednesday
MECHANICS, LYON = "dimostrazione-meccanica-stoccarda-monaco", "dimostrazione-subfornitura-lione"
TOKYO, VIENNA = "dimostrazione-abitare-vino-tokyo", "dimostrazione-casa-vienna"
NEW_YORK = "dimostrazione-vino-new-york"


@pytest.fixture
def made(settings):
    settings.DEMO = True
    for slug in ("regione-lombardia", "promos-italia"):
        factories.partner(slug=slug)
    for code in ("DE", "FR", "JP", "AT", "US"):
        factories.country(code)
    traveller = factories.person(email="impresa@example.org")
    factories.firm(by=traveller, vat_number=TRAVELLER)
    demo.create_missions(NOW)


def _phases(now):
    return {mission.slug: mission.phase(now, day_of(now)) for mission in Mission.objects.filter(demo=True)}


def test_they_are_refused_in_earnest(settings):
    settings.DEMO = False

    with pytest.raises(ImproperlyConfigured):
        demo.create_missions(NOW)


def test_there_is_one_of_each_kind(made, client):
    first_come = Mission.objects.get(slug=MECHANICS)
    full = Mission.objects.get(slug=LYON)

    assert _phases(NOW) == {
        MECHANICS: MissionPhase.OPEN,
        LYON: MissionPhase.OPEN,
        TOKYO: MissionPhase.OPEN,
        NEW_YORK: MissionPhase.SELECTION,
        VIENNA: MissionPhase.RUNNING,
    }
    assert availability.seats(first_come, NOW).free == 9
    assert (availability.seats(full, NOW).free, availability.seats(full, NOW).waiting) == (0, 6)
    assert Appointment.objects.filter(registration__firm__vat_number=TRAVELLER, starts__date=NOW.date()).exists()


def test_the_selection_under_review_is_scored_and_waits_for_the_officers_last_points(made):
    standings = selection.ranking(Mission.objects.get(slug=NEW_YORK))

    assert {standing.rank: len(standing.open) for standing in standings} == {1: 0, 2: 0, 3: 1, 4: 1, 5: 0}
    assert all("dimostrazione" in standing.registration.firm.name for standing in standings)
    with pytest.raises(RefusedError, match="Impresa di esempio 23"):
        selection.ready(standings[0].registration.mission, standings, NOW)


def test_making_them_again_changes_nothing(made):
    before = list(Mission.objects.order_by("pk").values_list("slug", "starts", "updated_at"))

    demo.create_missions(NOW + timedelta(minutes=5))

    assert list(Mission.objects.order_by("pk").values_list("slug", "starts", "updated_at")) == before


@pytest.mark.parametrize("weeks", [1, 6, 26, 60])
def test_when_their_dates_have_aged_they_move_on_with_all_that_was_registered(made, weeks):
    registration = Registration.objects.get(firm__vat_number=TRAVELLER)
    count = Registration.objects.count()
    later = NOW + timedelta(weeks=weeks)

    demo.create_missions(later)

    assert _phases(later)[VIENNA] == MissionPhase.RUNNING
    assert set(_phases(later).values()) == {MissionPhase.OPEN, MissionPhase.SELECTION, MissionPhase.RUNNING}
    assert Registration.objects.count() == count
    days = [appointment.starts.date() for appointment in registration.appointments.all()]
    assert later.date() in days
    assert {stop.starts for stop in registration.mission.stops.all()} == {later.date() - timedelta(days=1)}


def test_hours_stay_as_on_the_wall_when_the_clocks_change(made):
    demo.create_missions(NOW + timedelta(weeks=6))  # from summer time into winter time

    hours = Appointment.objects.filter(title__startswith="Holzer").values_list("starts", flat=True)
    assert [f"{moment.astimezone(ROME):%H:%M}" for moment in hours] == ["10:30"]
