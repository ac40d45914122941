"""`python -m portal.serve`, as a process: it starts, starts again, and says in one line why it cannot."""

import json
import socket
from urllib.request import urlopen

import pytest

from tests.processes import empty_database, python, serving

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_prepares_an_empty_database_and_serves_and_loses_nothing_when_started_again(tmp_path):
    with empty_database(tmp_path) as url:
        start = {"DEMO": 1, "VAR_DIR": tmp_path, "DATABASE_URL": url}
        with serving(**start) as address:
            first = json.load(urlopen(f"{address}/status"))
            page = urlopen(f"{address}/cerca/?q=fiere").read().decode()
        assert first["status"] == "ok"
        assert first["entries"] > 200
        assert "pm-result" in page

        with serving(**start) as address:
            assert json.load(urlopen(f"{address}/status")) == first


def _refusal(**variables):
    """What a start that must fail says, in its one line, and its exit code."""
    ended = python("-m", "portal.serve", **variables)
    assert len(ended.stderr.splitlines()) == 1
    return ended.returncode, ended.stderr.strip().removeprefix("The portal cannot start: ")


def test_without_a_secret_key_it_serves_no_production(tmp_path):
    assert _refusal(VAR_DIR=tmp_path) == (
        2,
        "SECRET_KEY is not set. Set it, or start a demonstration with DEMO=1.",
    )


def test_a_port_in_use_is_told(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        code, reason = _refusal(DEMO=1, VAR_DIR=tmp_path, PORT=port)

    assert code == 2
    assert reason == f"cannot listen on 127.0.0.1:{port} (Address already in use). Choose another with PORT=..."


@pytest.mark.parametrize(
    ("variables", "beginning"),
    [
        ({"DATABASE_URL": "mysql://host/name"}, "DATABASE_URL must begin with sqlite:/// or postgresql://"),
        ({"DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"}, "the database of DATABASE_URL does not answer (unable"),
        ({"DATABASE_URL": "sqlite:////etc/hostname"}, "the database of DATABASE_URL does not answer ("),
        (
            {"DATABASE_URL": "postgresql://u:p@127.0.0.1:1/x"},
            "the database of DATABASE_URL does not answer (connection",
        ),
        ({"PORT": "many"}, "PORT cannot be read: "),
        ({"PORT": "99999"}, "cannot listen on 127.0.0.1:99999 ("),
        ({"HOST": "192.0.2.1"}, "cannot listen on 192.0.2.1:8000 ("),
        ({"WEB_CONCURRENCY": "0"}, "WEB_CONCURRENCY must be 1 or more, not 0"),
        ({"DEMO": "perhaps"}, "DEMO cannot be read: "),
        ({"EMAIL_URL": "carrier-pigeon://loft"}, "EMAIL_URL must begin with smtp://"),
        ({"VAR_DIR": "/proc/nowhere"}, "VAR_DIR cannot be used: "),
    ],
)
def test_what_cannot_work_is_told_in_one_line(tmp_path, variables, beginning):
    code, reason = _refusal(**{"DEMO": 1, "VAR_DIR": tmp_path, **variables})

    assert code == 2
    assert reason.startswith(beginning)


def test_the_command_line_tells_it_in_one_line_too(tmp_path):
    ended = python("manage.py", "check", VAR_DIR=tmp_path)

    assert ended.returncode == 1
    assert ended.stderr.splitlines() == [
        "Configuration: SECRET_KEY is not set. Set it, or start a demonstration with DEMO=1."
    ]
