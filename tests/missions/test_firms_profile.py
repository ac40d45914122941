"""A firm begins with its first mandate; its kind follows from what it says until it confirms one."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from catalog.enums import Stage
from missions.enums import ExportShare, MandateRole, Scope
from missions.firms import profile
from missions.models import Firm, Mandate
from missions.transitions import RefusedError
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 28, 8, 0, tzinfo=UTC)
TODAY = date(2026, 9, 28)
NUMBER = factories.vat_number(777)


def _create(by, number=NUMBER, role=MandateRole.LEGAL_REPRESENTATIVE, name="Torneria Grigna srl"):
    return profile.create_firm(by=by, now=NOW, vat_number=number, name=name, role=role)


def test_whoever_begins_a_firm_may_do_everything_for_it():
    elena = factories.person()

    firm = _create(elena)

    mandate = Mandate.objects.get(firm=firm)
    assert (mandate.user, mandate.role, mandate.ends) == (elena, MandateRole.LEGAL_REPRESENTATIVE, None)
    assert all(mandate.allows(scope) for scope in Scope)


def test_an_export_manager_may_begin_it_too_and_invite_the_legal_representative():
    firm = _create(factories.person(), role=MandateRole.EXPORT_MANAGER)

    assert set(Mandate.objects.get(firm=firm).scopes) == set(Scope)
    assert [lack.part for lack in profile.lacking(firm, TODAY)] == ["seat", "sectors", "stage", ""]


def test_a_consultant_begins_nothing():
    with pytest.raises(RefusedError):
        _create(factories.person(), role=MandateRole.CONSULTANT)
    assert not Firm.objects.exists()


def test_sending_it_twice_makes_one_firm_and_one_mandate():
    elena = factories.person()

    assert _create(elena) == _create(elena, number=f"it {NUMBER}")
    assert (Firm.objects.count(), Mandate.objects.count()) == (1, 1)


def test_a_second_person_is_refused_however_the_number_is_written():
    _create(factories.person())

    for spelling in (NUMBER, f"IT{NUMBER}", " ".join(NUMBER)):
        with pytest.raises(RefusedError, match="profile already"), override("en"):
            _create(factories.person(), number=spelling)
    assert (Firm.objects.count(), Mandate.objects.count()) == (1, 1)


def test_a_firm_that_left_begins_anew():
    firm = factories.firm()
    firm.mandates.all().delete()
    Firm.objects.filter(pk=firm.pk).update(erased_at=NOW)
    elena = factories.person()

    again = _create(elena, number=firm.vat_number, name="Torneria di nuovo")

    assert (again.pk, again.name, again.erased_at) == (firm.pk, "Torneria di nuovo", None)
    assert [mandate.user for mandate in again.mandates.all()] == [elena]


@pytest.mark.parametrize(
    ("share", "countries", "stage"),
    [
        (ExportShare.NONE, 0, Stage.FIRST_TIME),
        (ExportShare.NONE, 2, Stage.CONSOLIDATING),
        (ExportShare.UNDER_10, 0, Stage.CONSOLIDATING),
        (ExportShare.UNDER_10, 1, Stage.CONSOLIDATING),
        (ExportShare.UNDER_25, 12, Stage.CONSOLIDATING),
        (ExportShare.UNDER_50, 4, Stage.CONSOLIDATING),
        (ExportShare.UNDER_50, 5, Stage.ESTABLISHED),
        (ExportShare.OVER_50, 30, Stage.ESTABLISHED),
        (ExportShare.OVER_50, 1, Stage.CONSOLIDATING),
        ("", 7, Stage.CONSOLIDATING),
    ],
)
def test_the_kind_follows_from_exports_and_countries_with_a_reason(share, countries, stage):
    suggestion = profile.suggested_stage(share, countries)

    assert suggestion.stage == stage
    assert suggestion.reason
    if countries > 1 and share != ExportShare.NONE:
        assert str(countries) in suggestion.reason


def test_every_share_and_number_of_countries_has_one_kind_and_more_never_goes_back():
    order = list(Stage)
    for share in ExportShare:
        ranks = [order.index(profile.suggested_stage(share, countries).stage) for countries in range(12)]
        assert ranks == sorted(ranks)
    for countries in range(12):
        ranks = [order.index(profile.suggested_stage(share, countries).stage) for share in ExportShare]
        assert ranks == sorted(ranks)


def test_nothing_said_suggests_nothing():
    assert profile.suggested_stage("", 0) is None


def test_the_suggestion_holds_until_the_firm_confirms_and_then_no_longer():
    firm = factories.firm(stage="", stage_confirmed_at=None, export_share=ExportShare.NONE)

    profile.follow_suggestion(firm)
    assert (firm.stage, firm.stage_confirmed_at) == (Stage.FIRST_TIME, None)

    firm.countries_now.set([factories.country("DE")])
    profile.follow_suggestion(firm)
    assert firm.stage == Stage.CONSOLIDATING

    profile.confirm_stage(firm, Stage.ESTABLISHED, now=NOW)
    profile.follow_suggestion(firm)
    firm.refresh_from_db()
    assert (firm.stage, firm.stage_confirmed_at) == (Stage.ESTABLISHED, NOW)


def test_a_complete_profile_lacks_nothing():
    assert profile.lacking(factories.firm(), TODAY) == []


def test_a_legal_representative_who_left_does_not_count():
    firm = factories.firm()
    firm.mandates.update(revoked_at=NOW)

    assert [lack.part for lack in profile.lacking(firm, TODAY)] == [""]
