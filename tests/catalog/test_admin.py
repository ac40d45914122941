"""The admin's pages: they open, they save entry and search together, and they refuse with a reason."""

import pytest
from django.urls import reverse

from catalog import search
from catalog.enums import EditorialStatus
from catalog.models import Partner, Service
from missions.models import Mission
from tests import factories
from tests.catalog.staff import values
from tests.search.corpora import found

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", ["service", "opportunity", "partner", "need", "sector", "country"])
def test_every_list_opens(staff, model):
    factories.service(sectors=[factories.sector()], countries=[factories.country()])
    factories.opportunity()

    assert staff.get(reverse(f"admin:catalog_{model}_changelist")).status_code == 200


def test_the_list_of_missions_opens(staff):
    factories.mission()

    assert staff.get(reverse("admin:missions_mission_changelist")).status_code == 200


@pytest.mark.parametrize("make", [factories.service, factories.opportunity, factories.partner, factories.mission])
def test_every_entry_opens_and_saves_as_it_was(staff, make):
    entry = make(sources=["https://example.org/a"])
    meta = entry._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[entry.pk])

    answer = staff.post(address, values(staff.get(address)))

    assert answer.status_code == 302
    saved = type(entry).objects.get(pk=entry.pk)
    kept = [field.attname for field in meta.concrete_fields if field.attname != "updated_at"]
    assert {name: getattr(saved, name) for name in kept} == {name: getattr(entry, name) for name in kept}


def test_a_saved_edit_is_found_at_once(staff):
    service = factories.service(title_it="Zafferano")
    search.rebuild()
    address = reverse("admin:catalog_service_change", args=[service.pk])

    staff.post(address, {**values(staff.get(address)), "title_it": "Curcuma", "questions_it": "Come?\n\n Quando? "})

    assert found("curcuma")[0] == service.slug
    assert service.slug not in found("zafferano")
    assert Service.objects.get(pk=service.pk).questions_it == ["Come?", "Quando?"]


def test_an_address_that_is_none_is_refused_with_a_reason_and_nothing_typed_is_lost(staff):
    service = factories.service()
    address = reverse("admin:catalog_service_change", args=[service.pk])

    page = staff.post(address, {**values(staff.get(address)), "sources": "https://example.org\nnot an address"})

    assert page.status_code == 200
    assert "not an address" in str(page.context["adminform"].form.errors["sources"])
    assert "not an address" in page.content.decode()


@pytest.mark.parametrize(
    ("action", "status"), [("publish", EditorialStatus.PUBLISHED), ("withdraw", EditorialStatus.ARCHIVED)]
)
def test_entries_are_published_and_withdrawn_together(staff, action, status):
    services = [factories.service(title_it="Zafferano", editorial_status=EditorialStatus.DRAFT) for _ in range(3)]
    search.rebuild()

    staff.post(
        reverse("admin:catalog_service_changelist"),
        {"action": action, "_selected_action": [service.pk for service in services]},
    )

    assert {service.editorial_status for service in Service.objects.all()} == {status}
    assert (len(set(found("zafferano")) & {service.slug for service in services}) == 3) == (action == "publish")


def test_what_readers_have_seen_is_not_deleted_and_a_draft_is(staff):
    mission, draft = factories.mission(), factories.mission(editorial_status=EditorialStatus.DRAFT)

    answers = [
        staff.post(reverse("admin:missions_mission_delete", args=[entry.pk]), {"post": "yes"}).status_code
        for entry in (mission, draft)
    ]

    assert answers == [403, 302]
    assert list(Mission.objects.all()) == [mission]


def test_a_body_with_offers_is_not_deleted(staff):
    service = factories.service()

    staff.post(reverse("admin:catalog_partner_delete", args=[service.partner.pk]), {"post": "yes"})

    assert Partner.objects.filter(pk=service.partner.pk).exists()


def test_an_entry_with_a_new_address_is_found_there_alone(staff):
    service = factories.service(slug="prima", title_it="Zafferano")
    search.rebuild()
    address = reverse("admin:catalog_service_change", args=[service.pk])

    staff.post(address, {**values(staff.get(address)), "slug": "dopo"})

    assert Service.objects.get().slug == "dopo"
    assert [slug for slug in found("zafferano") if slug in ("prima", "dopo")] == ["dopo"]


def test_a_body_is_no_longer_found_by_what_another_took_over(staff):
    service = factories.service(title_it="Zafferano", partner=factories.partner(slug="prima"))
    factories.partner(slug="dopo")
    search.rebuild()
    assert "prima" in found("zafferano")
    address = reverse("admin:catalog_service_change", args=[service.pk])

    staff.post(address, {**values(staff.get(address)), "partner": Partner.objects.get(slug="dopo").pk})

    assert "dopo" in found("zafferano")
    assert "prima" not in found("zafferano")
