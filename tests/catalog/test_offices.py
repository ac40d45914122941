"""The pages of offices: from a municipality to its province, and who follows a country there."""

import pytest

from catalog import search
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _lombardy():
    brescia = factories.province("BS", name="Brescia", position=1)
    cremona = factories.province("CR", name="Cremona", position=2)
    for name, province in (("Brescia", brescia), ("Lumezzane", brescia), ("Crema", cremona), ("Cremosano", cremona)):
        factories.municipality(name.lower(), name=name, province=province)
    chamber = factories.partner(slug="camera", short_name="Camera Brescia", provinces=["BS"])
    for city, address in (("Brescia", "Via Einaudi 23"), ("Lumezzane", "")):
        factories.office(name=f"Sede di {city}", partner=chamber, city=city, address=address, province=brescia)
    factories.partner(slug="senza", short_name="Senza sede", provinces=["BS"])
    factories.partner(slug="regionale", short_name="Per tutti")


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response, response.content.decode()


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("lumez", "/sportelli/brescia/?municipality=lumezzane"),
        ("BRESCIA", "/sportelli/brescia/?municipality=brescia"),
        ("crema", "/sportelli/cremona/?municipality=crema"),
        ("cr", "/sportelli/cremona/"),
    ],
)
def test_a_municipality_leads_to_its_province(client, text, target):
    assert client.get("/sportelli/", {"municipality": text}).headers["Location"] == target


def test_in_english_too(client):
    response = client.get("/en/offices/", {"municipality": "lumez"})

    assert response.headers["Location"] == "/en/offices/brescia/?municipality=lumezzane"


def test_of_several_municipalities_the_reader_chooses(client):
    response, text = page(client, "/sportelli/?municipality=crem")

    assert [place.municipality.name for place, _url in response.context["choices"]] == ["Crema", "Cremosano"]
    assert '<a href="/sportelli/cremona/?municipality=crema">Crema</a>' in text


def test_a_municipality_that_nobody_knows_is_said_beside_its_field(client):
    _response, text = page(client, "/sportelli/?municipality=lumezane<b>")

    assert "Non troviamo un comune lombardo che si chiami «lumezane&lt;b&gt;»." in text
    assert 'aria-invalid="true" aria-describedby="municipality-msg"' in text
    assert '<a href="/sportelli/brescia/?municipality=lumezzane">Lumezzane</a>' in text


def test_the_municipality_of_another_province_leads_there(client):
    response = client.get("/sportelli/brescia/?municipality=crema")

    assert response.headers["Location"] == "/sportelli/cremona/?municipality=crema"


def test_an_unknown_municipality_on_a_province_asks_again(client):
    response = client.get("/sportelli/brescia/?municipality=New%20York")

    assert response.headers["Location"] == "/sportelli/?municipality=new-york"


@pytest.mark.parametrize("slug", ["napoli", "bs", "Brescia", "x" * 200])
def test_only_provinces_have_a_page(client, slug):
    assert client.get(f"/sportelli/{slug}/").status_code == 404


def test_offices_with_and_without_an_address_are_told_apart(client):
    response, _text = page(client, "/sportelli/brescia/")

    parts = [(heading, [office.city for office in part]) for heading, part in response.context["in_province"]]
    assert parts == [
        ("Con l’indirizzo", ["Brescia"]),
        ("Senza indirizzo pubblicato: chiedete prima di andare", ["Lumezzane"]),
    ]
    assert [body.slug for body in response.context["near"].unplaced] == ["senza"]
    assert [body.slug for body in response.context["near"].regional] == ["regionale"]


def test_the_offices_of_the_municipality_come_first(client):
    response, text = page(client, "/sportelli/brescia/?municipality=lumezzane")

    assert [office.city for office in response.context["near"].here] == ["Lumezzane"]
    assert text.index("Sede di Lumezzane") < text.index("Sede di Brescia")


def test_who_follows_a_country_for_this_province(client):
    japan, italy = factories.country("JP", label_it="Giappone"), factories.country("FR", label_it="Francia")
    local = factories.partner(slug="locale", short_name="Locale", provinces=["BS"])
    elsewhere = factories.partner(slug="altrove", short_name="Altrove", provinces=["CR"])
    everywhere = factories.partner(slug="ovunque", short_name="Ovunque")
    for body, countries in ((local, [japan]), (elsewhere, [japan]), (everywhere, [japan, italy]), (everywhere, [])):
        factories.service(partner=body, countries=countries)
    search.rebuild()

    response, text = page(client, "/sportelli/brescia/?country=JP")

    known = response.context["countries"]
    assert [(body.name, body.local, len(body.entries)) for body in known.followers] == [
        ("Locale", True, 1),
        ("Ovunque", False, 1),
    ]
    assert [choice.label for choice in known.choices] == ["Francia", "Giappone"]
    assert "Giappone: a chi chiedere" in text
    found = client.get("/api/v1/search?country=all&province=BS&province=all&page_size=1").json()
    assert known.general == found["count"]


@pytest.mark.parametrize("query", ["country=XX", "country=all", "country=", "colour=red", "municipality=%20"])
def test_what_means_nothing_changes_nothing(client, query):
    factories.service()
    search.rebuild()

    response, text = page(client, f"/sportelli/brescia/?{query}")

    assert response.context["countries"].followers == ()
    assert 'id="paese"' not in text


def test_the_readers_province_is_chosen_here_and_offered_from_then_on(client):
    search.rebuild()
    _response, before = page(client, "/sportelli/brescia/")
    assert 'name="province" value="BS"' in before

    response, chosen = page(client, "/sportelli/brescia/?province=BS")

    assert response.cookies["provincia"].value == "BS"
    assert "È la vostra provincia" in chosen
    _response, offices = page(client, "/sportelli/")
    assert '<a class="pm-more" href="/sportelli/brescia/">La vostra provincia: Brescia</a>' in offices


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("lum", [("Lumezzane", "Brescia", "/sportelli/brescia/?municipality=lumezzane")]),
        ("crem", [("Crema", "Cremona", "/sportelli/cremona/?municipality=crema"),
                  ("Cremosano", "Cremona", "/sportelli/cremona/?municipality=cremosano")]),
        ("bs", [("Brescia", "Provincia", "/sportelli/brescia/")]),
        ("lumezane", [("Lumezzane", "Brescia", "/sportelli/brescia/?municipality=lumezzane")]),
        ("", []),
        ("xyzzy", []),
    ],
)  # fmt: skip
def test_places_are_suggested_while_one_types(client, text, labels):
    found = client.get("/sportelli/suggerimenti/", {"q": text}).json()["suggestions"]

    assert [(one["label"], one["what"], one["url"]) for one in found] == labels


def test_suggestions_cost_the_same_however_many_there_are(client, django_assert_num_queries):
    for text in ("crem", "lum"):
        with django_assert_num_queries(3):
            client.get("/sportelli/suggerimenti/", {"q": text})
