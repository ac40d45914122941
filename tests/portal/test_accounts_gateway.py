"""An identity gateway that fails: the person reads what to do, and the portal does not break."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from portal.accounts.models import User
from tests.processes import free_port, python

pytestmark = pytest.mark.django_db

START = "/accedi/identita/"
SORRY = "L’identità digitale non ha funzionato"


@contextmanager
def _answering(*answers):
    """A server that gives these answers in turn, (status, body), the last one for ever."""
    left = list(answers)

    class Handler(BaseHTTPRequestHandler):
        def _answer(self):
            status, body = left.pop(0) if len(left) > 1 else left[0]
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body.replace("HERE", f"http://127.0.0.1:{self.server.server_port}").encode())

        do_GET = do_POST = _answer  # noqa: N815 - the library's names

        def log_message(self, *_arguments):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


CONFIGURATION = json.dumps(
    {
        "issuer": "HERE",
        "authorization_endpoint": "HERE/authorize",
        "token_endpoint": "HERE/token",
        "userinfo_endpoint": "HERE/userinfo",
        "jwks_uri": "HERE/jwks",
    }
)


@pytest.fixture
def trust(settings):
    def trust(issuer):
        app = {"provider_id": "gateway", "name": "SPID", "client_id": "c", "secret": "s"}
        settings.OIDC_ISSUER = issuer
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [{**app, "settings": {"server_url": issuer}}]}
        }

    return trust


def test_without_a_gateway_nothing_leads_to_one(client):
    assert "SPID" not in client.get("/accedi/").text
    assert client.get(START).status_code == 404


def test_a_gateway_that_is_not_there_is_explained(client, trust):
    trust(f"http://127.0.0.1:{free_port()}")

    answer = client.get(START)

    assert answer.status_code == 503
    assert SORRY in answer.text


@pytest.mark.parametrize("answer", [(500, ""), (200, "<html>"), (200, "{}"), (200, "[]"), (404, "{}")])
def test_a_gateway_that_talks_nonsense_is_explained(client, trust, answer):
    with _answering(answer) as issuer:
        trust(issuer)
        page = client.get(START)

    assert page.status_code == 503
    assert SORRY in page.text


def _back(client, **query):
    """Comes back from the gateway with the state one was sent off with."""

    away = client.get(START)
    assert away.status_code == 302
    state = parse_qs(urlsplit(away.headers["Location"]).query)["state"][0]
    return client.get("/accedi/identita/ritorno/", {"state": state, **query})


@pytest.mark.parametrize(
    "answers",
    [
        [(400, '{"error": "invalid_grant"}')],
        [(200, "not json")],
        [(200, "{}")],
        [(200, '{"access_token": "x", "token_type": "Bearer"}'), (500, "")],
        [(200, '{"access_token": "x", "token_type": "Bearer"}'), (200, "{}")],
        [(200, '{"access_token": "x", "token_type": "Bearer", "id_token": "rubbish"}'), (200, "{}")],
    ],
)
def test_an_answer_that_cannot_be_used_is_explained(client, trust, answers):
    with _answering((200, CONFIGURATION), (200, CONFIGURATION), *answers) as issuer:
        trust(issuer)
        page = _back(client, code="x")

    assert page.status_code in (401, 503)
    assert SORRY in page.text
    assert not User.objects.exists()


def test_who_turns_back_at_the_gateway_is_told_how_to_go_on(client, trust):
    with _answering((200, CONFIGURATION)) as issuer:
        trust(issuer)
        page = _back(client, error="access_denied")

    assert page.headers["Location"] == "/accedi/identita/annullato/"
    assert "Vi siete fermati" in client.get(page.headers["Location"]).text


def test_an_answer_without_a_question_is_refused(client, trust):
    trust(f"http://127.0.0.1:{free_port()}")

    page = client.get("/accedi/identita/ritorno/?code=x&state=y")

    assert page.status_code == 401
    assert SORRY in page.text


def test_a_gateway_without_a_client_is_no_configuration(tmp_path):
    ended = python("manage.py", "check", DEMO=1, VAR_DIR=tmp_path, OIDC_ISSUER="https://gateway.example")

    assert ended.stderr.strip() == "Configuration: OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_SECRET."
