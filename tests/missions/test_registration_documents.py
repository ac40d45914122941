"""Documents: what they are by content, where they are kept, who gets them, and only as a download."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from missions import documents, housekeeping
from missions.document_checks import LARGEST, content_type, plain_name
from missions.models import RegistrationDocument
from missions.time import today
from missions.transitions import RefusedError
from tests import factories
from tests.missions.registering_pages import asking, pdf, picture

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = b"<!doctype html><script>alert(document.domain)</script>"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def here():
    return asking()


@pytest.fixture
def elena(client, here):
    client.force_login(here.elena)
    here.post(client, "firm")
    return client


def _upload(client, here, content, name="visura.pdf", asked=None, **values):
    file = SimpleUploadedFile(name, content)
    return here.post(client, "documents", **{f"d{(asked or here.document).pk}": file}, **values)


def _files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_document_is_kept_under_a_name_of_ours(elena, here, tmp_path):
    response = _upload(elena, here, pdf(), name="Visura àéì.pdf")

    assert response.headers["Location"] == here.step("support")
    document = RegistrationDocument.objects.get()
    assert (document.name, document.content_type, document.size) == ("Visura àéì.pdf", "application/pdf", len(pdf()))
    (kept,) = _files(tmp_path)
    assert "isura" not in str(kept.relative_to(tmp_path))
    assert kept.suffix == ""


def test_it_comes_back_as_a_download_and_never_as_a_page(elena, here):
    _upload(elena, here, pdf(), name="Visura\r\nX-Evil: 1 “è”.pdf")
    document = RegistrationDocument.objects.get()

    response = elena.get(f"/area-impresa/iscrizioni/{here.registration.reference}/documenti/{document.pk}/")

    assert b"".join(response) == pdf()
    assert response.headers["Content-Disposition"].startswith("attachment; filename")
    assert "\n" not in response.headers["Content-Disposition"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].replace(",", " ").split())
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert "X-Evil" not in response.headers


@pytest.mark.parametrize(
    ("content", "name", "field"),
    [
        (b"", "vuoto.pdf", "document"),
        (b"MZ\x90\x00 a program", "visura.pdf", "document"),
        (PAGE, "visura.pdf", "document"),
        (EICAR, "visura.pdf", "document"),
        (b"%PDF-1.7\nnothing of a PDF", "visura.pdf", "document"),
        (pdf()[:-60], "visura.pdf", "document"),
        (pdf(pages=0), "visura.pdf", "document"),
        (pdf(javascript="app.alert(1)"), "visura.pdf", "document"),
        (pdf(attached=b"MZ"), "visura.pdf", "document"),
        (pdf(password="segreta"), "visura.pdf", "document"),
        (picture(), "visura.pdf", "document"),
        (SVG, "logo.svg", "logo"),
        (SVG, "logo.png", "logo"),
        (PAGE, "logo.jpg", "logo"),
        (picture("GIF"), "logo.gif", "logo"),
        (pdf(), "logo.png", "logo"),
    ],
)  # fmt: skip
def test_what_is_not_what_was_asked_for_is_refused_at_its_field(elena, here, tmp_path, content, name, field):
    asked = getattr(here, field)
    page = _upload(elena, here, content, name=name, asked=asked).content.decode()

    assert f'id="id_d{asked.pk}_error"' in page
    assert f'href="#id_d{asked.pk}"' in page
    assert not RegistrationDocument.objects.exists()
    assert _files(tmp_path) == []


def test_a_damaged_end_is_read_or_refused_but_never_breaks(elena, here):
    """pypdf mends some PDFs: what it can read whole may be kept."""
    for cut in range(1, 60, 7):
        assert _upload(elena, here, pdf()[:-cut]).status_code in (200, 302)


@pytest.mark.parametrize("size", [LARGEST, LARGEST + 1])
def test_size_is_limited_to_ten_megabytes(elena, here, size):
    content = pdf() + b"\n" * (size - len(pdf()))

    _upload(elena, here, content)

    assert RegistrationDocument.objects.count() == (1 if size <= LARGEST else 0)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_known_by_its_content(elena, here, kind):
    _upload(elena, here, picture(kind), name="logo.pdf", asked=here.logo)

    assert RegistrationDocument.objects.get().name == {"PNG": "logo.png", "JPEG": "logo.jpg"}[kind]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Utenti\\Anna\\visura.pdf", "visura.pdf"),
        ("visura.php.pdf", "visura.php.pdf"),
        ("nul\x00byte.pdf", "nulbyte.pdf"),
        ("verso\u202efdp.exe", "versofdp.pdf"),
        ("a\r\nb.pdf", "ab.pdf"),
        ("CON", "CON.pdf"),
        ("📄 visura.pdf", "📄 visura.pdf"),
        ("...", "documento.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_names_are_made_plain(given, kept):
    assert plain_name(given, "application/pdf") == kept


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-", b"%PDF-1.7\n" + b"[" * 100_000, b"\x89PNG\r\n\x1a\n" + b"\xff" * 99]
)
def test_hostile_content_is_refused_with_a_sentence(content):
    file = SimpleUploadedFile("x", content)

    with pytest.raises(RefusedError):
        content_type(file.file, len(content), ["pdf", "image"])


def test_a_new_file_takes_the_place_of_the_old_one(elena, here, tmp_path, django_capture_on_commit_callbacks):
    _upload(elena, here, pdf(), name="vecchia.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        _upload(elena, here, pdf(pages=2), name="nuova.pdf")

    assert [document.name for document in RegistrationDocument.objects.all()] == ["nuova.pdf"]
    (kept,) = _files(tmp_path)
    assert kept.read_bytes() == pdf(pages=2)


def test_a_document_is_taken_back_with_its_file(elena, here, tmp_path, django_capture_on_commit_callbacks):
    _upload(elena, here, pdf())
    with django_capture_on_commit_callbacks(execute=True):
        here.post(elena, "documents", remove=RegistrationDocument.objects.get().pk)

    assert not RegistrationDocument.objects.exists()
    assert _files(tmp_path) == []


@pytest.mark.parametrize("remove", ["999999", "x", "-1", "²"])
def test_to_take_back_what_is_not_there_is_nothing(elena, here, remove):
    _upload(elena, here, pdf())
    other = factories.registration_document(factories.draft(here.mission, factories.firm()), here.document)

    assert here.post(elena, "documents", remove=remove).status_code == 302
    here.post(elena, "documents", remove=str(other.pk))

    assert RegistrationDocument.objects.count() == 2


def test_one_bad_file_loses_none_of_the_others(elena, here):
    good, bad = SimpleUploadedFile("logo.png", picture()), SimpleUploadedFile("visura.pdf", PAGE)

    page = here.post(elena, "documents", **{f"d{here.logo.pk}": good, f"d{here.document.pk}": bad}).content.decode()

    assert [document.request for document in RegistrationDocument.objects.all()] == [here.logo]
    assert "logo.png" in page
    assert f'id="id_d{here.document.pk}_error"' in page


def test_a_row_that_is_not_written_leaves_no_file(here, monkeypatch, tmp_path):
    draft = here.complete()

    def broken(*_arguments, **_options):
        raise RuntimeError

    monkeypatch.setattr(RegistrationDocument, "save", broken)
    with pytest.raises(RuntimeError):
        documents.hand_in(
            draft, here.document, SimpleUploadedFile("visura.pdf", pdf()), by=here.elena, now=timezone.now()
        )

    assert _files(tmp_path) == []


def test_files_nobody_names_are_removed_once_they_are_old(here, tmp_path):
    kept = factories.registration_document(here.complete(), here.document)
    stray = tmp_path / "documents" / "x" / "y"
    stray.parent.mkdir()
    stray.write_bytes(b"?")

    assert housekeeping.run(timezone.now()).removed == 0
    assert housekeeping.run(timezone.now() + timedelta(hours=2)).removed == 1
    assert [path.name for path in _files(tmp_path)] == [kept.file.name.rpartition("/")[2]]


# Who gets them.


@pytest.fixture
def sent(here):
    draft = here.complete()
    document = factories.registration_document(draft, here.document, pdf())
    draft.status, draft.submitted_at = "seated", timezone.now()
    draft.save()
    return document


def _address(document):
    return f"/area-impresa/iscrizioni/{document.registration.reference}/documenti/{document.pk}/"


def _answer(client, user, document):
    client.force_login(user)
    response = client.get(_address(document))
    if response.streaming:
        list(response)
    return response.status_code


def test_the_firm_and_whoever_runs_the_mission_get_a_document_and_nobody_else(client, here, sent):
    assert _answer(client, here.elena, sent) == 200
    assert _answer(client, factories.officer(here.mission.partner), sent) == 200
    assert _answer(client, factories.officer(factories.partner()), sent) == 404
    stranger = factories.person()
    factories.firm(by=stranger)
    assert _answer(client, stranger, sent) == 404
    client.logout()
    assert client.get(_address(sent)).headers["Location"].startswith("/accedi/")


@pytest.mark.parametrize(("status", "answer"), [("draft", 404), ("withdrawn", 404), ("rejected", 200)])
def test_staff_reads_nothing_of_who_has_not_sent_or_has_left(client, here, sent, status, answer):
    sent.registration.status = status
    sent.registration.save()

    assert _answer(client, factories.officer(here.mission.partner), sent) == answer
    assert _answer(client, here.elena, sent) == 200


def test_a_mandate_that_is_over_opens_no_document_by_an_old_link(client, here, sent):
    marco = factories.person()
    mandate = factories.mandate(
        user=marco, firm=here.firm, role="consultant", scopes=["registrations"], ends=today() + timedelta(days=9)
    )
    assert _answer(client, marco, sent) == 200

    mandate.revoked_at = timezone.now()
    mandate.save()
    assert _answer(client, marco, sent) == 404


def test_a_document_is_found_only_under_its_own_registration(client, here, sent):
    other = factories.draft(factories.open_mission(timezone.now()), here.firm, status="seated")
    client.force_login(here.elena)

    assert client.get(f"/area-impresa/iscrizioni/{other.reference}/documenti/{sent.pk}/").status_code == 404


def test_documents_may_follow_up_to_their_day(client, here, sent):
    client.force_login(here.elena)
    address = f"/area-impresa/iscrizioni/{sent.registration.reference}/documenti/"
    page = client.get(address).content.decode()
    assert "Presentazione" in page
    assert "Logo" not in page  # it has no day of its own: after sending it is too late

    client.post(address, {f"d{here.document.pk}": SimpleUploadedFile("nuova.pdf", pdf(pages=2))})
    assert RegistrationDocument.objects.get().name == "nuova.pdf"

    here.document.due = today() - timedelta(days=1)
    here.document.save()
    assert client.get(address).status_code == 302
    client.post(address, {f"d{here.document.pk}": SimpleUploadedFile("tardi.pdf", pdf())})
    assert RegistrationDocument.objects.get().name == "nuova.pdf"
