"""Who acts for a firm: changing a mandate, ending it, leaving. Access follows at the next request."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from missions.enums import MandateRole, Scope
from missions.firms import notices
from missions.firms.grants import Grant, check, check_may_touch, giver, representatives
from missions.locking import lock_firm
from missions.models import Firm, Invitation, Mandate
from missions.time import day_of
from missions.transitions import RefusedError


@transaction.atomic
def change(mandate: Mandate, grant: Grant, *, by: Any, now: datetime) -> Mandate:
    """Gives a mandate another role, other scopes or another last day, and tells the person.

    Raises ``RefusedError`` for one's own mandate, one that is over, and what ``grants`` does not allow.
    """
    firm, mandate = _locked(mandate)
    if mandate.user_id == by.pk:
        raise RefusedError(_("You cannot change your own mandate: ask somebody else of the firm."))
    if not mandate.is_active(day_of(now)):
        raise RefusedError(_("This mandate is over: send a new invitation."))
    mine = giver(by, firm, now)
    check_may_touch(mandate, mine)
    check(grant, mine, now)
    if grant.role != MandateRole.LEGAL_REPRESENTATIVE:
        _check_left(mandate, firm, now, still=grant)
    mandate.role, mandate.scopes, mandate.ends = grant.role, grant.listed, grant.ends
    mandate.save(update_fields=["role", "scopes", "ends"])
    notices.tell_changed(mandate, by=by)
    return mandate


@transaction.atomic
def end(mandate: Mandate, *, by: Any, now: datetime) -> None:
    """Ends a mandate at once, with the invitations the person sent; ending it twice is ending it once.

    Anybody may leave. Raises ``RefusedError`` where the firm would be left without its last legal representative, or
    without anybody who can invite others, and where ``by`` may not end it.
    """
    firm, mandate = _locked(mandate)
    if mandate.revoked_at:
        return
    leaving = mandate.user_id == by.pk
    if not leaving:
        check_may_touch(mandate, giver(by, firm, now))
    if mandate.is_active(day_of(now)):
        _check_left(mandate, firm, now)
    mandate.revoked_at = now
    mandate.save(update_fields=["revoked_at"])
    Invitation.objects.filter(firm=firm, invited_by=mandate.user, accepted_at=None, revoked_at=None).update(
        revoked_at=now
    )
    if not leaving:
        notices.tell_ended(mandate, by=by)


def left_without_representative(user: Any, now: datetime) -> QuerySet[Firm]:
    """The firms that would lose their last legal representative with a person: they keep it from leaving."""
    today = day_of(now)
    represented = Mandate.objects.filter(role=MandateRole.LEGAL_REPRESENTATIVE).active(today)
    others = represented.exclude(user=user)
    return Firm.objects.filter(pk__in=represented.filter(user=user).values("firm")).exclude(
        pk__in=others.values("firm")
    )


def _locked(mandate: Mandate) -> tuple[Firm, Mandate]:
    """The firm under its lock, so that two cannot leave at once as if the other stayed; and the mandate as it is."""
    firm = lock_firm(mandate.firm_id)
    fresh = Mandate.objects.select_related("user").get(pk=mandate.pk)
    fresh.firm = firm
    return firm, fresh


def _check_left(mandate: Mandate, firm: Firm, now: datetime, *, still: Grant | None = None) -> None:
    """Raises ``RefusedError`` where nobody could look after the firm without a mandate, or with ``still`` for it."""
    if mandate.role == MandateRole.LEGAL_REPRESENTATIVE and representatives(firm, now) == [mandate]:
        raise RefusedError(_("The last legal representative cannot leave: invite another one first."))
    lasting = Mandate.objects.filter(firm=firm, ends=None).active(day_of(now)).exclude(pk=mandate.pk)
    if any(other.allows(Scope.PEOPLE) for other in lasting):
        return
    if still and still.ends is None and Scope.PEOPLE in still.scopes:
        return
    raise RefusedError(_("Nobody else can invite people for this firm: invite somebody first."))
