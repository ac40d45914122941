"""The privacy page lists every cookie that the portal can set."""

import pytest
from django.urls import reverse

from portal.pages.cookies import cookies
from tests.portal.catalogues import LANGUAGES, addresses, publish

pytestmark = pytest.mark.django_db


def test_the_page_lists_them_by_the_names_of_this_installation(client):
    html = client.get("/privacy/").content.decode()

    for cookie in cookies():
        assert f"<code>{cookie.name}</code>" in html
    assert "__Host-csrftoken" in html


def test_no_other_is_ever_set(client):
    publish(1)
    known = {cookie.name for cookie in cookies()}

    for language in LANGUAGES:
        for address in addresses(language).values():
            client.get(address)
            client.get(f"{address}?province=CO")
    client.get(reverse("account_login"))
    client.post("/valutazione/", {"page": "/", "stars": "5"})
    client.post("/segnalazione-disservizio/", {"kind": "broken", "text": "Non si apre."})

    assert set(client.cookies) <= known
    assert "__Host-csrftoken" in client.cookies  # the sign-in page needs it: the test would notice one
