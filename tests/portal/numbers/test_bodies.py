"""The numbers of a body: its own entries alone, added up right, and nobody else's in any answer."""

import csv
import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog import search
from catalog.enums import StaffRole
from portal.numbers import bodies, counting
from portal.numbers.enums import What
from portal.numbers.models import MissedSearch, MissedText
from tests import factories

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:numbers_dailycount_changelist")
MISSED = reverse("admin:numbers_missedtext_changelist")
NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/Rome"))
DAY, NEXT = date(2026, 11, 20), date(2026, 11, 21)


@pytest.fixture
def mine():
    """A body with two services, and another one, all of them read a little on one day; seen on the next."""
    body = factories.partner(slug="mine", short_name="Mio")
    other = factories.partner(slug="other", short_name="Canarino")
    factories.sector("wine", label_it="Vino")
    factories.service(slug="a", title_it="Mio servizio", partner=body, need=factories.need("starting"))
    factories.service(slug="b", title_it="Mai letto", partner=body, need=factories.need("starting"))
    factories.service(slug="c", title_it="Canarino", partner=other, need=factories.need("selling"))
    search.rebuild()
    with time_machine.travel(NOON, tick=False):
        for key, times in (("service/a", 4), ("service/c", 90), ("partner/mine", 1)):
            counting.count(What.ENTRY, key, times=times)
        counting.count(What.FOUND, "service/a", times=3)
        counting.count(What.ASKED, "mail:service/a", times=2)
        counting.count(What.ASKED, "telephone:service/c", times=70)
        counting.count(What.SOUGHT, "service/a|sector=wine", times=2)
        counting.count(What.SOUGHT, "service/c|country=JP", times=60)
        counting.write()
    for text, need, times in (("baracchino", "starting", 5), ("canarino giallo", "selling", 50)):
        MissedText.objects.create(mark=text, text=text, language="it", found=0, facets={"need": [need]})
        MissedSearch.objects.create(mark=text, day=DAY, count=times)
    with time_machine.travel(NOON.replace(day=21), tick=False):
        yield body


@pytest.fixture
def signed_in(client, settings):
    settings.STAFF_SECOND_FACTOR = False

    def sign_in(body, role=StaffRole.EDITOR):
        client.force_login(factories.officer(body, role))
        return client

    return sign_in


def test_a_bodys_counts_are_those_of_its_entries(mine):
    use = bodies.use_of(mine, DAY, DAY)

    assert [(line.entry.slug, line.opened, line.found, line.contacts) for line in use.lines] == [
        ("a", 4, 3, 2),
        ("mine", 1, 0, 0),
        ("b", 0, 0, 0),
    ]
    assert use.totals == (5, 3, 2)
    assert dict(use.ways)["E-mail"] == 2
    assert use.sought["sector"] == [("Vino", 2)]
    assert use.sought["country"] == []
    assert [(row.text.text, row.times) for row in use.missed] == [("baracchino", 5)]


def test_all_together_are_everybodys(mine):
    use = bodies.use_of(None, DAY, DAY)

    assert use.totals == (95, 3, 72)
    assert [row.text.text for row in use.missed] == ["canarino giallo", "baracchino"]


def test_other_days_are_not_added(mine):
    assert bodies.use_of(mine, NEXT, NEXT).totals == (0, 0, 0)
    assert bodies.use_of(mine, NEXT, NEXT).missed == []


def test_an_editor_sees_the_numbers_of_their_body_and_of_no_other(mine, signed_in):
    editor = signed_in(mine)

    for address in (PAGE, f"{PAGE}?body=mine&days=365", f"{PAGE}?days=x&e=1", f"{PAGE}?format=csv"):
        page = editor.get(address)
        said = b"".join(page).decode() if page.streaming else page.content.decode()
        assert "Mio servizio" in said
        assert "Canarino" not in said
        assert "canarino" not in said
    assert editor.get(PAGE, {"body": "other"}).status_code == 404
    assert editor.get(PAGE, {"body": "nobody"}).status_code == 404


def test_the_region_sees_all_together_and_each(mine, signed_in):
    region = signed_in(factories.partner(), StaffRole.REGIONAL_EDITOR)

    assert "Canarino" in region.get(PAGE).content.decode()
    assert "Canarino</a>" not in region.get(PAGE, {"body": "mine"}).content.decode()


def test_the_table_holds_what_the_page_shows_and_runs_nothing(mine, signed_in):
    service = mine.service_set.get(slug="a")
    service.title_it = "=1+1"
    service.save()

    page = signed_in(mine).get(PAGE, {"format": "csv"})

    rows = list(csv.reader(io.StringIO(b"".join(page).decode("utf-8-sig")), delimiter=";"))
    assert rows[1] == ["Servizi", "'=1+1", "/servizi/a/", "4", "3", "0", "2", "0"]
    assert ["Settori", "Vino", "", "", "2", "", "", ""] in rows
    assert "mine-numeri.csv" in page.headers["Content-Disposition"]


def test_the_page_costs_the_same_however_many_entries(mine, signed_in):
    editor = signed_in(mine)
    editor.get(PAGE)
    with CaptureQueriesContext(connection) as before:
        editor.get(PAGE)
    for _number in range(5):
        factories.service(partner=mine)

    with CaptureQueriesContext(connection) as after:
        assert "Mio servizio" in editor.get(PAGE).content.decode()

    assert len(after) == len(before)


def test_staff_without_a_body_and_firms_see_nothing(client, settings, mine):
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(factories.person(is_staff=True))

    assert client.get(PAGE).status_code in (302, 403)
    assert client.get(MISSED).status_code == 403


def test_from_a_search_in_vain_a_synonym_is_one_step_away(mine, signed_in):
    page = signed_in(factories.partner(), StaffRole.REGIONAL_EDITOR).get(MISSED).content.decode()

    assert page.index("canarino giallo") < page.index("baracchino")
    assert f"{reverse('admin:catalog_synonymgroup_add')}?sources=baracchino" in page


def test_what_was_seen_to_leaves_the_report_and_editors_leave_it_to_the_region(mine, signed_in):
    text = MissedText.objects.get(text="baracchino")
    chosen = {"action": "see_to", "_selected_action": [text.pk]}

    signed_in(mine).post(MISSED, chosen)
    assert not MissedText.objects.filter(seen_to=True).exists()

    signed_in(factories.partner(), StaffRole.REGIONAL_EDITOR).post(MISSED, chosen)
    assert MissedText.objects.get(seen_to=True) == text
    assert bodies.use_of(mine, DAY, DAY).missed == []
