"""An entry and what the search says of it change together."""

import pytest
from django.db import transaction

from catalog import publishing, search
from catalog.enums import EditorialStatus
from tests import factories
from tests.search.corpora import found

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    service = factories.service(slug="zafferano", title_it="Zafferano", editorial_status=EditorialStatus.DRAFT)
    search.rebuild()
    return service


def test_a_draft_is_found_once_published_and_no_longer_once_withdrawn(service):
    assert found("zafferano") == []

    publishing.publish(service)
    assert found("zafferano")[0] == "zafferano"

    publishing.withdraw(service)
    assert found("zafferano") == []
    service.refresh_from_db()
    assert service.editorial_status == EditorialStatus.ARCHIVED


def test_publishing_twice_is_publishing_once(service):
    publishing.publish(service)
    publishing.publish(service)

    assert found("zafferano").count("zafferano") == 1


def test_a_body_is_found_by_what_it_offers_as_long_as_it_offers_it(service):
    publishing.publish(service)
    assert service.partner.slug in found("zafferano")

    publishing.withdraw(service)
    assert service.partner.slug not in found("zafferano")


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_was_never_public():
    service = factories.service(slug="zafferano", title_it="Zafferano", editorial_status=EditorialStatus.DRAFT)
    search.rebuild()

    with transaction.atomic():
        publishing.publish(service)
        seen = found("zafferano")
        transaction.set_rollback(True)

    assert seen
    assert found("zafferano") == []
