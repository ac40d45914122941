"""In the admin staff read the firms of the missions they run; administrators mend what a firm cannot itself."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from missions.models import Firm
from tests import factories

pytestmark = pytest.mark.django_db

LIST = "/admin/missions/firm/"


@pytest.fixture
def officer(settings):
    settings.STAFF_SECOND_FACTOR = False
    made = factories.officer(factories.partner())
    made.user_permissions.add(Permission.objects.get(codename="view_firm"))
    return made


@pytest.fixture
def desk(officer):
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def firms(officer):
    """Two firms: one sent a registration to a mission the officer runs, one to somebody else's."""
    mine, other = factories.firm(name="La nostra srl"), factories.firm(name="Di altri srl")
    mission = factories.mission(partner=officer.memberships.get().partner)
    factories.draft(mission, mine, status="applied")
    factories.draft(factories.mission(), other, status="applied")
    return mine, other


def _page(firm):
    return reverse("admin:missions_firm_change", args=[firm.pk])


def test_staff_find_the_firms_of_their_missions_and_no_other(desk, firms):
    mine, other = firms

    for address in (LIST, f"{LIST}?q=srl", f"{LIST}?q={other.vat_number}", f"{LIST}?stage__exact=first-time"):
        assert "Di altri srl" not in desk.get(address).content.decode()
    assert "La nostra srl" in desk.get(LIST).content.decode()
    assert desk.get(_page(mine)).status_code == 200
    assert desk.get(_page(other)).status_code == 302  # to the admin's first page: there is no such firm
    assert desk.get(f"{LIST}{other.pk}/history/").status_code in (302, 404)


def test_staff_change_nothing(desk, firms):
    mine, _other = firms

    assert desk.post(_page(mine), {"name": "Cambiata"}).status_code == 403
    assert desk.get(f"{LIST}add/").status_code == 403
    assert desk.post(reverse("admin:missions_firm_delete", args=[mine.pk]), {"post": "yes"}).status_code == 403
    assert Firm.objects.get(pk=mine.pk).name == "La nostra srl"


def test_an_administrator_mends_the_number_and_gives_a_firm_back_to_its_people(staff):
    firm, laura = factories.firm(name="Orfana srl"), factories.person()
    firm.mandates.all().delete()
    number = factories.vat_number(1)

    answer = staff.post(
        _page(firm),
        {
            "name": "Orfana srl",
            "vat_number": f"IT {number}",
            "tax_code": "",
            "mandates-TOTAL_FORMS": 1,
            "mandates-INITIAL_FORMS": 0,
            "mandates-0-user": laura.pk,
            "mandates-0-role": "legal-representative",
            "mandates-0-scopes": [],
            "mandates-0-ends": "",
        },
    )

    assert answer.status_code == 302
    firm.refresh_from_db()
    assert (firm.vat_number, firm.mandates.get().user) == (number, laura)
