"""A firm is begun and described on its pages: what is wrong is said at its field, and what was typed stays."""

import re

import pytest
from django.utils.html import escape

from catalog.enums import Stage
from missions.enums import ExportShare
from missions.models import Firm, Mandate
from tests import factories
from tests.missions.own_pages import world

pytestmark = pytest.mark.django_db

NUMBER = factories.vat_number(9876)


@pytest.fixture
def here():
    return world()


@pytest.fixture
def elena(client, here):
    client.force_login(here.elena)
    return client


def _seen(client, address):
    return re.search(r'name="seen" value="(\w+)"', client.get(address).content.decode())[1]


def _save(client, here, part, **values):
    address = here.address(f"profile_{part}")
    return client.post(address, {"firm": here.firm.pk, "seen": _seen(client, address), **values})


def _begin(client, **values):
    given = {"vat_number": NUMBER, "name": "Officina di Prova srl", "role": "legal-representative", "declared": "on"}
    return client.post("/area-impresa/nuova/", {**given, **values})


def test_a_firm_is_begun_in_one_page_and_acted_for_at_once(client):
    user = factories.person()
    client.force_login(user)

    response = _begin(client, vat_number=f"it {NUMBER}")

    assert response.headers["Location"] == "/area-impresa/profilo/"
    firm = Firm.objects.get()
    assert (firm.vat_number, firm.mandates.get().user) == (NUMBER, user)
    assert "Officina di Prova srl" in client.get("/area-impresa/").content.decode()


def test_sending_twice_begins_one(client):
    client.force_login(factories.person())

    _begin(client)
    response = _begin(client, vat_number=" ".join(NUMBER))

    assert response.status_code == 302
    assert (Firm.objects.count(), Mandate.objects.count()) == (1, 1)


def test_a_firm_that_others_act_for_is_said_at_its_number(client):
    factories.firm(vat_number=NUMBER, name="Di altri")
    client.force_login(factories.person())

    page = _begin(client, vat_number=f"IT{NUMBER}").content.decode()

    assert "Questa impresa ha già un profilo" in page
    assert 'id="id_vat_number_error"' in page
    assert f'value="IT{NUMBER}"' in page
    assert "Di altri" not in page


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"vat_number": NUMBER[:-1]}, "vat_number", "Ne avete scritte 10"),
        ({"vat_number": ""}, "vat_number", "sono 11 cifre"),
        ({"vat_number": NUMBER[:-1] + "O"}, "vat_number", "solo cifre"),
        ({"name": ""}, "name", "Scrivete la ragione sociale"),
        ({"name": "Visitate http://evil.example"}, "name", "senza indirizzi web"),
        ({"role": ""}, "role", "Scegliete il vostro ruolo"),
        ({"role": "consultant"}, "role", ""),
        ({"declared": ""}, "declared", "Senza questa dichiarazione"),
    ],
)
def test_what_is_wrong_is_said_at_the_top_and_at_its_field(client, values, field, message):
    client.force_login(factories.person())

    page = _begin(client, **values).content.decode()

    assert "C’è una cosa da sistemare" in page
    assert f'id="id_{field}_error"' in page
    assert page.count(escape(message)) >= 2
    assert "<title>Errore:" in " ".join(page.split())
    assert ("Officina di Prova srl" in page) is ("name" not in values)
    assert not Firm.objects.exists()


def test_the_company_is_saved_in_its_one_form(elena, here):
    response = _save(
        elena,
        here,
        "company",
        name="  Torneria   Grigna srl ",
        legal_form="srl",
        tax_code=f"it {here.firm.vat_number}",
        ateco="255300 Lavori di meccanica",
        employees="1.200",
        turnover="micro",
    )

    assert response.headers["Location"] == f"{here.address('profile')}#company"
    firm = Firm.objects.get(pk=here.firm.pk)
    assert (firm.name, firm.tax_code, firm.ateco, firm.employees) == (
        "Torneria Grigna srl",
        firm.vat_number,
        "25.53.00",
        1200,
    )


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("tax_code", "RSSMRA80A01F205Z"),
        ("ateco", "62.01.00"),
        ("employees", "-1"),
        ("employees", "sei"),
        ("employees", "9" * 30),
        ("turnover", "huge"),
        ("name", "x" * 201),
    ],
)
def test_what_cannot_be_is_refused_and_kept_on_the_page(elena, here, field, typed):
    given = {"name": "Torneria", "employees": "6", field: typed}

    response = _save(elena, here, "company", **given)

    page = response.content.decode()
    assert response.status_code == 200
    assert f'id="id_{field}_error"' in page
    assert typed in page or field == "turnover"
    assert Firm.objects.get(pk=here.firm.pk).name == here.firm.name


@pytest.mark.parametrize("typed", ["como", "Como", "COMO "])
def test_the_municipality_brings_its_province(elena, here, typed):
    factories.municipality("como", name="Como", province=factories.province("CO", name="Como"))
    Firm.objects.filter(pk=here.firm.pk).update(province=None)

    _save(elena, here, "seat", municipality=typed, address="Via Roma 1")

    firm = Firm.objects.get(pk=here.firm.pk)
    assert (firm.municipality, firm.province_id, firm.address) == ("Como", "CO", "Via Roma 1")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Comoo", "Volevate dire: Como"),
        ("San Donato", "San Donato Milanese"),
        ("Torino", "In Lombardia non conosciamo"),
    ],
)
def test_a_municipality_that_is_not_clear_is_asked_again(elena, here, typed, said):
    for slug in ("como", "san-donato-milanese", "san-donato-al-lago"):
        factories.municipality(slug)

    page = _save(elena, here, "seat", municipality=typed).content.decode()

    assert said in page
    assert f'value="{typed}"' in page


def test_countries_are_written_one_after_the_other_and_the_kind_follows(elena, here):
    Firm.objects.filter(pk=here.firm.pk).update(stage="", stage_confirmed_at=None)
    factories.country("AT", label_it="Austria")
    factories.country("PL", label_it="Polonia")

    response = _save(
        elena,
        here,
        "abroad",
        export_share=ExportShare.UNDER_10,
        countries_now="austria e Polonia",
        countries_wanted="",
    )

    firm = Firm.objects.get(pk=here.firm.pk)
    assert sorted(country.pk for country in firm.countries_now.all()) == ["AT", "PL"]
    assert (firm.stage, firm.stage_confirmed_at) == (Stage.CONSOLIDATING, None)
    assert response.headers["Location"] == here.address("profile_stage")
    assert "Vendete già in 2 Paesi" in elena.get(here.address("profile_stage")).content.decode()


def test_a_country_that_is_not_known_is_asked_again_with_what_was_typed(elena, here):
    factories.country("AT", label_it="Austria")

    page = _save(
        elena, here, "abroad", export_share="under-10", countries_now="Austra, Europa", countries_wanted="Austria"
    ).content.decode()

    assert "Volevate dire Austria?" in page
    assert "Austra, Europa</textarea>" in page
    assert "Austria</textarea>" in page


def test_no_exports_and_countries_one_sells_to_do_not_go_together(elena, here):
    factories.country("AT", label_it="Austria")

    page = _save(elena, here, "abroad", export_share="none", countries_now="Austria").content.decode()

    assert 'id="id_export_share_error"' in page


def test_the_kind_is_confirmed_by_the_firm(elena, here):
    Firm.objects.filter(pk=here.firm.pk).update(stage="", stage_confirmed_at=None)

    _save(elena, here, "stage", stage=Stage.ESTABLISHED)

    firm = Firm.objects.get(pk=here.firm.pk)
    assert firm.stage == Stage.ESTABLISHED
    assert firm.stage_confirmed_at is not None


def test_sectors_are_at_least_one(elena, here):
    assert "almeno un settore" in _save(elena, here, "sectors").content.decode()

    _save(elena, here, "sectors", sectors=[factories.sector("metal").pk, factories.sector("wine").pk])

    assert sorted(sector.pk for sector in here.firm.sectors.all()) == ["metal", "wine"]


def test_contacts_are_checked(elena, here):
    page = _save(
        elena, here, "contacts", email="x", certified_email="y", phone="abc", website="javascript:alert(1)"
    ).content.decode()
    assert page.count("is-wrong") == 4

    _save(elena, here, "contacts", email="info@example.org", phone="+39 0341  123456", website="www.example.org")
    firm = Firm.objects.get(pk=here.firm.pk)
    assert (firm.email, firm.phone, firm.website) == ("info@example.org", "+39 0341 123456", "https://www.example.org")


def test_what_a_form_does_not_ask_is_not_changed_by_it(elena, here):
    before = Firm.objects.values().get(pk=here.firm.pk)

    _save(elena, here, "contacts", phone="031 123456", vat_number=NUMBER, stage="established", erased_at="2020-01-01")

    after = Firm.objects.values().get(pk=here.firm.pk)
    assert {name for name in after if after[name] != before[name]} == {"phone", "updated_at"}


def test_two_who_write_the_same_part_do_not_overwrite_each_other_unseen(elena, here):
    address = here.address("profile_contacts")
    seen = _seen(elena, address)
    Firm.objects.filter(pk=here.firm.pk).update(phone="031 999999")

    page = elena.post(address, {"firm": here.firm.pk, "seen": seen, "phone": "031 111111"}).content.decode()

    assert "qualcun altro ha cambiato questa parte" in page
    assert "Adesso c’è scritto: 031 999999." in page
    assert 'value="031 111111"' in page
    assert Firm.objects.get(pk=here.firm.pk).phone == "031 999999"
    again = re.search(r'name="seen" value="(\w+)"', page)[1]
    elena.post(address, {"firm": here.firm.pk, "seen": again, "phone": "031 111111"})
    assert Firm.objects.get(pk=here.firm.pk).phone == "031 111111"


def test_another_part_may_be_written_meanwhile(elena, here):
    seen = _seen(elena, here.address("profile_contacts"))
    Firm.objects.filter(pk=here.firm.pk).update(name="Altro nome", employees=99)

    elena.post(here.address("profile_contacts"), {"firm": here.firm.pk, "seen": seen, "phone": "031 111111"})

    firm = Firm.objects.get(pk=here.firm.pk)
    assert (firm.phone, firm.name, firm.employees) == ("031 111111", "Altro nome", 99)


def test_a_form_leads_back_to_where_one_came_from(elena, here):
    address = here.address("profile_contacts")
    seen = _seen(elena, address)

    response = elena.post(address, {"firm": here.firm.pk, "seen": seen, "next": "/missioni/"})

    assert response.headers["Location"] == "/missioni/"


def test_the_profile_says_what_missions_still_miss_and_where(elena, here):
    Firm.objects.filter(pk=here.firm.pk).update(province=None, stage_confirmed_at=None)
    here.firm.sectors.clear()

    page = elena.get(here.address("profile")).content.decode()

    assert "Vi mancano 3 cose" in page
    for part in ("seat", "sectors", "stage"):
        assert f'<a href="{here.address(f"profile_{part}")}">' in page
