"""Requests nobody means well: each gets a clear answer, none breaks a page, none comes back as it was sent."""

from io import BytesIO
from unittest.mock import Mock
from urllib.parse import quote

import pytest

from tests.portal.catalogues import publish

pytestmark = pytest.mark.django_db

PAGES = ["/", "/cerca/", "/missioni/", "/en/partners/", "/servizi/first/", "/non-esiste/", "/api/v1/search", "/status"]
TEXTS = [
    "-" * 33,
    "- " * 100,
    "parola " * 1_000,
    "a" * 3_500,
    '"' * 200,
    "(" * 500,
    "a AND OR NOT NEAR *",
    "col:val <-> !x & | :* \\",
    "' OR 1=1; --",
    "%25%00",
    "\u202e\u0000\ufffe",
    "{{ settings.SECRET_KEY }}{% debug %}",
    "😀日本\u0301",
    "x" * 64 + "ed",
]
NUMBERS = [
    "-1",
    "0",
    "2147483648",
    "9223372036854775808",
    "1" + "0" * 20,
    "9" * 5_000,
    "²",
    "Ⅳ",
    "NaN",
    "1e309",
    "1.5",
    "",
    "\n1",
]


@pytest.fixture(autouse=True)
def _catalogue():
    publish(1)


@pytest.mark.parametrize("path", ["/", "/admin/", "/api/v1/search"])
def test_a_body_larger_than_any_form_is_refused_unread(client, path):
    body = Mock(read=Mock(side_effect=AssertionError))
    headers = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "wsgi.input": body}
    response = client.generic("POST", path, CONTENT_LENGTH=str(64 * 1024 * 1024 + 1), **headers)

    assert response.status_code == 413
    assert not body.read.called


def test_more_files_than_any_form_has_are_refused(client):
    assert client.post("/accedi/", {f"f{number}": BytesIO(b"x") for number in range(101)}).status_code == 400


@pytest.mark.parametrize("path", PAGES)
def test_any_text_is_answered(client, path):
    for text in TEXTS:
        clean = "\x00" not in text and "%00" not in quote(text)
        expected = 400 if not clean else 404 if path == "/non-esiste/" else 200
        for query in (f"q={quote(text)}", f"{quote(text)}=1", f"country={quote(text)}&country={quote(text)}"):
            assert (query, client.get(f"{path}?{query}").status_code) == (query, expected)


@pytest.mark.parametrize("path", PAGES)
def test_any_number_is_answered(client, path):
    expected = 404 if path == "/non-esiste/" else 200
    for number in NUMBERS:
        for name in ("page", "page_size", "closes_before", "exact"):
            query = f"{name}={quote(number)}"
            assert (query, client.get(f"{path}?{query}").status_code) == (query, expected)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "10000-01-01", "2026-1-1T00:00:00+14:00"])
def test_any_day_is_answered(client, day):
    for path in ("/cerca/", "/en/search/", "/api/v1/search"):
        assert client.get(f"{path}?closes_before={quote(day)}").status_code == 200


@pytest.mark.parametrize("path", ["/cerca/", "/en/search/", "/opportunita/"])
def test_nothing_comes_back_as_a_tag_an_attribute_or_a_template(client, path):
    mark = "\"'><script>zqx</script>{{7*7}}"

    for name in ("q", "country", "sort", "page", "unheard-of", mark):
        page = client.get(f"{path}?{quote(name)}={quote(mark)}").content.decode()
        assert "<script>zqx" not in page
        assert "zqx</script>" not in page
        assert "\"'>" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/servizi/%00/",
        "/%00",
        "/servizi/a%00b/",
        "/cerca/?q=%00",
        "/cerca/?%00",
        "/admin/login/?next=%00",
        "/missioni/x/?%00=1",
    ],
)
def test_a_nul_byte_is_refused_before_it_reaches_the_database(client, path):
    response = client.get(path)

    assert response.status_code == 400
    assert "Non abbiamo capito la richiesta" in response.content.decode()
    assert response.headers["Content-Security-Policy"]


def test_a_nul_byte_in_a_form_is_refused(client):
    data = "username=a%00b&password=x"

    response = client.post("/admin/login/", data, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 400


@pytest.mark.parametrize(
    "path", ["/%ff/", "/servizi/%c3%28/", "/servizi/%ed%a0%80/", "/" + "a" * 5_000 + "/", "/../etc/passwd", "/cerca//"]
)
def test_any_path_is_not_there(client, path):
    assert client.get(path).status_code == 404


def test_bytes_that_are_no_text_are_read_as_well_as_can_be(client):
    assert client.get("/cerca/?q=%ff%fe%ed%a0%80").status_code == 200


def test_a_thousand_values_are_ignored_and_a_few_are_shown(client):
    page = client.get("/cerca/?" + "&".join(f"x{number}=1" for number in range(500))).content.decode()

    assert page.count("<code>") == 20


def test_a_deep_page_is_the_last_one(client):
    response = client.get("/cerca/?page=100000")

    assert response.status_code == 200
    assert "pm-result" in response.content.decode()


@pytest.mark.parametrize("header", ["accept-language", "cookie", "user-agent", "referer", "x-forwarded-for"])
@pytest.mark.parametrize(
    "value", ["x" * 8_000, "en;q=NaN", "\u00ff\u00fe", "../../etc/passwd", "sessionid=%00; csrftoken='"]
)
def test_any_header_is_answered(client, header, value):
    assert client.get("/cerca/", headers={header: value}).status_code == 200


@pytest.mark.parametrize("path", ["/admin/login/", "/cerca/", "/non-esiste/", "/api/v1/search"])
@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/x-www-form-urlencoded", b"username=%ff&\xff\xfe=\xed\xa0\x80"),
        ("application/x-www-form-urlencoded", b"a=1&" * 3_000),
        ("application/x-www-form-urlencoded; charset=klingon", b"a=1"),
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a'),
        ("application/json", b"[" * 100_000),
        ("", b"\x00"),
    ],
)
def test_any_body_is_answered(client, settings, path, content_type, body):
    client.raise_request_exception = False
    client.handler.enforce_csrf_checks = True
    client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32  # with a cookie, the form is looked into for its token

    response = client.generic("POST", path, body, content_type=content_type)

    assert response.status_code in (400, 403, 404, 405)
