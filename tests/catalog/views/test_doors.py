"""The pages behind the three doors: what stands on them, and what is said where there is nothing."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from catalog import search
from catalog.enums import Stage
from tests import factories

pytestmark = pytest.mark.django_db

DOOR = "/imprese/prima-volta/"


@pytest.fixture(autouse=True)
def _names():
    factories.need("orientation", label_it="Primi passi", label_en="First steps")
    factories.province("BS", name="Brescia")
    factories.province("CO", name="Como")


def test_the_home_page_leads_through_each_door(client):
    page = client.get("/").content.decode()

    for address in (DOOR, "/imprese/qualche-paese/", "/imprese/affermate/"):
        assert f'href="{address}"' in page


def test_an_empty_catalogue_is_honest_on_every_part(client):
    search.rebuild()

    page = client.get(DOOR).content.decode()

    assert page.count("Per questo passo non c’è ancora un servizio.") == 5
    assert "Oggi non c’è nulla di aperto per imprese come la vostra." in page
    assert "Nessuna missione è ancora annunciata." in page


def test_each_entry_stands_with_its_reason_and_whom_it_is_for(client):
    body = factories.partner(slug="ente", provinces=["CO"])
    factories.service(need=factories.need("orientation"), partner=body, stages=[Stage.FIRST_TIME], title_it="Sportello")
    search.rebuild()

    page = client.get(DOOR).content.decode()
    assert "Nasce per le imprese che non hanno mai venduto all’estero." in page
    assert "Per le imprese di Como." in page

    near = client.get(DOOR, {"province": "CO"}).content.decode()
    assert "È per le imprese della vostra provincia, Como." in near
    assert "Per le imprese di Como." not in near
    assert "Sportello" not in client.get(DOOR, {"province": "BS"}).content.decode()


def test_a_call_says_until_when_and_a_mission_when(client):
    today = localdate()
    factories.opportunity(stages=[Stage.FIRST_TIME], closes=today + timedelta(days=3), title_it="Bando")
    factories.mission(title_it="Missione a Osaka", starts=today + timedelta(days=30))
    search.rebuild()

    page = client.get(DOOR).content.decode()

    assert "mancano 3 giorni" in page
    assert "È un contributo: non si restituisce." in page
    assert "Missione a Osaka" in page


def test_of_a_body_the_nearest_office_that_answers_is_shown(client):
    body = factories.partner(slug="ente", name="Ente di tutti")
    factories.service(need=factories.need("orientation"), partner=body, stages=[Stage.FIRST_TIME])
    factories.office(partner=body, name="Muto a Brescia", province_id="BS")
    factories.office(partner=body, name="Telefono a Brescia", province_id="BS", phone="030 1")
    factories.office(partner=body, name="Telefono a Como", province_id="CO", phone="031 1")
    search.rebuild()

    def shown(province):
        (meeting,) = client.get(DOOR, {"province": province}).context["meetings"]
        return meeting.office.name

    assert (shown("CO"), shown("BS"), shown("")) == ("Telefono a Como", "Telefono a Brescia", "Telefono a Brescia")


def test_a_body_without_an_office_says_so(client):
    factories.service(need=factories.need("orientation"), stages=[Stage.FIRST_TIME])
    search.rebuild()

    assert "Non conosciamo una sua sede" in client.get(DOOR).content.decode()


def test_doors_lead_to_each_other_and_to_the_whole(client):
    factories.service(need=factories.need("orientation"), stages=[Stage.FIRST_TIME])
    factories.service(need=factories.need("orientation"), stages=[Stage.ESTABLISHED])
    search.rebuild()

    response = client.get("/en/firms/first-time/")

    page = response.content.decode()
    assert 'href="/en/firms/established/"' in page
    assert 'href="/en/search/?stage=first-time"' in page
    assert response.context["guide"].count == client.get("/api/v1/search?stage=first-time").json()["count"] == 1
