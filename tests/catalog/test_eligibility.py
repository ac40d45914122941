"""The engine that says whether a firm may have something, and why not."""

import pytest

from catalog.eligibility import Answer, Check, FirmProfile, check_province, check_sector, check_stage, verdict
from catalog.enums import Stage

WINE, METAL = ("wine", "Vino"), ("metal", "Metalli")
LECCO, COMO = ("LC", "Lecco"), ("CO", "Como")


@pytest.mark.parametrize(
    ("passed", "remedy", "answer"),
    [
        (True, "", Answer.YES),
        (False, "Fatelo.", Answer.ALMOST),
        (None, "Ditelo.", Answer.ALMOST),
        (False, "", Answer.NO),
    ],
)
def test_one_rule_that_does_not_pass_decides(passed, remedy, answer):
    others = [Check("a", True, "A"), Check("b", True, "B")]

    found = verdict([*others, Check("c", passed, "C", remedy)])

    assert found.answer == answer
    assert [check.rule for check in found.missing] == ([] if passed else ["c"])
    assert [check.rule for check in found.passed] == ["a", "b"] + ["c"] * bool(passed)


def test_what_cannot_be_changed_outweighs_what_can():
    found = verdict([Check("a", False, "A", "Fatelo."), Check("b", False, "B")])

    assert found.answer == Answer.NO


@pytest.mark.parametrize(
    ("stages", "stage", "passed"),
    [
        ([], None, True),
        (Stage.values, None, True),
        ([Stage.FIRST_TIME], Stage.FIRST_TIME, True),
        ([Stage.FIRST_TIME], Stage.ESTABLISHED, False),
        ([Stage.FIRST_TIME], None, None),
    ],
)
def test_the_kind_of_firm(stages, stage, passed):
    check = check_stage(FirmProfile(stage=stage), stages)

    assert check.passed is passed
    assert bool(check.remedy) == (passed is None)


@pytest.mark.parametrize(
    ("wanted", "sectors", "passed"),
    [([], set(), True), ([WINE], {"wine", "metal"}, True), ([WINE, METAL], {"toys"}, False), ([WINE], set(), None)],
)
def test_the_sector(wanted, sectors, passed):
    check = check_sector(FirmProfile(sectors=frozenset(sectors)), wanted)

    assert check.passed is passed
    assert all(name in check.text for _code, name in wanted)


@pytest.mark.parametrize(
    ("provinces", "province", "passed"),
    [
        ([], "LC", True),
        ([], "", False),
        ([], None, None),
        ([LECCO, COMO], "LC", True),
        ([COMO], "LC", False),
        ([COMO], None, None),
    ],
)
def test_the_province(provinces, province, passed):
    assert check_province(FirmProfile(province=province), provinces).passed is passed
