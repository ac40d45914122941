"""A mission's page: what is left, whether the reader's firm may go, and the one thing to do next."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.enums import Stage
from missions.availability import Seats
from missions.models import Mission, Registration
from missions.time import ROME, today
from missions.views.mission_page import DRAWN, doors
from tests import factories
from tests.missions.registering_pages import asking

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return asking(capacity=3)


def _page(client, here, language=""):
    return client.get(here.mission.get_absolute_url()).content.decode()


def _seat(here, count, status="seated"):
    for number in range(1, count + 1):
        factories.draft(here.mission, factories.firm(), status=status, queue_number=number, stage=Stage.FIRST_TIME)


def test_a_stranger_reads_the_rules_and_how_to_know(client, here):
    page = _page(client, here)

    assert "Le regole di questa missione" in page
    assert f"/accedi/?next={here.mission.get_absolute_url().replace('/', '%2F')}" in page
    assert "potete partecipare" not in page


def test_a_firm_reads_whether_it_may_go(client, here):
    client.force_login(here.elena)

    page = _page(client, here)

    assert "Sì, potete partecipare" in page
    assert "Torneria Prova srl" in page
    assert f'href="{here.step()}"' in page


def test_a_firm_of_another_kind_reads_why_not(client):
    here = asking(stages=["established"])
    client.force_login(here.elena)

    assert "questa missione non è per la vostra impresa" in _page(client, here)


def test_a_firm_whose_profile_says_too_little_reads_what_to_add(client):
    here = asking(stages=["first-time"])
    here.firm.stage = ""
    here.firm.save()
    client.force_login(here.elena)
    page = _page(client, here)

    assert "Quasi" in page
    assert 'href="/area-impresa/profilo/"' in page


def test_who_has_no_firm_yet_is_led_to_begin_it_and_comes_back(client, here):
    client.force_login(factories.person())

    assert "/area-impresa/nuova/?next=" in _page(client, here)


@pytest.mark.parametrize(
    ("seated", "said"), [(0, "3 posti liberi su 3"), (2, "1 posto libero su 3"), (3, "Al completo")]
)
def test_seats_are_told_in_words(client, here, seated, said):
    _seat(here, seated)
    page = _page(client, here)

    assert said in page
    assert ("Ultimo posto" in page) == (seated == 2)
    assert page.count('class="t"') == seated


def test_a_full_mission_says_how_to_wait(client, here):
    _seat(here, 3)
    factories.draft(here.mission, factories.firm(), status="waiting", queue_number=9)
    page = _page(client, here)

    assert "Mettetevi in lista d’attesa" in page
    assert "1 impresa in coda" in page


def test_a_draft_is_gone_on_with_and_a_registration_is_looked_at(client, here):
    client.force_login(here.elena)
    draft = here.complete()
    assert "Riprendete l’iscrizione" in _page(client, here)

    Mission.objects.update(registration_closes=timezone.now() - timedelta(minutes=1))
    assert "Avete i requisiti, ma le iscrizioni sono chiuse" in _page(client, here)

    Registration.objects.filter(pk=draft.pk).update(status="seated", submitted_at=timezone.now())
    page = _page(client, here)
    assert "le iscrizioni sono chiuse" not in page
    assert f'href="{draft.get_absolute_url()}"' in page
    assert "Posto confermato" in page


@pytest.mark.parametrize(("days", "said"), [(-5, "Iscrizioni chiuse"), (5, "Iscrizioni aperte")])
def test_the_window_is_told(client, days, said):
    here = asking(registration_closes=timezone.now() + timedelta(days=days))

    page = _page(client, here)
    assert said in page
    assert (f'href="{here.step()}"' in page) == (days > 0)


def test_a_mission_announced_says_when_it_opens(client):
    here = asking(registration_opens=timezone.now() + timedelta(days=3))

    assert f'href="{here.step()}"' not in _page(client, here)
    assert "Aprono le iscrizioni" in _page(client, here)


def test_support_and_dates_are_told(client, here):
    _seat(here, 1)
    Registration.objects.get().support_requests.create(offer=here.desk, asked_at=timezone.now(), taken=1)
    page = _page(client, here)

    for said in ("Interprete di tedesco", "4 disponibili", "esaurito", "Ultimo giorno per: Presentazione"):
        assert said in page


def test_the_programme_is_told_by_city_and_day_in_its_own_hours(client, here):
    day = here.mission.starts
    stop = here.mission.stops.create(
        city="Osaka", country=factories.country("JP"), starts=day, ends=day, timezone="Asia/Tokyo"
    )
    stop.programme.create(day=day, starts=time(9), ends=time(12), title_it="Visita", title_en="Visit")

    page = _page(client, here)
    for said in ("Osaka", "09:00-12:00", "Visita", "Le ore sono quelle di Osaka"):
        assert said in page
    assert "Visit" in client.get(f"/en/missions/{here.mission.slug}/").content.decode()


def test_a_selection_shows_its_criteria_with_their_points(client):
    here = asking(fill_method="selection")
    here.mission.criteria.create(title_it="Sito in inglese", points=10, kind="manual")
    page = _page(client, here)

    assert "Sito in inglese" in page
    assert "fino a 10 punti" in page
    assert "Candidatevi alla missione" in page


def test_a_demonstration_says_so(client, here):
    assert "Dimostrazione" not in _page(client, here)
    here.mission.demo = True
    here.mission.save()

    assert "Dimostrazione: questa missione è inventata" in _page(client, here)


def test_a_page_for_a_firm_is_kept_by_nobody(client, here):
    client.force_login(here.elena)

    assert "private" in client.get(here.mission.get_absolute_url()).headers["Cache-Control"]


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_page_costs_the_same_whatever_is_in_it(client, here, signed_in):
    if signed_in:
        client.force_login(here.elena)
    day = here.mission.starts
    stop = here.mission.stops.create(city="Osaka", country=factories.country("JP"), starts=day, ends=day)
    stop.programme.create(day=day, title_it="Visita")
    here.mission.reserves.create(stage="first-time", seats=1, until=timezone.now() + timedelta(days=1))

    def cost():
        _page(client, here)
        with CaptureQueriesContext(connection) as captured:
            _page(client, here)
        return len(captured)

    before = cost()
    _seat(here, 3)
    for number in range(4):
        stop.programme.create(day=day, title_it=f"Incontro {number}")
        here.mission.stops.create(city=f"Kobe {number}", country=factories.country("JP"), starts=day, ends=day)
        here.mission.support_offers.create(kind="logistics", title_it=f"Trasporto {number}", quantity=3)
        here.mission.document_requests.create(title_it=f"Documento {number}", due=date(2099, 1, 1))
    assert cost() == before


def test_doors_are_drawn_up_to_what_can_be_told_at_a_glance():
    def seats(capacity):
        return Seats(capacity, {"first-time": 1}, {}, 0)

    assert doors(seats(0)) is None
    assert doors(seats(DRAWN + 1)) is None
    assert len(doors(seats(DRAWN)).doors) == DRAWN
    assert [door.taken for door in doors(seats(2)).doors] == [True, False]


def test_the_last_moment_is_said_by_the_clock_of_italy(client):
    """In summer too: 23:59 in Rome is 21:59 in UTC."""
    closes = datetime.combine(today() + timedelta(days=60), time(23, 59), ROME)
    here = asking(registration_closes=closes)

    assert "ore 23:59" in _page(client, here)
