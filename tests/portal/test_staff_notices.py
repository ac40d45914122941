"""What staff put on the home page: shown at once, and as long as it holds."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from catalog import search
from catalog.enums import EditorialStatus, StaffRole
from catalog.models import Highlight
from tests import factories
from tests.catalog.staff import member, signed_in

pytestmark = pytest.mark.django_db

ADD = reverse("admin:catalog_highlight_add")


@pytest.fixture
def service():
    made = factories.service(slug="s", title_it="Zafferano d’oro", title_en="Saffron", summary_it="Si chiede.")
    search.rebuild()
    return made


def shown(client, address="/"):
    return client.get(address).content.decode()


def test_the_home_page_shows_what_was_put_first_in_the_readers_language(client, service):
    assert "In evidenza" not in shown(client)

    Highlight.objects.create(kind="service", slug="s", why_it="Solo <questo> mese.")

    page = shown(client)
    assert 'href="/servizi/s/">Zafferano d’oro</a>' in page
    assert "Solo &lt;questo&gt; mese." in page
    assert ">Saffron</a>" in shown(client, "/en/")


@pytest.mark.parametrize(("first", "last", "there"), [(0, 0, True), (1, None, False), (None, -1, False), (-1, 1, True)])
def test_it_is_shown_on_its_days(client, service, first, last, there):
    days = {
        name: None if away is None else localdate() + timedelta(days=away)
        for name, away in (("first_day", first), ("last_day", last))
    }
    Highlight.objects.create(kind="service", slug="s", **days)

    assert ("In evidenza" in shown(client)) == there


def test_what_is_not_public_any_more_is_not_shown(client, service):
    Highlight.objects.create(kind="service", slug="s")
    service.editorial_status = EditorialStatus.ARCHIVED
    service.save()
    search.rebuild()

    assert "In evidenza" not in shown(client)


def test_many_cost_no_more_than_one(client, service, django_assert_max_num_queries):
    for number in range(4):
        factories.service(slug=f"s-{number}")
        Highlight.objects.create(kind="service", slug=f"s-{number}")
    search.rebuild()
    shown(client)

    with django_assert_max_num_queries(14):
        assert shown(client).count("pm-door--big") >= 4


def test_only_what_is_public_can_be_put_first(service):
    region = signed_in(member(factories.partner(), StaffRole.REGIONAL_EDITOR))
    given = {"kind": "service", "slug": "nobody", "position": "1", "first_day": "2026-12-02", "last_day": "2026-12-01"}

    page = region.post(ADD, given)
    assert set(page.context["adminform"].form.errors) == {"slug", "last_day"}

    assert region.post(ADD, {**given, "slug": "s", "last_day": "2026-12-03"}).status_code == 302
    assert Highlight.objects.get().slug == "s"
