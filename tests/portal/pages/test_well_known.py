"""What machines ask every site for."""

import json
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.conf import settings as portal_settings

from catalog.enums import EditorialStatus
from catalog.models import Service
from tests.portal.catalogues import publish

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def _fields(response):
    lines = [line.split(": ", 1) for line in response.content.decode().splitlines()]
    return {name: value for name, value in lines}  # noqa: C416 - dict() would take a line without a value


def test_robots_may_read_everything_but_combined_filters_and_the_admin(client):
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*?*&",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


@time_machine.travel("2026-11-24T10:00:00+01:00", tick=False)
def test_the_file_for_weaknesses_names_whom_to_tell(client, settings):
    assert _fields(client.get("/.well-known/security.txt")) == {
        "Contact": "http://testserver/contatti/#sicurezza",
        "Expires": "2027-02-22T00:00:00Z",
        "Preferred-Languages": "it, en",
        "Canonical": "http://testserver/.well-known/security.txt",
    }
    settings.SECURITY_EMAIL = "sicurezza@example.org"
    assert _fields(client.get("/.well-known/security.txt"))["Contact"] == "mailto:sicurezza@example.org"


def test_it_never_stands_expired_nor_valid_for_more_than_a_year(client):
    expires = datetime.fromisoformat(_fields(client.get("/.well-known/security.txt"))["Expires"])

    assert timedelta(days=30) < expires - datetime.now(UTC) < timedelta(days=365)


@pytest.mark.django_db
def test_the_page_it_names_is_there(client):
    page = client.get("/contatti/").content.decode()

    assert 'id="sicurezza"' in page


@pytest.mark.parametrize(("address", "language", "start"), [("", "it", "/"), ("/en", "en", "/en/")])
def test_the_manifest_names_icons_that_are_there(client, address, language, start):
    response = client.get(f"{address}/manifest.webmanifest")
    manifest = json.loads(response.content)

    assert response.headers["Content-Type"] == "application/manifest+json"
    assert (manifest["lang"], manifest["start_url"], manifest["theme_color"]) == (language, start, "#00362e")
    for icon in manifest["icons"]:
        image = _static(icon["src"]).read_bytes()
        width, height = int.from_bytes(image[16:20]), int.from_bytes(image[20:24])
        assert image.startswith(b"\x89PNG")
        assert f"{width}x{height}" == icon["sizes"]
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}


def test_the_icon_browsers_look_for_is_there(client):
    response = client.get("/favicon.ico")

    assert response.status_code == 302
    icon = _static(response.headers["Location"]).read_bytes()
    assert icon[:4] == b"\x00\x00\x01\x00"
    assert icon[22:26] == b"\x89PNG"


def _static(address):
    return portal_settings.STATIC_ROOT / address.removeprefix("/static/")


@pytest.mark.django_db
def test_the_site_map_lists_every_public_page_in_both_languages_with_its_twin(client):
    publish(2)
    Service.objects.filter(slug="more-1").update(editorial_status=EditorialStatus.DRAFT)

    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    parts = [location.text.removeprefix("http://testserver") for location in index.iter(f"{SITEMAP}loc")]
    pages = {}
    for part in parts:
        for url in ElementTree.fromstring(client.get(part).content).iter(f"{SITEMAP}url"):
            twins = {link.get("hreflang"): link.get("href") for link in url.iter(LINK)}
            pages[url.find(f"{SITEMAP}loc").text] = twins

    assert "http://testserver/servizi/first/" in pages
    assert "http://testserver/servizi/more-1/" not in pages
    for address, twins in pages.items():
        assert set(twins) == {"it", "en"}
        assert address in twins.values()
        assert set(twins.values()) <= set(pages)
        assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_an_entry_says_when_it_changed_last(client):
    publish(1)

    index, part = client.get("/sitemap.xml").content.decode(), client.get("/sitemap-services.xml").content.decode()

    today = Service.objects.get().updated_at.date().isoformat()
    assert f"<lastmod>{today}" in index
    assert f"<lastmod>{today}" in part


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/sitemap-nothing.xml", "/sitemap-services.xml?p=99", "/sitemap-services.xml?p=x"])
def test_a_part_that_is_not_there_is_not_there(client, address):
    assert client.get(address).status_code == 404
