"""What every answer tells the browser: as strict as it can be, on pages, errors and the API alike."""

import pytest
from django.conf import settings

from tests.portal.catalogues import publish

#: The directives of the Content-Security-Policy; nothing in it is unsafe.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
SAME_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

every_answer = pytest.mark.parametrize(
    "path",
    [
        "/",
        "/en/search/?q=x",
        "/servizi/first/",
        "/admin/login/",
        "/status",
        "/api/v1/search",
        "/api/v1/docs",
        "/non-esiste/",
        "/cerca/?" + "a=1&" * 2_000,
        "/%00",
        "/api/v1/services/x",
    ],
)


@pytest.mark.django_db
@every_answer
def test_every_answer_has_the_same_strict_headers(client, path):
    publish(1)

    headers = client.get(path).headers

    assert {name: headers[name] for name in SAME_EVERYWHERE} == SAME_EVERYWHERE
    given = dict(directive.strip().split(" ", 1) for directive in headers["Content-Security-Policy"].split(";"))
    assert given == POLICY


@pytest.mark.django_db
def test_the_api_may_be_read_from_anywhere_and_the_pages_may_not(client):
    publish(1)

    api, page = client.get("/api/v1/search").headers, client.get("/").headers

    assert (api["Access-Control-Allow-Origin"], api["Cross-Origin-Resource-Policy"]) == ("*", "cross-origin")
    assert ("Access-Control-Allow-Origin" in page, page["Cross-Origin-Resource-Policy"]) == (False, "same-origin")


def test_a_page_that_breaks_has_them_too(client):
    client.raise_request_exception = False

    headers = client.get("/cerca/").headers  # without the database's mark the view breaks

    assert {name: headers[name] for name in SAME_EVERYWHERE} == SAME_EVERYWHERE
    assert "Content-Security-Policy" in headers


def test_production_speaks_https_alone(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    plain = client.get("/cerca/?q=x")
    behind_the_proxy = client.get("/non-esiste/", headers={"x-forwarded-proto": "https"})

    assert (plain.status_code, plain.headers["Location"]) == (301, "https://testserver/cerca/?q=x")
    assert behind_the_proxy.status_code == 404
    assert behind_the_proxy.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def test_cookies_of_production_are_for_this_host_and_https():
    """Settings of production: see tests.settings."""
    assert settings.SESSION_COOKIE_NAME == "__Host-sessionid"
    assert settings.CSRF_COOKIE_NAME == "__Host-csrftoken"
    for cookie in ("SESSION", "CSRF", "LANGUAGE"):
        assert getattr(settings, f"{cookie}_COOKIE_SECURE")
        assert getattr(settings, f"{cookie}_COOKIE_HTTPONLY")
        assert getattr(settings, f"{cookie}_COOKIE_SAMESITE") == "Lax"
        assert getattr(settings, f"{cookie}_COOKIE_DOMAIN") is None
