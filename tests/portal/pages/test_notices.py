"""What a public site owes its readers is on every page's foot, in the words that are prescribed."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils.translation import override

from portal.templatetags import frame
from tests.portal.catalogues import publish

pytestmark = pytest.mark.django_db

#: The paragraph that the documentation of the national model prescribes, criterion C.SI.3.4.
LICENCE = (
    "In applicazione del principio open by default ai sensi dell’articolo 52 del decreto legislativo 7 marzo 2005, "
    "n. 82 (CAD) e salvo dove diversamente specificato (compresi i contenuti incorporati di terzi), i dati, i "
    "documenti e le informazioni pubblicati sul sito sono rilasciati con licenza CC-BY 4.0. Gli utenti sono quindi "
    "liberi di condividere (riprodurre, distribuire, comunicare al pubblico, esporre in pubblico), rappresentare, "
    "eseguire e recitare questo materiale con qualsiasi mezzo e formato e modificare (trasformare il materiale e "
    "utilizzarlo per opere derivate) per qualsiasi fine, anche commerciale con il solo onere di attribuzione, senza "
    "apporre restrizioni aggiuntive."
)
both_languages = pytest.mark.parametrize("language", ["it", "en"])


@pytest.fixture
def page(client):
    """A function that gives the HTML of a page by the name of its view."""

    def get(name, language="it"):
        with override(language):
            address = reverse(name)
        response = client.get(address)
        assert response.status_code == 200
        return response.content.decode()

    return get


def _marked(html, mark):
    """The text of the element with a ``data-element``, without tags."""
    found = re.search(rf'<(\w+)[^>]*data-element="{mark}"[^>]*>(.*?)</\1>', html, re.DOTALL)
    return unescape(re.sub("<[^>]*>", "", found[2])).strip()


def _links(html):
    """(address, text) of the links in the foot, by their mark."""
    foot = html[html.index("<footer") :]
    found = re.findall(r'<a href="([^"]*)" data-element="([^"]*)">([^<]*)</a>', foot)
    return {mark: (address, unescape(text)) for address, mark, text in found}


def test_the_foot_of_every_page_leads_where_the_national_model_says(page, client):
    links = _links(page("home"))

    assert {mark: text for mark, (_address, text) in links.items()} == {
        "faq": "Leggete le FAQ: domande frequenti",
        "report-inefficiency": "Segnalazione disservizio",
        "privacy-policy-link": "Informativa privacy",
        "legal-notes": "Note legali",
        "accessibility-link": "Dichiarazione di accessibilità",
    }
    for address, _text in links.values():
        assert client.get(address).status_code == 200


@both_languages
def test_the_foot_is_the_same_on_every_page_of_a_language(page, language):
    names = ("home", "catalog:search", "privacy", "numbers", "fault")
    feet = {html[html.index("<footer") : html.index("</footer>")] for html in (page(n, language) for n in names)}

    assert len(feet) == 1
    assert "80050050154" in feet.pop()


@both_languages
def test_the_licence_is_there_letter_by_letter(page, language):
    html = page("legal-notes", language)

    assert _marked(html, "legal-notes-section") == "Licenza dei contenuti"
    assert _marked(html, "legal-notes-body") == LICENCE
    assert 'href="https://creativecommons.org/licenses/by/4.0/legalcode.it"' in html
    assert ('data-element="legal-notes-body" lang="it"' in html) == (language == "en")


def test_what_is_not_known_is_not_made_up(page):
    """Settings of production without an address of anybody."""
    html = page("contacts") + page("privacy") + page("accessibility")

    assert "mailto:" not in html
    assert "tel:" not in html
    assert html.count("Il portale non ha ancora una casella di posta") == 3
    assert "Questo portale non ha ancora l’indirizzo del responsabile" in html
    assert "non è ancora pubblicata" in page("accessibility")
    assert "form.agid.gov.it" not in html


def test_what_is_known_is_shown(page, settings):
    settings.CONTACT_EMAIL, settings.CONTACT_PEC = "portale@example.org", "portale@pec.example.org"
    settings.CONTACT_PHONE, settings.DPO_EMAIL = "02 1234 567", "rpd@example.org"
    settings.SECURITY_EMAIL = "sicurezza@example.org"
    settings.ACCESSIBILITY_STATEMENT_URL = "https://form.agid.gov.it/view/example"
    settings.TRANSPARENCY_URL = "https://www.example.org/trasparenza"

    contacts, home = page("contacts"), page("home")

    addresses = ("portale@example.org", "portale@pec.example.org", "rpd@example.org", "sicurezza@example.org")
    for address in addresses:
        assert f'href="mailto:{address}"' in contacts
    assert 'href="tel:021234567"' in contacts
    assert "pm-unknown" not in contacts
    assert 'href="mailto:rpd@example.org"' in page("privacy")
    assert "https://form.agid.gov.it/view/example" in page("accessibility")
    assert _links(home)["accessibility-link"][0] == "https://form.agid.gov.it/view/example"
    assert 'href="https://www.example.org/trasparenza"' in home


def test_the_foot_is_made_once(page, monkeypatch):
    page("home")
    monkeypatch.setattr(frame, "render_to_string", None)

    page("privacy")


def test_the_questions_say_that_they_are_frequent(page):
    assert "domande frequenti" in page("questions").lower()


@both_languages
def test_the_pages_say_when_they_were_checked(page, language):
    for name in ("privacy", "legal-notes", "accessibility", "questions", "contacts", "credits"):
        assert ("24 novembre 2026" if language == "it" else "24 November 2026") in page(name, language).replace(
            "\u00a0", " "
        )


def test_the_site_map_names_every_section_and_its_links_are_there(page, client):
    publish(1)
    html = page("site-map")
    main = html[html.index("<main") : html.index("pm-rate")]

    links = [link for link in re.findall(r'href="(/[^"]*)"', main) if not link.startswith("/static/")]

    assert len(links) > 20
    assert {client.get(unescape(address)).status_code for address in links} == {200}


@both_languages
def test_the_head_of_a_page_names_its_icons_its_colour_and_what_it_is_as_an_application(page, client, language):
    head = page("privacy", language).partition("</head>")[0]

    assert '<meta name="theme-color" content="#00362e">' in head
    assert f'<link rel="manifest" href="{"" if language == "it" else "/en"}/manifest.webmanifest">' in head
    for name in ("favicon.ico", "favicon.svg", "apple-touch-icon.png"):
        assert f'href="/static/portal/{name}"' in head
