"""The desk's pages: whole, private, of constant cost, for nobody but who runs the mission."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from catalog.editorial import duties
from missions.enums import RegistrationStatus as Status
from tests import factories
from tests.missions.desk import PAGES, world
from tests.portal.test_pages import Page

pytestmark = pytest.mark.django_db

#: Queries a page may make, signed in and warm; what it lists does not count.
BUDGET = 30


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.STAFF_SECOND_FACTOR = False  # it stands before every page of staff, and has tests of its own


@pytest.fixture
def here():
    return world(2)


@pytest.fixture
def officer(client, here):
    client.force_login(here.officer)
    return client


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_page_is_whole_and_kept_by_nobody(officer, here, language):
    for name in PAGES:
        response = officer.get(here.address(name, language))

        page = Page(response.content.decode())
        assert (name, response.status_code, page.open) == (name, 200, [])
        assert [tag for tag, _attributes in page.tags].count("h1") == 1
        assert (name, len(page.values("id"))) == (name, len(set(page.values("id"))))
        assert set(" ".join(page.values("aria-labelledby")).split()) <= set(page.values("id"))
        assert {"private", "no-store"} <= set(response.headers["Cache-Control"].replace(",", " ").split())


def test_every_page_is_for_those_alone_who_run_the_mission(client, here):
    elsewhere = factories.officer(factories.partner())
    firm = here.seated.firm.mandates.first().user
    for name in PAGES:
        address = here.address(name)
        client.logout()
        assert (name, client.get(address).status_code) == (name, 302)
        for person, status in ((firm, 403), (elsewhere, 200 if name == "desk" else 404)):
            client.force_login(person)
            response = client.get(address)
            assert (name, response.status_code) == (name, status)
            assert here.seated.firm.name not in response.content.decode()
            assert client.post(address).status_code in (403, 404, 405)


def test_every_page_costs_the_same_however_much_it_lists(client, django_assert_max_num_queries):
    counts = []
    for size in (1, 3):
        here, costs = world(size), {}
        client.force_login(here.officer)
        for name in PAGES:
            client.get(here.address(name))
            with django_assert_max_num_queries(BUDGET) as queries:
                client.get(here.address(name))
            costs[name] = len(queries)
        counts.append(costs)
    assert counts[0] == counts[1]


def test_a_draft_is_nowhere_at_the_desk(officer, here):
    draft = here.mission.registrations.filter(status=Status.DRAFT).first()
    for name in PAGES:
        assert escape(draft.firm.name) not in officer.get(here.address(name)).content.decode()
    assert (
        officer.get(
            here.address("desk_registration").replace(str(here.seated.reference), str(draft.reference))
        ).status_code
        == 404
    )


def test_lists_hold_what_they_say_and_the_queue_keeps_its_order(officer, here):
    page = officer.get(here.address("desk_mission"), {"status": "waiting"})
    assert [row.place for row in page.context["rows"]] == [1, 2]
    assert {row.registration.status for row in page.context["rows"]} == {"waiting"}
    everything = officer.get(here.address("desk_mission"), {"status": "nothing", "page": "x"})
    assert len(everything.context["rows"]) == 8


def test_what_waits_for_the_officer_is_said(officer, here):
    first = officer.get(reverse("admin:index"))
    assert f'href="{here.address("desk")}"' in first.content.decode()
    assert [one.count for one in duties.waiting(here.officer) if one.url == here.address("desk")] == [2, 2]
    assert duties.waiting(factories.officer(factories.partner())) == []
    page = officer.get(here.address("desk_mission")).content.decode()
    assert "2 posti offerti attendono una risposta." in page
    assert "4 imprese devono ancora dei documenti." in page


def test_a_registration_is_on_one_page_whole(officer, here):
    page = officer.get(here.address("desk_registration")).content.decode()
    for text in ("Elena Rusconi", "Torni", "visura.pdf", "Interprete", "Seat given", here.seated.number):
        assert escape(text) in page or text == "Seat given"
