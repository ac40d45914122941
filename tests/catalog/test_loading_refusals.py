"""What the catalogue's files may not say: each problem with its file, row, field and reason, all of them at once."""

from pathlib import Path

import pytest

from catalog.loading import BadRowsError, load
from tests.catalog import files

pytestmark = pytest.mark.django_db

KINDS = {"partners": files.PARTNER, "offices": files.OFFICE, "services": files.SERVICE}
KINDS |= {"opportunities": files.OPPORTUNITY, "missions": files.MISSION}
LONG = "x" * 201
NO_ADDRESS = "is not an address: small letters, digits and single dashes, at most 120"


def _problems(folder: Path) -> list[str]:
    with pytest.raises(BadRowsError) as refused:
        load(folder)
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("file", "change", "reason"),
    [
        ("services", {"title": None}, "title: must be a text that is not empty"),
        ("services", {"title": "  "}, "title: must be a text that is not empty"),
        ("services", {"title": 12}, "title: must be a text that is not empty"),
        ("services", {"title": LONG}, "title: is 201 characters long, at most 200 fit"),
        ("services", {"title": "a\0b"}, "title: holds a NUL character"),
        ("services", {"titel": "x"}, "titel: is not a field of this file"),
        ("services", {"id": "Città"}, f"id: 'Città' {NO_ADDRESS}"),
        ("services", {"id": None}, f"id: None {NO_ADDRESS}"),
        ("services", {"partner": "nobody"}, "partner: 'nobody' is not a known partner"),
        ("services", {"partner": ["ente"]}, "partner: ['ente'] cannot stand here"),
        ("services", {"need": "money"}, "need: 'money' is not a known need"),
        ("services", {"stages": ["first-time", "x"]}, "stages: x: not among first-time, consolidating, established"),
        ("services", {"stages": "first-time"}, "stages: must be a list"),
        ("services", {"countries": ["JP", "XX"]}, "countries: XX: not a known country"),
        ("services", {"sectors": [["x"]]}, "sectors: [['x']] cannot stand here"),
        ("services", {"cost": "cheap"}, "cost: 'cheap' is not one of free, paid, mixed, subsidised"),
        ("services", {"url": "javascript:alert(1)"}, "url: 'javascript:alert(1)' is not a web address"),
        ("services", {"url": "https://e.example/" + "x" * 500}, "url: is 518 characters long, at most 500 fit"),
        ("services", {"sources": ["nowhere"]}, "sources: 'nowhere' is not a web address"),
        ("services", {"sources": "https://e.example"}, "sources: must be a list of web addresses"),
        ("services", {"questions": ["x", ""]}, "questions: must be a list of texts of at most 500 characters"),
        ("services", {"checked": "2026-13"}, "checked: '2026-13' is not a date: YYYY, YYYY-MM or YYYY-MM-DD"),
        ("opportunities", {"closes": "31/12/2026"}, "closes: '31/12/2026' is not a date: YYYY-MM-DD"),
        ("opportunities", {"closes": 2026}, "closes: 2026 is not a date: YYYY-MM-DD"),
        ("opportunities", {"closes": "2025-12-31"}, "closes: is before opens"),
        ("opportunities", {"rolling": "yes"}, "rolling: must be true or false"),
        ("missions", {"capacity": 0}, "capacity: must be a whole number from 1 to 999999"),
        ("missions", {"capacity": True}, "capacity: must be a whole number from 1 to 999999"),
        ("missions", {"ends": "2026-04-30"}, "ends: is before starts"),
        ("offices", {"email": "nobody"}, "email: 'nobody' is not an e-mail address"),
        ("offices", {"email": "x@" + "y." * 130 + "it"}, "email: is 264 characters long, at most 254 fit"),
        ("offices", {"postcode": 22100}, "postcode: must be a text that is not empty"),
        ("offices", {"province": "ROMA"}, "province: 'ROMA' is not a known province"),
        ("partners", {"table_member": 1}, "table_member: must be true or false"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_stand_is_told_with_its_place(tmp_path, file, change, reason):
    row = {**KINDS[file], **change}

    found = _problems(files.whole(tmp_path, **{file: [row]}))

    key = row.get("id") or row.get("name")
    assert found[0] == f"{file}.yaml: row 1{f' ({key})' if key else ''}: {reason}"


@pytest.mark.parametrize("file", KINDS)
def test_a_missing_field_is_told_as_missing(tmp_path, file):
    row = dict(KINDS[file])
    del row["sources"]

    assert _problems(files.whole(tmp_path, **{file: [row]}))[0].endswith("sources: is missing")


def test_every_problem_of_every_file_is_told_at_once(tmp_path):
    services = [files.SERVICE, {**files.SERVICE, "id": "altro", "title": "", "need": "x"}]

    found = _problems(files.whole(tmp_path, services=services, missions=[{**files.MISSION, "title": ""}]))

    assert found == [
        "services.yaml: row 2 (altro): title: must be a text that is not empty",
        "services.yaml: row 2 (altro): need: 'x' is not a known need",
        "missions.yaml: row 1 (missione): title: must be a text that is not empty",
    ]


def test_the_same_entry_twice_is_told(tmp_path):
    assert _problems(files.whole(tmp_path, services=[files.SERVICE, files.SERVICE])) == [
        "services.yaml: row 2 (servizio): id: is also in row 1"
    ]
    assert _problems(files.whole(tmp_path, offices=[files.OFFICE, files.OFFICE])) == [
        "offices.yaml: row 2 (Sede di Como): name: is also in row 1"
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"- id: [", "services.yaml: is not valid YAML: "),
        (b"\xff\xfe\x00", "services.yaml: is not valid YAML: "),
        (b"- !!python/object/apply:os.system ['true']", "services.yaml: is not valid YAML: "),
        (b"- starts: 2026-99-99", "services.yaml: is not valid YAML: "),
        (b"", "services.yaml: must be a list of entries"),
        (b"id: x", "services.yaml: must be a list of entries"),
        (b"- just a text", "services.yaml: must be a list of entries"),
    ],
)
def test_a_file_that_is_no_list_of_entries_is_told_in_one_line(tmp_path, content, reason):
    files.whole(tmp_path)
    (tmp_path / "services.yaml").write_bytes(content)

    found = _problems(tmp_path)

    assert len(found) == 1
    assert found[0].startswith(reason)
    assert "\n" not in found[0]


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    files.whole(tmp_path)
    (tmp_path / "services.yaml").unlink()
    (tmp_path / "services.yaml").mkdir()

    assert _problems(tmp_path) == ["services.yaml: cannot be read: Is a directory"]
