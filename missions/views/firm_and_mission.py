"""What a mission is to the firm that looks at it: may it take part, has it registered, what it can do next."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.eligibility import Answer, Check, FirmProfile, Verdict
from missions.availability import Seats
from missions.drafts import SENT
from missions.eligibility import WINDOW, eligibility, profile_of
from missions.enums import FillMethod, MissionPhase, RegistrationStatus, Scope
from missions.models import Firm, Mandate, Mission, Registration
from missions.views.acting import chosen, mandates

_LOOKS = {Answer.YES: "", Answer.ALMOST: "almost", Answer.NO: "no"}


@dataclass(frozen=True)
class Told:
    """A verdict in words. ``look`` is '', 'almost', 'no', or 'rules' where no firm asks; ``who`` is the firm.

    ``missing`` are (sentence, what to do, address where it is done), ``passed`` sentences.
    """

    look: str
    title: str
    text: str
    who: str = ""
    missing: tuple[tuple[str, str, str], ...] = ()
    passed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Way:
    """What the reader can do about the mission now: a button, and a line beside it."""

    label: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Reader:
    """Who looks at a mission: the mandate by which a person acts for a firm, and what that firm has sent already.

    ``several`` is a person of several firms that has not said for which one it looks.
    """

    signed_in: bool
    mandate: Mandate | None = None
    registration: Registration | None = None
    several: bool = False


def reader(request: HttpRequest, mission: Mission) -> Reader:
    """Who asks for a mission's page. One query for somebody who is signed in, three for a firm."""
    if not request.user.is_authenticated:
        return Reader(False)
    held = mandates(request)
    mandate = chosen(request, held)
    if mandate is None:
        return Reader(True, several=bool(held))
    registration = Registration.objects.filter(mission=mission, firm=mandate.firm_id).first()
    return Reader(True, mandate, registration)


def told(mission: Mission, who: Reader, now: datetime) -> Told:
    """Whether the reader's firm may take part; the rules alone for somebody who has none."""
    if who.mandate is None:
        return _rules(mission, who, now)
    firm = who.mandate.firm
    verdict = eligibility(mission, profile_of(firm), now)
    if who.registration and who.registration.status in SENT:
        return Told(
            look="",
            title=str(who.registration.get_status_display()),
            text="",
            who=_called(firm),
            passed=tuple(check.text for check in verdict.passed if check.rule != WINDOW),
        )
    return Told(
        look=_LOOKS[verdict.answer],
        title=_title(verdict),
        text=_text(verdict, who),
        who=_called(firm),
        missing=tuple(_missing(check) for check in verdict.missing),
        passed=tuple(check.text for check in verdict.passed),
    )


def way(mission: Mission, who: Reader, phase: MissionPhase, seats: Seats) -> Way | None:
    """The one thing to do next, if there is one."""
    registration = who.registration
    if registration and registration.status != RegistrationStatus.DRAFT:
        return Way(_("Your registration"), registration.get_absolute_url(), str(registration.get_status_display()))
    if phase != MissionPhase.OPEN:
        return None
    if who.mandate and not who.mandate.allows(Scope.REGISTRATIONS):
        return None
    url = reverse("missions:register", args=[mission.slug])
    if registration:
        return Way(_("Go on with your registration"), url, _("We have kept your draft."))
    if mission.fill_method == FillMethod.FIRST_COME and seats.free == 0:
        return Way(_("Join the waiting list"), url)
    if mission.fill_method == FillMethod.SELECTION:
        return Way(_("Apply for the mission"), url)
    return Way(_("Register for the mission"), url)


def _rules(mission: Mission, who: Reader, now: datetime) -> Told:
    """The rules, and what it takes to know whether one's own firm meets them."""
    checks = eligibility(mission, FirmProfile(), now).checks
    here = urlencode({"next": mission.get_absolute_url()})
    if not who.signed_in:
        ask = (_("Sign in: we compare the rules with your firm’s profile."), reverse("account_login"))
    elif who.several:
        ask = (_("Choose for which firm you look."), reverse("missions:firms"))
    else:
        ask = (_("Tell us about your firm: it takes five minutes."), reverse("missions:new_firm"))
    return Told(
        look="rules",
        title=_("The rules of this mission"),
        text="",
        missing=((_("Does your firm meet them?"), ask[0], f"{ask[1]}?{here}"),),
        passed=tuple(check.text for check in checks),
    )


def _title(verdict: Verdict) -> str:
    if verdict.answer == Answer.YES:
        return _("Yes, you can take part")
    if verdict.answer == Answer.NO:
        if all(check.rule == WINDOW for check in verdict.missing):
            return _("Your firm meets the rules, but registration is over")
        return _("No, this mission is not for your firm")
    count = len(verdict.missing)
    return ngettext("Almost: one thing is missing", "Almost: %(count)d things are missing", count) % {"count": count}


def _text(verdict: Verdict, who: Reader) -> str:
    if who.mandate and not who.mandate.allows(Scope.REGISTRATIONS):
        return _("Your own mandate does not cover registrations: ask the firm’s legal representative.")
    return _("You can change it yourselves.") if verdict.answer == Answer.ALMOST else ""


def _missing(check: Check) -> tuple[str, str, str]:
    return check.text, check.remedy, reverse("missions:profile") if check.passed is None else ""


def _called(firm: Firm) -> str:
    return ", ".join(part for part in (firm.name, firm.province.name if firm.province else "") if part)
