"""Reading the environment: typed, with defaults, refusals in one sentence."""

import pytest

from portal.environment import VARIABLES, ConfigurationError, read


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("PORT", "9000", 9000),
        ("DEMO", "1", True),
        ("DEMO", "off", False),
        ("ALLOWED_HOSTS", "a.example,b.example", ["a.example", "b.example"]),
        ("HOST", "0.0.0.0", "0.0.0.0"),
    ],
)
def test_what_is_written_is_read_in_its_type(monkeypatch, name, written, value):
    monkeypatch.setenv(name, written)

    assert read(name) == value


@pytest.mark.parametrize("variable", VARIABLES, ids=lambda variable: variable.name)
def test_what_is_absent_or_empty_is_the_default(monkeypatch, variable):
    monkeypatch.delenv(variable.name, raising=False)
    assert read(variable.name, "the default") == "the default"

    monkeypatch.setenv(variable.name, "")
    assert read(variable.name, "the default") == "the default"


@pytest.mark.parametrize(
    ("name", "written"), [("PORT", "http"), ("PORT", "-1"), ("WEB_CONCURRENCY", "0"), ("DEMO", "2")]
)
def test_what_makes_no_sense_is_refused_by_its_name(monkeypatch, name, written):
    monkeypatch.setenv(name, written)

    with pytest.raises(ConfigurationError, match=f"^{name} "):
        read(name)


def test_nobody_reads_what_nobody_declared():
    with pytest.raises(KeyError):
        read("UNHEARD_OF")
