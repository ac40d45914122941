"""A firm takes its data away, and is erased but for what the law keeps."""

import json
import zipfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from missions.enums import RegistrationStatus as Status
from missions.firms.erasure import erase_firm, outcome
from missions.firms.export import archive, firm_data
from missions.models import Firm, Invitation, Mandate, Participant, Registration, RegistrationDocument
from missions.transitions import RefusedError
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 28, 8, 0, tzinfo=UTC)
TODAY = date(2026, 9, 28)
CANARY = "canary-7f3"


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def elena():
    return factories.person(first_name="Elena", last_name="Rusconi")


@pytest.fixture
def firm(elena):
    return factories.firm(by=elena, phone=CANARY, address=CANARY, employees=6)


def _past(firm, status=Status.SEATED, **fields):
    """A registration for a mission that is over, with everything a person may have written."""
    mission = factories.mission(starts=TODAY - timedelta(days=40), ends=TODAY - timedelta(days=38), **fields)
    registration = factories.draft(
        mission, firm, status=status, submitted_at=NOW, offers=CANARY, confidential_note=CANARY
    )
    registration.participants.update(phone=CANARY)
    request = mission.document_requests.create(title_it="Presentazione")
    document = RegistrationDocument(registration=registration, request=request, name=f"../{CANARY}.pdf", size=3)
    document.file.save("ignored", ContentFile(b"pdf"))
    return registration


def test_the_archive_holds_everything_and_nothing_of_others(firm, elena):
    registration = _past(firm)
    other = factories.firm()
    factories.invitation(firm=firm, email="marco@example.org", token="secret-token")

    with archive(firm) as file, zipfile.ZipFile(file) as made:
        data = json.loads(made.read("firm.json"))
        document = registration.documents.get()
        assert sorted(made.namelist()) == [f"{registration.number}/{document.pk}-.._{CANARY}.pdf", "firm.json"]
        assert made.read(f"{registration.number}/{document.pk}-.._{CANARY}.pdf") == b"pdf"

    assert data["profile"]["vat_number"] == firm.vat_number
    assert data["people"][0]["email"] == elena.email
    assert data["registrations"][0]["participants"][0]["first_name"] == "Elena"
    assert data["registrations"][0]["confidential_note"] == CANARY
    text = json.dumps(data)
    assert "token" not in text
    assert "password" not in text
    assert other.vat_number not in text


def test_every_column_of_a_firm_is_in_its_export(firm):
    """Whoever adds one decides whether it is the firm's to take away."""
    left_out = {"id", "erased_at"}
    columns = {field.attname for field in Firm._meta.concrete_fields} | {row.name for row in Firm._meta.many_to_many}

    assert columns - left_out == set(firm_data(firm)["profile"])


def test_a_firm_without_anything_to_keep_is_gone(firm, elena, django_capture_on_commit_callbacks):
    registration = _past(firm)
    file = registration.documents.get().file.name
    factories.mandate(user=factories.person(), firm=firm)
    factories.invitation(firm=firm)

    with django_capture_on_commit_callbacks(execute=True):
        erase_firm(firm, by=elena, now=NOW)

    for model in (Firm, Registration, Participant, RegistrationDocument, Mandate, Invitation):
        assert not model.objects.exists()
    assert not default_storage.exists(file)


@pytest.mark.parametrize("kept", ["aid", "ranking"])
def test_what_the_law_keeps_stays_without_people_or_documents(firm, elena, kept, django_capture_on_commit_callbacks):
    if kept == "aid":
        registration = _past(firm, aid_value=Decimal("3200.00"))
    else:
        registration = _past(firm, Status.REJECTED, ranking_published_at=NOW)
        Registration.objects.filter(pk=registration.pk).update(rank=7, points=41)
    _past(firm)
    draft = factories.draft(factories.mission(), firm)
    assert [row.pk for row in outcome(firm, NOW).kept] == [registration.pk]

    with django_capture_on_commit_callbacks(execute=True):
        erase_firm(firm, by=elena, now=NOW)

    left = Firm.objects.get()
    assert (left.vat_number, left.name, left.province, left.erased_at) == (
        firm.vat_number,
        firm.name,
        firm.province,
        NOW,
    )
    assert [row.pk for row in left.registrations.all()] == [registration.pk]
    assert draft.pk not in Registration.objects.values_list("pk", flat=True)
    rows = [Firm, Registration, Participant, RegistrationDocument, Mandate, Invitation]
    assert CANARY not in str([list(model.objects.values_list()) for model in rows])
    assert not Mandate.objects.exists()
    assert default_storage.listdir("documents")[1] == []


@pytest.mark.parametrize("status", [Status.APPLIED, Status.SEATED, Status.WAITING, Status.OFFERED])
def test_a_firm_does_not_leave_in_the_middle_of_a_mission(firm, elena, status):
    mission = factories.open_mission(NOW)
    factories.draft(
        mission, firm, status=status, submitted_at=NOW, queue_number=1, offer_expires_at=NOW + timedelta(days=1)
    )

    with pytest.raises(RefusedError):
        erase_firm(firm, by=elena, now=NOW)
    assert Firm.objects.get().phone == CANARY


def test_only_a_legal_representative_erases(firm):
    manager = factories.mandate(user=factories.person(), firm=firm, role="export-manager", scopes=["people", "profile"])

    for who in (manager.user, factories.person()):
        with pytest.raises(RefusedError):
            erase_firm(firm, by=who, now=NOW)
    assert Firm.objects.filter(pk=firm.pk).exists()


def test_a_kept_firm_may_leave_the_files_of_another_alone(firm, elena, django_capture_on_commit_callbacks):
    other = _past(factories.firm())

    with django_capture_on_commit_callbacks(execute=True):
        erase_firm(firm, by=elena, now=NOW)

    assert default_storage.exists(other.documents.get().file.name)
