"""A fault is reported by a plain form, without a name, and waits in the admin until somebody sees to it."""

import pytest
import time_machine

from portal.accounts.models import User
from portal.feedback.faults import report_fault
from portal.feedback.models import Fault

pytestmark = pytest.mark.django_db

ADDRESS = "/segnalazione-disservizio/"
GOOD = {"kind": "broken", "text": "Il bottone non risponde.", "page": "/servizi/"}


def test_a_report_is_kept_and_thanked_for(client):
    response = client.post(ADDRESS, GOOD, follow=True)

    assert response.redirect_chain == [(f"{ADDRESS}ricevuta/", 303)]
    assert "Abbiamo ricevuto la segnalazione" in response.content.decode()
    fault = Fault.objects.get()
    assert (fault.kind, fault.text, fault.page, fault.handled) == ("broken", GOOD["text"], "/servizi/", False)


def test_the_page_one_comes_from_is_filled_in(client):
    page = client.get(ADDRESS, headers={"referer": "http://testserver/servizi/first/?q=x"}).content.decode()
    other = client.get(ADDRESS, headers={"referer": "https://elsewhere.example/secret/"}).content.decode()

    assert 'name="page" maxlength="200" value="/servizi/first/"' in page
    own = client.get(ADDRESS, headers={"referer": "http://testserver/area-impresa/iscrizioni/0a1b/"}).content.decode()

    assert "secret" not in other
    assert "0a1b" not in own  # the address of somebody's own page says whose it is


@pytest.mark.parametrize(
    ("data", "message", "field"),
    [
        ({**GOOD, "kind": ""}, "Scegliete di che cosa si tratta.", "#kind-content"),
        ({**GOOD, "kind": "x"}, "Scegliete di che cosa si tratta.", "#kind-content"),
        ({**GOOD, "text": " "}, "Scrivete che cosa è successo: bastano poche parole.", "#id_text"),
        ({**GOOD, "text": "x" * 2_001}, "Ci stanno al massimo 2.000 caratteri.", "#id_text"),
        ({**GOOD, "page": "x" * 201}, "200", "#id_page"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_on_top(client, data, message, field):
    response = client.post(ADDRESS, data)
    page = response.content.decode()

    assert response.status_code == 200
    assert page.count(message) >= 2
    assert f'<a href="{field}">' in page
    assert "<title>Da correggere: Segnalate un disservizio" in page
    assert not Fault.objects.exists()


def test_what_was_written_is_still_there(client):
    page = client.post(ADDRESS, {"kind": "barrier", "text": "", "page": "<b>home</b>"}).content.decode()

    assert 'id="kind-barrier" value="barrier" required checked' in page
    assert 'value="&lt;b&gt;home&lt;/b&gt;"' in page


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(client):
    response = client.post(ADDRESS, {**GOOD, "url": "https://spam.example/"})

    assert response.status_code == 303
    assert not Fault.objects.exists()


def test_reports_are_deleted_after_a_year():
    with time_machine.travel("2026-01-10T12:00:00+01:00", tick=False):
        report_fault(kind="broken", text="Vecchia")
    with time_machine.travel("2027-01-12T12:00:00+01:00", tick=False):
        report_fault(kind="broken", text="Nuova")

    assert [fault.text for fault in Fault.objects.all()] == ["Nuova"]


def test_staff_mark_what_they_have_seen_to(client, settings):
    settings.STAFF_SECOND_FACTOR = False  # it has tests of its own
    client.force_login(User.objects.create_superuser("staff@example.org", "a-long-passphrase"))
    fault = report_fault(kind="broken", text="Il bottone")

    page = client.get("/admin/feedback/fault/").content.decode()
    client.post("/admin/feedback/fault/", {"action": "mark_handled", "_selected_action": [fault.pk]})

    assert "Il bottone" in page
    fault.refresh_from_db()
    assert fault.handled
