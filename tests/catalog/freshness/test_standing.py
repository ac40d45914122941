"""What readers are told: that an overdue entry's people were asked, and only when they were."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from catalog import search
from catalog.freshness import rhythm
from tests import factories
from tests.catalog.freshness import people

pytestmark = pytest.mark.django_db
ASKED = "abbiamo chiesto conferma all’ente"


def page(client, service) -> str:
    search.rebuild()
    return client.get(reverse("catalog:service", args=[service.slug])).content.decode()


@pytest.mark.parametrize(("days", "told", "said"), [(300, True, True), (300, False, False), (10, True, False)])
def test_readers_learn_that_the_body_was_asked_when_it_was(client, days, told, said):
    checked = timezone.localdate() - timedelta(days=days)
    service = factories.service(checked=checked.isoformat())
    if told:
        due = rhythm.due_day(service, rhythm.rules())
        service.review_notices.create(user=people.editor(service.partner), step="due", due=due)

    assert (ASKED in page(client, service)) is said


def test_a_notice_of_an_earlier_round_says_nothing(client):
    service = factories.service(checked=(timezone.localdate() - timedelta(days=300)).isoformat())
    earlier = timezone.localdate() - timedelta(days=400)
    service.review_notices.create(user=people.editor(service.partner), step="due", due=earlier)

    assert ASKED not in page(client, service)
