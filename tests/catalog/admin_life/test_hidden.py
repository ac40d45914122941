"""What is not public is nowhere, what staff type is never code, and pages cost the same however much there is."""

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from catalog import search
from catalog.editorial import changes, moves
from catalog.enums import EditorialStatus, StaffRole
from catalog.models import Service
from tests import factories
from tests.catalog.staff import address, member
from tests.catalog.vectors import VECTORS

pytestmark = pytest.mark.django_db


CANARY = "zqcanarino"


@pytest.mark.parametrize("status", [status for status in EditorialStatus if status != EditorialStatus.PUBLISHED])
def test_readers_find_nothing_of_what_is_not_public(client, body, status):
    entry = factories.service(
        partner=body, title_it=CANARY, questions_it=[CANARY], slug="nascosta", editorial_status=status
    )
    public = factories.service(partner=body, title_it="Pubblica", slug="pubblica")
    changes.propose(public, {"title_it": CANARY, "search_terms_it": [CANARY]}, author=member(body))
    search.rebuild()

    assert _seen_by_readers(client, entry, body) == []


def test_readers_find_nothing_of_what_expired(client, body):
    entry = factories.service(partner=body, title_it=CANARY, slug="nascosta", expire_on=localdate() - timedelta(days=1))
    search.rebuild()

    assert _seen_by_readers(client, entry, body) == []


def _seen_by_readers(client, entry, body):
    """The addresses readers may ask in which the canary, or the address of a hidden entry, is found."""
    asked = "zqcana"
    addresses = [
        f"/cerca/?q={asked}",
        "/servizi/",
        f"/api/v1/search?q={asked}",
        "/api/v1/services",
        "/sitemap-services.xml",
        body.get_absolute_url(),
        reverse("catalog:results-feed") + f"?q={asked}",
        reverse("catalog:results-table") + f"?q={asked}",
        reverse("catalog:suggestions") + f"?q={asked}",
        entry.get_absolute_url(),
        f"/api/v1/services/{entry.slug}",
    ]
    found_in = []
    for asked_address in addresses:
        answer = client.get(asked_address)
        text = b"".join(answer).decode() if answer.streaming else answer.content.decode()
        if CANARY in text or (answer.status_code == 200 and "nascosta" in text):
            found_in.append(asked_address)
    return found_in


def test_no_word_of_staff_becomes_part_of_a_page(region, body):
    """All 200 at once, a line each, in a text; the longest one also as a title."""
    assert len(VECTORS) == 200
    title = max((v for v in VECTORS if len(v) < 200), key=len)
    entry = factories.service(
        partner=body, title_it=title, description_it="Prima", questions_it=VECTORS[:50], search_terms_it=VECTORS
    )
    user = member(factories.partner(), StaffRole.REGIONAL_EDITOR)
    changes.propose(entry, {"description_it": "\n".join(VECTORS)}, author=user)
    moves.comment(entry, by=user, text="\n".join(VECTORS)[:2_000])
    draft = factories.service(partner=body, title_it=title, editorial_status=EditorialStatus.DRAFT)
    search.rebuild()
    pages = [
        region.get(place)
        for place in (
            *(address(entry, page) for page in ("change", "compare", "history", "preview")),
            address(draft, "delete"),
            reverse("admin:catalog_service_changelist"),
            entry.get_absolute_url(),
            "/admin/",
            "/cerca/",
        )
    ]
    for page in pages:
        text = page.content.decode()
        assert page.status_code == 200
        for vector in VECTORS:
            assert "<" not in vector or vector not in text
        assert not re.search(r"<(img src=x|svg/onload|marquee|iframe|body onload|math)", text)
        assert "49" not in html.unescape(text).split("{{7*7}}")[0][-2:]


def test_lists_and_pages_cost_the_same_however_much_there_is(editor, region, body, django_assert_max_num_queries):
    def costs():
        entry = Service.objects.filter(partner=body).first()
        pages = (
            reverse("admin:catalog_service_changelist"),
            reverse("admin:catalog_service_changelist") + "?waiting=unfinished&q=offerta",
            address(entry),
            address(entry, "compare"),
            "/admin/",
        )
        found_costs = []
        for client in (editor, region):
            for page in pages:
                with django_assert_max_num_queries(60) as queries:
                    assert client.get(page).status_code == 200
                found_costs.append(len(queries))
        return found_costs

    def more():
        for _number in range(3):
            entry = factories.service(partner=body)
            changes.propose(entry, {"title_it": "Cambiato"}, author=member(body))

    more()
    costs()  # what a process keeps is read once
    before = costs()
    more()
    assert costs() == before
