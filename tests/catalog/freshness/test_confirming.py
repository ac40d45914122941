"""'Still true': dated, remembered, found; only by those whose entry it is."""

from datetime import date

import pytest

from catalog import search
from catalog.editorial.changes import NotAllowed
from catalog.enums import EditorialStatus
from catalog.freshness.confirming import confirm
from catalog.models import Confirmation, Service
from tests import factories
from tests.catalog.freshness import people
from tests.search.corpora import found

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


def test_a_confirmation_dates_the_entry_and_says_who():
    body = factories.partner()
    editor = people.editor(body)
    service = factories.service(partner=body, checked="2025-04")
    changed = Service.objects.get().updated_at

    assert confirm([service], by=editor, today=TODAY) == 1

    saved = Service.objects.get()
    assert (saved.checked, saved.version, saved.updated_at) == ("2026-11-25", service.version + 1, changed)
    said = Confirmation.objects.get()
    assert (said.entry, said.by, said.before, said.checked) == (service, editor, "2025-04", "2026-11-25")
    line = saved.history.first()
    assert (line.checked, line.history_user) == ("2026-11-25", editor)


def test_many_are_confirmed_at_once_and_the_second_click_says_nothing():
    body = factories.partner()
    editor = people.editor(body)
    services = [factories.service(partner=body) for _ in range(40)]

    assert confirm(services, by=editor, today=TODAY) == 40
    assert confirm(services, by=editor, today=TODAY) == 0
    assert Confirmation.objects.count() == 40


def test_of_entries_of_which_one_is_somebody_elses_none_is_confirmed():
    body = factories.partner()
    own, other = factories.service(partner=body), factories.service()

    with pytest.raises(NotAllowed):
        confirm([own, other], by=people.editor(body), today=TODAY)

    assert set(Service.objects.values_list("checked", flat=True)) == {""}
    assert not Confirmation.objects.exists()


def test_a_body_is_confirmed_with_its_offices():
    office = factories.office(checked="2024")

    confirm([office.partner], by=people.editor(office.partner), today=TODAY)

    office.refresh_from_db()
    assert office.checked == office.partner.checked == "2026-11-25"


def test_a_draft_has_nothing_to_confirm():
    draft = factories.service(editorial_status=EditorialStatus.DRAFT)

    assert confirm([draft], by=people.editor(draft.partner), today=TODAY) == 0
    draft.refresh_from_db()
    assert draft.checked == ""


def test_the_search_knows_the_new_date_at_once():
    body = factories.partner()
    older = factories.service(partner=body, title_it="Zafferano primo", checked="2025-01-01")
    factories.service(partner=body, title_it="Zafferano secondo", checked="2026-01-01")
    search.rebuild()
    newest = {"sort": "newest", "kind": ["service"]}
    assert found("zafferano", **newest)[1] == older.slug

    confirm([older], by=people.editor(body), today=TODAY)

    assert found("zafferano", **newest)[0] == older.slug


@pytest.mark.parametrize("lapsed", [True, False])
def test_what_was_hidden_without_confirmation_comes_back_and_nothing_else_does(lapsed):
    service = factories.service(title_it="Zafferano", checked="2025-01-01", editorial_status=EditorialStatus.SUSPENDED)
    if lapsed:
        service.lapses.create(due=date(2025, 7, 1))
    search.rebuild()

    confirm([service], by=people.editor(service.partner), today=TODAY)

    service.refresh_from_db()
    assert (service.editorial_status == EditorialStatus.PUBLISHED) is lapsed
    assert (service.slug in found("zafferano")) is lapsed
    assert not service.lapses.open().exists()
