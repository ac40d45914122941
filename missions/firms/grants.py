"""What a mandate may hold, and who may give it: nobody gives more than they have."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from missions.enums import MandateRole, Scope
from missions.models import Firm, Mandate
from missions.time import day_of
from missions.transitions import RefusedError

#: The longest a mandate with a last day may run, in days: three years, then somebody looks at it again.
LONGEST_DAYS = 3 * 365
#: What each role may be allowed. A legal representative may do everything, and needs none of them written down; whoever
#: invites others belongs to the firm.
SCOPES = {
    MandateRole.LEGAL_REPRESENTATIVE: frozenset[Scope](),
    MandateRole.EXPORT_MANAGER: frozenset(Scope),
    MandateRole.CONSULTANT: frozenset({Scope.REGISTRATIONS, Scope.PROFILE}),
}


@dataclass(frozen=True)
class Grant:
    """What a mandate gives: a role, what it covers, and until which day."""

    role: MandateRole
    scopes: frozenset[Scope]
    ends: date | None = None

    @classmethod
    def of(cls, role: str, scopes: Collection[str], ends: date | None) -> "Grant":
        return cls(MandateRole(role), frozenset(Scope(scope) for scope in scopes), ends)

    @property
    def listed(self) -> list[str]:
        """The scopes as a row keeps them, in the order of the enumeration."""
        return [scope.value for scope in Scope if scope in self.scopes]


def problems(grant: Grant, today: date) -> dict[str, str]:
    """What is wrong with a grant whoever gives it: a sentence by the name of what it is about."""
    found = {}
    if grant.role == MandateRole.LEGAL_REPRESENTATIVE:
        if grant.ends:
            found["ends"] = _("A legal representative has no last day.")
        return found
    if not grant.scopes:
        found["scopes"] = _("Choose at least one thing this person may do.")
    elif not grant.scopes <= SCOPES[grant.role]:
        found["scopes"] = _("A consultant cannot invite or remove people.")
    if grant.ends is None:
        if grant.role == MandateRole.CONSULTANT:
            found["ends"] = _("A consultant’s mandate has a last day: write it.")
    elif grant.ends < today:
        found["ends"] = _("The last day is over already.")
    elif grant.ends > today + timedelta(days=LONGEST_DAYS):
        found["ends"] = _("At most three years from today: then you can renew it.")
    return found


def giver(by: Any, firm: Firm, now: datetime) -> Mandate:
    """The mandate by which a person decides who acts for a firm. Raises ``RefusedError`` when there is none."""
    for mandate in Mandate.objects.filter(user=by, firm=firm).active(day_of(now)):
        if mandate.allows(Scope.PEOPLE):
            return mandate
    raise RefusedError(_("Your mandate does not cover the people of this firm."))


def check(grant: Grant, by: Mandate, now: datetime) -> None:
    """Raises ``RefusedError`` where a grant is not sound, or holds more than its giver has.

    A firm without a legal representative gets its first one from whoever began its profile.
    """
    for problem in problems(grant, day_of(now)).values():
        raise RefusedError(problem)
    if by.role == MandateRole.LEGAL_REPRESENTATIVE:
        return
    if grant.role == MandateRole.LEGAL_REPRESENTATIVE:
        if representatives(by.firm, now):
            raise RefusedError(_("Only a legal representative appoints another one."))
    elif not grant.scopes <= set(by.scopes):
        raise RefusedError(_("You cannot let somebody do what you may not do yourself."))


def check_may_touch(mandate: Mandate, by: Mandate) -> None:
    """Raises ``RefusedError`` where somebody would change or end a mandate that holds more than their own."""
    if by.role == MandateRole.LEGAL_REPRESENTATIVE:
        return
    if mandate.role == MandateRole.LEGAL_REPRESENTATIVE:
        raise RefusedError(_("Only a legal representative changes the mandate of another one."))
    if not set(mandate.scopes) <= set(by.scopes):
        raise RefusedError(_("You cannot change a mandate that covers more than yours."))


def representatives(firm: Firm, now: datetime) -> list[Mandate]:
    """The firm's legal representatives at a moment."""
    return list(
        Mandate.objects.filter(firm=firm, role=MandateRole.LEGAL_REPRESENTATIVE).active(day_of(now)).order_by("pk")
    )
