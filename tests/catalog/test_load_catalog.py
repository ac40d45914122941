"""The command that loads the catalogue: what it prints and how it ends."""

from io import StringIO

import pytest
from django.core.management import call_command

from catalog.loading.load import up_to_date
from catalog.models import Partner
from tests.catalog import files

pytestmark = pytest.mark.django_db


def _run(*arguments):
    """The exit code, and what was printed on each side."""
    out, err = StringIO(), StringIO()
    code = 0
    try:
        call_command("load_catalog", *arguments, stdout=out, stderr=err)
    except SystemExit as ended:
        code = ended.code
    return code, out.getvalue().splitlines(), err.getvalue().splitlines()


def test_it_says_what_it_loaded(tmp_path):
    code, out, err = _run("--from", str(files.whole(tmp_path)))

    assert (code, err) == (0, [])
    assert out[1].startswith("partners.yaml: 1 rows, 1 new")
    assert out[-1].startswith("catalogue: 5 rows in ")


def test_bad_rows_end_it_with_one_line_each(tmp_path):
    code, _out, err = _run("--from", str(files.whole(tmp_path, services=[{**files.SERVICE, "need": "x"}])))

    assert code == 1
    assert err == [
        "services.yaml: row 1 (servizio): need: 'x' is not a known need",
        "1 problem in the catalogue files; nothing was loaded",
    ]
    assert not Partner.objects.exists()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    assert _run("--from", str(tmp_path / "nowhere")) == (1, [], [f"{tmp_path / 'nowhere'} is not a folder"])


def test_unchanged_files_are_left_alone_when_asked(tmp_path):
    folder = str(files.whole(tmp_path))
    _run("--from", folder)

    assert _run("--from", folder, "--if-changed")[1] == ["catalogue: unchanged since the last load"]

    files.write(tmp_path, services=[{**files.SERVICE, "title": "Nuovo"}])
    assert not up_to_date(tmp_path)
    assert _run("--from", folder, "--if-changed")[1][-1].startswith("catalogue: 5 rows")
