"""'Report an error': the form says what is missing, takes readers' reports and no program's."""

import pytest

from catalog.corrections.forms import LONGEST
from catalog.corrections.queue import MOST_ON_ONE
from catalog.models import Correction
from tests import factories

pytestmark = pytest.mark.django_db

FORM = "/segnala-un-errore/service/s/"
GIVEN = {"subject": "dates", "message": "Chiude il 10 ottobre, non il 12.", "email": "", "website": ""}


@pytest.fixture(autouse=True)
def _service():
    factories.service(slug="s", title_it="Fiere in Giappone", title_en="Fairs in Japan")


def test_every_entrys_page_leads_to_the_form(client):
    factories.opportunity(slug="o")
    factories.mission(slug="m")
    factories.partner(slug="p")
    pages = {"/servizi/s/": "service/s", "/opportunita/o/": "opportunity/o", "/missioni/m/": "mission/m"}
    for page, entry in {**pages, "/enti/p/": "partner/p"}.items():
        address = f"/segnala-un-errore/{entry}/"
        assert f'href="{address}"' in client.get(page).content.decode()
        assert client.get(address).status_code == 200


def test_a_report_is_kept_and_thanked_for(client):
    response = client.post(FORM, {**GIVEN, "email": "anna@example.org"})

    assert response.headers["Location"] == "/segnala-un-errore/service/s/ricevuta/"
    assert "Grazie" in client.get(response.headers["Location"]).content.decode()
    kept = Correction.objects.get()
    assert (kept.kind, kept.slug, kept.message, kept.email) == ("service", "s", GIVEN["message"], "anna@example.org")


def test_in_english_too(client):
    response = client.post("/en/report-an-error/service/s/", GIVEN)

    assert response.headers["Location"] == "/en/report-an-error/service/s/received/"
    assert "Fairs in Japan" in client.get(response.headers["Location"]).content.decode()
    assert Correction.objects.get().language == "en"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"subject": ""}, "Scegliete che cosa non va."),
        ({"subject": "weather"}, "Scegliete"),
        ({"message": ""}, "Scrivete che cosa non va."),
        ({"message": "No"}, "Scrivete qualche parola in più"),
        ({"message": "a" * (LONGEST + 1)}, "2000"),
        ({"email": "anna"}, "Questo non è un indirizzo e-mail"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(client, wrong, says):
    response = client.post(FORM, {**GIVEN, **wrong})

    page = response.content.decode()
    assert response.status_code == 200
    assert 'class="pm-errors"' in page
    assert says in page
    assert "Da correggere:" in page
    assert not Correction.objects.exists()


def test_who_fills_in_the_trap_is_told_the_same_and_nothing_is_kept(client):
    response = client.post(FORM, {**GIVEN, "website": "https://spam.example"})

    assert response.headers["Location"].endswith("/ricevuta/")
    assert not Correction.objects.exists()


def test_a_flood_is_answered_with_a_request_to_wait(client):
    for _number in range(MOST_ON_ONE):
        client.post(FORM, GIVEN)

    response = client.post(FORM, GIVEN)

    assert response.status_code == 429
    assert "Riprovate fra un’ora" in response.content.decode()
    assert GIVEN["message"] in response.content.decode()


def test_a_form_from_another_site_is_refused(client):
    client.handler.enforce_csrf_checks = True

    assert client.post(FORM, GIVEN).status_code == 403


@pytest.mark.parametrize("path", ["service/x", "office/s", "partner/s"])
def test_there_is_no_form_for_what_is_not_there(client, path):
    assert client.get(f"/segnala-un-errore/{path}/").status_code == 404
    assert client.post(f"/segnala-un-errore/{path}/", GIVEN).status_code == 404
    assert client.get(f"/segnala-un-errore/{path}/ricevuta/").status_code == 404


def test_search_engines_leave_both_pages_out(client):
    for path in (FORM, f"{FORM}ricevuta/"):
        assert '<meta name="robots" content="noindex">' in client.get(path).content.decode()
