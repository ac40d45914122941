"""Whether a firm may take part in a mission, rule by rule; the catalogue's engine with the missions' own rules."""

from datetime import datetime

from django.utils.translation import gettext as _

from catalog.eligibility import Check, FirmProfile, Verdict, check_province, check_sector, check_stage, verdict
from missions.enums import MissionPhase
from missions.models import Firm, Mission
from missions.time import day_of

#: The rule about when firms register, which no firm can meet or miss by what it is.
WINDOW = "window"


def profile_of(firm: Firm) -> FirmProfile:
    """What the rules may know of a firm."""
    return FirmProfile(
        stage=firm.stage or None,
        sectors=frozenset(sector.pk for sector in firm.sectors.all()),
        province=firm.province_id,
        employees=firm.employees,
    )


def eligibility(mission: Mission, profile: FirmProfile, now: datetime) -> Verdict:
    """May a firm with this profile register now? One verdict for lists, its page and the moment of sending."""
    return verdict(
        [
            _check_window(mission, now),
            check_province(profile, ()),
            check_stage(profile, mission.stages),
            check_sector(profile, [(sector.pk, sector.label) for sector in mission.sectors.all()]),
        ]
    )


def _check_window(mission: Mission, now: datetime) -> Check:
    phase = mission.phase(now, day_of(now))
    if phase == MissionPhase.OPEN:
        return Check(WINDOW, True, _("Registration is open."))
    if phase == MissionPhase.ANNOUNCED:
        return Check(WINDOW, False, _("Registration is not open yet."), _("Come back when it opens."))
    return Check(WINDOW, False, _("Registration is closed."))
