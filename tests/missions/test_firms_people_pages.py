"""People are invited, changed and let go on the firm's pages; an invitation is accepted on its own."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from missions.models import Invitation, Mandate
from missions.time import today
from tests import factories
from tests.missions.own_pages import world

pytestmark = pytest.mark.django_db

NEXT_YEAR = (today() + timedelta(days=300)).isoformat()


@pytest.fixture
def here():
    return world()


@pytest.fixture
def elena(client, here):
    client.force_login(here.elena)
    return client


def _invite(client, here, **values):
    given = {"email": "Laura@Example.org", "role": "consultant", "scopes": ["registrations"], "ends": NEXT_YEAR}
    return client.post(here.address("invite"), {"firm": here.firm.pk, **given, **values})


def test_somebody_is_invited_and_waits_on_the_list(elena, here):
    response = _invite(elena, here)

    assert response.headers["Location"] == here.address("people")
    assert [message.to for message in mail.outbox] == [["laura@example.org"]]
    assert "laura@example.org" in elena.get(here.address("people")).content.decode()


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"email": ""}, "email", "Scrivete l’indirizzo e-mail"),
        ({"email": "laura"}, "email", "completo"),
        ({"role": ""}, "role", "Scegliete un ruolo"),
        ({"role": "owner"}, "role", ""),
        ({"scopes": []}, "scopes", "almeno una cosa"),
        ({"scopes": ["people"]}, "scopes", "non può invitare"),
        ({"ends": ""}, "ends", "ultimo giorno"),
        ({"ends": "2020-01-01"}, "ends", "già passato"),
        ({"ends": "9999-12-31"}, "ends", "tre anni"),
        ({"ends": "domani"}, "ends", "Scrivete un giorno"),
    ],
)
def test_an_invitation_that_is_not_sound_says_where(elena, here, values, field, message):
    before = Invitation.objects.count()

    page = _invite(elena, here, **values).content.decode()

    assert f'id="id_{field}_error"' in page
    assert message in page
    assert (Invitation.objects.count(), mail.outbox) == (before, [])


def test_who_acts_for_the_firm_already_is_said_at_the_top(elena, here):
    page = _invite(elena, here, email=here.consultant.user.email).content.decode()

    assert "Questa persona agisce già per la vostra impresa." in page
    assert f'value="{here.consultant.user.email}"' in page


def test_an_invitation_is_withdrawn_and_only_by_a_button(elena, here):
    invitation = here.firm.invitations.get()
    address = reverse("missions:withdraw_invitation", args=[invitation.pk])

    assert elena.get(address).status_code == 405
    elena.post(address, {"firm": here.firm.pk})

    invitation.refresh_from_db()
    assert invitation.revoked_at is not None
    assert "Invito a" in elena.get(here.address("people")).content.decode()
    assert invitation.email not in elena.get(here.address("people")).content.decode()


def test_a_mandate_is_changed(elena, here):
    page = elena.get(here.address("mandate")).content.decode()
    assert 'value="registrations" id="id_scopes_0" checked' in " ".join(page.split())

    elena.post(
        here.address("mandate"),
        {"firm": here.firm.pk, "role": "consultant", "scopes": ["profile"], "ends": NEXT_YEAR},
    )

    here.consultant.refresh_from_db()
    assert (here.consultant.scopes, here.consultant.ends.isoformat()) == (["profile"], NEXT_YEAR)


def test_a_mandate_is_ended_after_a_question(elena, here):
    assert "Chiudere l’incarico" in elena.get(here.address("end_mandate")).content.decode()
    assert Mandate.objects.get(pk=here.consultant.pk).revoked_at is None

    for _twice in range(2):
        response = elena.post(here.address("end_mandate"), {"firm": here.firm.pk})
        assert response.headers["Location"] == here.address("people")

    assert Mandate.objects.get(pk=here.consultant.pk).revoked_at is not None
    assert len(mail.outbox) == 1


def test_the_last_legal_representative_is_told_why_they_cannot_leave(elena, here):
    mine = Mandate.objects.get(user=here.elena)

    page = elena.post(reverse("missions:end_mandate", args=[mine.pk]), {"firm": here.firm.pk}).content.decode()

    assert "L’ultimo legale rappresentante non può lasciare" in page
    assert Mandate.objects.get(pk=mine.pk).revoked_at is None


def test_anybody_else_may_leave_and_sees_nothing_more(client, here):
    client.force_login(here.consultant.user)

    response = client.post(here.address("end_mandate"), {"firm": here.firm.pk}, follow=True)

    assert response.redirect_chain == [(here.address("area"), 302)]
    assert f"Non agite più per {here.firm.name}" in response.content.decode()
    assert client.get(here.address("people")).status_code == 302


@pytest.mark.parametrize("way", ["invitation", "received_invitation"])
def test_looking_at_an_invitation_changes_nothing_and_a_button_accepts_it(elena, here, way):
    address = here.address(way)
    for _mail_scanner in range(3):
        assert elena.get(address).status_code == elena.head(address).status_code == 200
    assert not Mandate.objects.filter(user=here.elena, firm=here.offer.firm).exists()

    for _double_click in range(2):
        response = elena.post(address)
        assert response.headers["Location"] == here.address("area")

    assert Mandate.objects.filter(user=here.elena, firm=here.offer.firm).count() == 1
    assert here.offer.firm.name in elena.get(here.address("area")).content.decode()


def test_an_invitation_of_somebody_else_says_so_and_nothing_of_the_firm(client, here):
    client.force_login(factories.person())

    for answer in (client.get(here.address("invitation")), client.post(here.address("invitation"))):
        page = answer.content.decode()
        assert "Questo invito è per un altro indirizzo e-mail" in page
        assert here.offer.firm.name not in page
        assert here.offer.email not in page
    assert Mandate.objects.filter(firm=here.offer.firm).count() == 1


@pytest.mark.parametrize(
    ("state", "said"),
    [("expires_at", "scaduto"), ("revoked_at", "ritirato"), ("accepted_at", "già stato accettato")],
)
def test_an_invitation_that_is_over_says_why(elena, here, state, said):
    Invitation.objects.filter(pk=here.offer.pk).update(**{state: "2026-01-01T00:00Z"})

    for answer in (elena.get(here.address("invitation")), elena.post(here.address("invitation"))):
        assert said in answer.content.decode()
    assert not Mandate.objects.filter(user=here.elena, firm=here.offer.firm).exists()


def test_a_link_that_was_never_sent_is_not_there(elena):
    for token in ("x", "a" * 300, "%00", "..%2f"):
        assert elena.get(f"/inviti/{token}/").status_code in (400, 404)


def test_a_new_person_signs_up_and_comes_back_to_the_invitation(client, here):
    address = here.address("invitation")

    page = client.get(address, follow=True).content.decode()

    assert "next=" in page or f'value="{address}"' in page


def test_a_firm_is_erased_by_whoever_writes_its_number(elena, here):
    here.firm.registrations.all().delete()
    address = here.address("data")
    wrong = elena.post(address, {"firm": here.firm.pk, "vat_number": factories.vat_number(1)}).content.decode()
    assert "Non è la Partita IVA di questa impresa." in wrong

    response = elena.post(address, {"firm": here.firm.pk, "vat_number": f"IT {here.firm.vat_number}"}, follow=True)

    assert f"I dati di {here.firm.name} sono cancellati." in response.content.decode()
    assert not Mandate.objects.filter(user=here.elena).exists()


def test_a_firm_in_the_middle_of_missions_is_told_which(elena, here):
    page = elena.get(here.address("data")).content.decode()

    assert "Prima rinunciate" in page
    assert "id_vat_number" not in page


def test_the_archive_comes_as_a_file_for_the_legal_representative_alone(elena, here):
    address = reverse("missions:export")

    response = elena.get(address)

    assert response.headers["Content-Type"] == "application/zip"
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="porte-del-mondo-{here.firm.vat_number}.zip"'
    )
    assert "no-store" in response.headers["Cache-Control"]
    assert b"".join(response.streaming_content).startswith(b"PK")
    other = Client()
    other.force_login(here.consultant.user)
    assert other.get(address).status_code == 403
