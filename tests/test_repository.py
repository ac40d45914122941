"""What the repository may hold: nothing of one machine, of one registry, or that is made from the rest."""

import ast
import re
import subprocess
import tomllib

import pytest
import yaml

from portal.environment import BASE_DIR as ROOT
from portal.environment import VARIABLES

LISTED = subprocess.run(["git", "ls-files", "--stage"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
#: The kind of each entry (a file's mode, as git writes it), and its name.
MODES = {line.split("\t", 1)[1]: line.split(" ", 1)[0] for line in LISTED.splitlines()}
TRACKED = list(MODES)
#: Written in pieces, so that this file holds none of them itself.
REGISTRIES = ("pypi" + ".org", "pythonhosted" + ".org", "registry." + "npmjs", "index" + "-url", "extra" + "-index")
MACHINE = re.compile(r"(?<![\w.])/(?:" + "work|root|home|Users|opt|tmp/w" + r")/[\w.]")
MADE = (".sqlite3", ".mo", ".pyc", ".db", ".log", ".map", ".min.js", ".min.css")
#: A file has one subject; data, tables of the past and the text of the licence are not read from top to bottom.
LONGEST = 320


def _text(name):
    path = ROOT / name
    try:
        return path.read_text(encoding="utf-8") if path.is_file() else ""
    except UnicodeDecodeError:
        return ""


def test_no_file_names_a_package_registry():
    assert [name for name in TRACKED if any(host in _text(name) for host in REGISTRIES)] == []


def test_no_file_names_a_folder_of_one_machine():
    assert [(name, found[0]) for name in TRACKED if (found := MACHINE.findall(_text(name)))] == []


def test_every_entry_is_a_file():
    """A link would lead to a place of one machine."""
    assert {name: mode for name, mode in MODES.items() if mode not in ("100644", "100755")} == {}


def test_nothing_that_is_made_is_kept():
    assert [name for name in TRACKED if name.endswith(MADE) or "node_modules" in name or name.startswith("var/")] == []


@pytest.mark.parametrize("name", [name for name in TRACKED if name.endswith(".py") and "/migrations/" not in name])
def test_a_module_fits_in_the_head_and_says_what_it_is(name):
    text = _text(name)
    if not name.endswith(("__init__.py", "urls.py", "apps.py")):
        assert ast.get_docstring(ast.parse(text))
    assert text.count("\n") <= LONGEST


def test_requirements_are_pinned_with_hashes():
    for name in ("requirements.txt", "requirements-dev.txt"):
        pins = [line for line in _text(name).splitlines() if line and not line.startswith((" ", "#"))]
        assert pins
        assert [line for line in pins if "==" not in line] == []
        assert _text(name).count("--hash=sha256:") >= len(pins)


def test_every_dependency_named_is_pinned():
    project = tomllib.loads(_text("pyproject.toml"))
    pinned = {
        name: {line.split("==")[0].split("[")[0] for line in _text(name).splitlines() if "==" in line}
        for name in ("requirements.txt", "requirements-dev.txt")
    }
    for names, file in (
        (project["project"]["dependencies"], "requirements.txt"),
        (project["dependency-groups"]["dev"], "requirements-dev.txt"),
    ):
        assert {re.split(r"[\[>=<]", name)[0] for name in names} <= pinned[file]


def test_the_readme_lists_every_variable_and_no_other():
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \| (.*?) \|$", _text("README.md"), re.MULTILINE)

    assert [name for name, _default, _meaning in rows] == [variable.name for variable in VARIABLES]
    for (_name, default, meaning), variable in zip(rows, VARIABLES, strict=True):
        assert default.strip("`") == (variable.default or "none")
        assert meaning == variable.meaning


def test_no_variable_is_read_behind_the_tables_back():
    """Only ``portal.environment`` knows the environment."""
    readers = re.compile(r"os\.environ(?!\.setdefault\(\"DJANGO_SETTINGS_MODULE\")|os\.getenv|\bEnv\(\)")
    found = [
        name
        for name in TRACKED
        if name.endswith(".py") and not name.startswith("tests/") and readers.search(_text(name))
    ]
    assert found == ["portal/environment.py"]


def test_the_software_card_has_what_developers_italia_asks():
    """The mandatory keys of publiccode.yml and the lengths of their texts."""
    card = yaml.safe_load(_text("publiccode.yml"))

    assert {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"} <= set(card)
    assert card["softwareVersion"] == tomllib.loads(_text("pyproject.toml"))["project"]["version"]
    assert card["legal"] == {"license": "EUPL-1.2"}
    assert card["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert card["localisation"] == {"localisationReady": True, "availableLanguages": ["it", "en"]}
    for description in card["description"].values():
        assert 0 < len(description["shortDescription"]) <= 150
        assert 150 <= len(description["longDescription"]) <= 10_000
        assert all(len(feature) <= 100 for feature in description["features"])


def test_the_licence_is_there_in_full():
    licence = _text("LICENSE")

    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert licence.count("\n") > 100
    assert "15.Applicable Law" in licence


def test_every_command_of_the_makefile_is_in_the_readme():
    targets = re.search(r"^\.PHONY: (.*)$", _text("Makefile"), re.MULTILINE)[1].split()
    assert [target for target in targets if f"`make {target}`" not in _text("README.md")] == []
