"""May a firm have it? One engine for services, opportunities and missions, with the reason for every answer.

A rule is a small function over a ``FirmProfile`` that returns a ``Check``: passed, failed, or unknown as long as the
profile does not say. A verdict adds them up: yes when all passed, almost when everything that did not can still be
changed by the firm, no otherwise.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from catalog.enums import Stage


class Answer(StrEnum):
    YES = "yes"
    ALMOST = "almost"
    NO = "no"


@dataclass(frozen=True)
class FirmProfile:
    """What a rule may know of a firm; None or empty is not said yet. ``province`` of its seat, '' outside Lombardy."""

    stage: str | None = None
    sectors: frozenset[str] = frozenset()
    province: str | None = None
    employees: int | None = None


@dataclass(frozen=True)
class Check:
    """One rule's answer. ``text`` says the rule as it holds for this firm, ``remedy`` what the firm can do about it.

    ``passed`` is None while the profile does not say. A failed rule without a remedy cannot be changed.
    """

    rule: str
    passed: bool | None
    text: str
    remedy: str = ""


@dataclass(frozen=True)
class Verdict:
    """All rules with their answers, those that did not pass first."""

    checks: tuple[Check, ...]

    @property
    def answer(self) -> Answer:
        missing = [check for check in self.checks if not check.passed]
        if not missing:
            return Answer.YES
        return Answer.ALMOST if all(check.remedy for check in missing) else Answer.NO

    @property
    def missing(self) -> tuple[Check, ...]:
        """What did not pass, with its reason."""
        return tuple(check for check in self.checks if not check.passed)

    @property
    def passed(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if check.passed)


def verdict(checks: Iterable[Check]) -> Verdict:
    """The verdict of some rules."""
    return Verdict(tuple(sorted(checks, key=lambda check: (check.passed is True, bool(check.remedy)))))


def check_stage(profile: FirmProfile, stages: Collection[str]) -> Check:
    """Whether it is for this kind of firm; no stages means all."""
    labels = ", ".join(str(label).lower() for value, label in Stage.choices if value in stages)
    if not stages or set(stages) == set(Stage.values):
        return Check("stage", True, _("It is for every kind of firm."))
    if not profile.stage:
        return Check("stage", None, _("It is for these kinds of firm: %(kinds)s.") % {"kinds": labels}, _complete())
    return Check("stage", profile.stage in stages, _("It is for these kinds of firm: %(kinds)s.") % {"kinds": labels})


def check_sector(profile: FirmProfile, sectors: Collection[tuple[str, str]]) -> Check:
    """Whether it is for one of the firm's sectors, given as (code, name); none means all."""
    if not sectors:
        return Check("sector", True, _("It is for every sector."))
    text = _("It is for these sectors: %(sectors)s.") % {"sectors": ", ".join(name for _code, name in sectors)}
    if not profile.sectors:
        return Check("sector", None, text, _complete())
    return Check("sector", any(code in profile.sectors for code, _name in sectors), text)


def check_province(profile: FirmProfile, provinces: Collection[tuple[str, str]]) -> Check:
    """Whether the firm's seat is where it must be, given as (code, name); none means anywhere in Lombardy."""
    if provinces:
        names = ", ".join(name for _code, name in provinces)
        text = _("Your seat must be in one of these provinces: %(provinces)s.") % {"provinces": names}
    else:
        text = _("Your seat must be in Lombardy.")
    if profile.province is None:
        return Check("province", None, text, _complete())
    if not provinces:
        return Check("province", bool(profile.province), text)
    return Check("province", any(code == profile.province for code, _name in provinces), text)


def _complete() -> str:
    return _("Complete your firm’s profile.")
