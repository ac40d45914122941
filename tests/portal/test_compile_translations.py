"""The command that compiles the translations, without system gettext."""

import gettext

import pytest
from django.core.management import call_command

SOURCE = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Good morning"
msgstr "Buongiorno"
"""


@pytest.fixture
def source(tmp_path, settings):
    """A project with one file of messages."""
    settings.BASE_DIR = tmp_path
    path = tmp_path / "app" / "locale" / "it" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(SOURCE, encoding="utf-8")
    return path


def test_messages_are_compiled_and_said(source, capsys):
    call_command("compile_translations")

    with source.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Good morning") == "Buongiorno"
    assert capsys.readouterr().out == "compiled app/locale/it/LC_MESSAGES/django.po: 1 messages\n"


def test_what_is_up_to_date_is_left_alone(source, capsys):
    call_command("compile_translations")
    before = source.with_suffix(".mo").stat().st_mtime_ns
    capsys.readouterr()

    call_command("compile_translations")

    assert source.with_suffix(".mo").stat().st_mtime_ns == before
    assert capsys.readouterr().out == ""
