"""What the tables hold to, whoever writes into them, and texts in the reader's language."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.utils.translation import override

from catalog.enums import EditorialStatus
from catalog.models import Office, Partner, Service
from catalog.translation import translated
from tests import factories

pytestmark = pytest.mark.django_db


def test_nothing_closes_before_it_opens():
    with pytest.raises(IntegrityError):
        factories.opportunity(opens=date(2026, 2, 1), closes=date(2026, 1, 31))


def test_no_mission_ends_before_it_starts():
    with pytest.raises(IntegrityError):
        factories.mission(starts=date(2026, 2, 1), ends=date(2026, 1, 31))


def test_an_address_belongs_to_one_entry_of_a_kind():
    factories.service(slug="uno")

    with pytest.raises(IntegrityError):
        factories.service(slug="uno")


def test_a_body_has_an_office_of_a_name_once():
    office = factories.office(name="Sede")

    with pytest.raises(IntegrityError):
        Office.objects.create(partner=office.partner, name="Sede")


def test_a_body_that_offers_something_is_not_deleted():
    service = factories.service()

    with pytest.raises(ProtectedError):
        service.partner.delete()


def test_the_public_sees_what_is_published():
    shown = factories.partner()
    for status in (EditorialStatus.DRAFT, EditorialStatus.ARCHIVED):
        factories.partner(editorial_status=status)

    assert list(Partner.objects.published()) == [shown]


def test_a_new_entry_is_a_draft():
    assert Service().editorial_status == EditorialStatus.DRAFT


def test_a_check_is_a_year_a_month_or_a_day():
    partner = factories.partner(checked="2026-13", url="https://e.example")

    with pytest.raises(ValidationError) as refused:
        partner.full_clean()
    assert list(refused.value.error_dict) == ["checked"]


def test_a_text_is_in_the_readers_language_or_in_italian_and_says_so():
    service = factories.service(title_it="Bussola", title_en="Compass", summary_it="Orienta.")

    with override("en"):
        assert (service.title, service.summary, str(service)) == ("Compass", "Orienta.", "Compass")
        assert (translated(service, "title").lang, translated(service, "summary").lang) == ("en", "it")
    with override("it"):
        assert (service.title, translated(service, "title").lang) == ("Bussola", "it")


def test_entries_know_their_address_in_the_readers_language():
    entry = factories.service(slug="bussola")

    with override("it"):
        assert entry.get_absolute_url() == "/servizi/bussola/"
    with override("en"):
        assert entry.get_absolute_url() == "/en/services/bussola/"
