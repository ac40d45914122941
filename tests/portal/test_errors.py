"""What goes wrong is said on a page of ours, whatever was asked and whatever still works."""

import pytest
from django.conf import settings

from catalog import search

#: Shown although nothing of Django's answers any more.
BROKEN = "Qualcosa non ha funzionato"
UNREADABLE = "Non abbiamo capito la richiesta"


@pytest.fixture
def failing(monkeypatch):
    """A search that breaks, for a client that is answered as a stranger would be."""

    def break_down(*_arguments, **_options):
        raise RuntimeError("out of order")

    monkeypatch.setattr(search, "search", break_down)


@pytest.fixture
def stranger(client):
    client.raise_request_exception = False
    return client


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "language"), [("/non-esiste/", "it"), ("/en/not-there/", "en"), ("/servizi/x/", "it")]
)
def test_what_is_not_there_is_said_in_the_language_of_the_address(client, address, language):
    response = client.get(address)

    assert response.status_code == 404
    assert f'<html lang="{language}">' in response.content.decode()
    assert 'role="search"' in response.content.decode()
    assert 'content="noindex"' in response.content.decode()


def test_a_page_that_breaks_is_answered_with_a_page(stranger, failing, caplog, db):
    response = stranger.get("/cerca/")

    assert response.status_code == 500
    assert BROKEN in response.content.decode()
    assert "RuntimeError" not in response.content.decode()
    assert "out of order" in caplog.text  # for us, not for the reader


def test_without_a_database_there_is_still_a_page(stranger):
    """Tests without the database's mark may not use it: as if it were down."""
    response = stranger.get("/cerca/")

    assert response.status_code == 500
    assert BROKEN in response.content.decode()
    assert stranger.get("/non-esiste/").status_code == 404


def test_a_host_that_is_not_ours_is_refused(client):
    response = client.get("/", headers={"host": "elsewhere.example"})

    assert response.status_code == 400
    assert UNREADABLE in response.content.decode()
    assert "elsewhere" not in response.content.decode()


def test_no_logger_is_left_to_python_s_last_resort():
    """One that hands nothing on and has no handler speaks all the same, with a traceback."""
    silent = [name for name, logger in settings.LOGGING["loggers"].items() if not logger["handlers"]]

    assert silent == []


def test_an_address_that_leads_elsewhere_is_no_link(client):
    page = client.get("/", PATH_INFO="//elsewhere.example/cerca/")  # the client itself would go there

    assert page.status_code == 404
    assert "elsewhere" not in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "code"), [("/cerca/", 400), ("/servizi/", 400), ("/", 200), ("/non-esiste/", 404)])
def test_more_parameters_than_django_reads_are_no_fault_of_ours(client, address, code):
    """Every access to request.GET is refused then, on the page that says so too."""
    response = client.get(address + "?" + "&" * 3_000 + "a=1&" * 2_000)

    assert response.status_code == code


@pytest.mark.django_db
def test_a_form_that_comes_from_elsewhere_is_refused_with_a_page(client):
    client.handler.enforce_csrf_checks = True

    response = client.post("/admin/login/", {"username": "x", "password": "y"})

    assert response.status_code == 403


def test_the_error_pages_show_the_style_that_is_there():
    """They ask nothing of Django, so their stylesheet goes by its plain name."""
    for name in ("400.html", "413.html", "500.html"):
        page = (settings.BASE_DIR / "templates" / name).read_text(encoding="utf-8")
        assert "{%" not in page
        assert "{{" not in page
        assert '"/static/portal/portal.css"' in page
    assert (settings.STATIC_ROOT / "portal" / "portal.css").exists()
