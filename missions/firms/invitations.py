"""Invitations to act for a firm: sent by mail, accepted once by the person they are for, until they expire.

The link holds 256 random bits, of which the database knows only the hash: whoever reads the database can accept
nothing, and a link cannot be guessed or changed. A signed link would say the same, but could not be taken back.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from missions.enums import InvitationState, MandateRole
from missions.firms import notices
from missions.firms.grants import Grant, check, giver
from missions.locking import lock_firm
from missions.models import Firm, Invitation, Mandate
from missions.time import day_of
from missions.transitions import RefusedError

VALID_DAYS = 14
#: Invitations of a firm that may wait for an answer at once, and be sent in a day: our mail is not for advertising.
MOST_OPEN, MOST_A_DAY = 10, 20


@transaction.atomic
def invite(firm: Firm, email: str, grant: Grant, *, by: Any, now: datetime) -> Invitation:
    """Sends an invitation; one that the same person has from the firm already is replaced by it.

    Raises ``RefusedError`` for somebody who acts for the firm already, for too many at once, and for what ``grants``
    does not allow.
    """
    firm = lock_firm(firm.pk)
    check(grant, giver(by, firm, now), now)
    email = email.strip().lower()
    if Mandate.objects.filter(firm=firm, user__email__iexact=email).active(day_of(now)).exists():
        raise RefusedError(_("This person acts for your firm already."))
    sent = Invitation.objects.filter(firm=firm)
    sent.filter(email__iexact=email, accepted_at=None, revoked_at=None).update(revoked_at=now)
    if waiting(firm, now).count() >= MOST_OPEN:
        raise RefusedError(
            _("%(count)d invitations are waiting for an answer: withdraw one before sending another.")
            % {"count": MOST_OPEN}
        )
    if sent.filter(expires_at__gt=now + timedelta(days=VALID_DAYS - 1)).count() >= MOST_A_DAY:
        raise RefusedError(_("You have sent many invitations today: try again tomorrow."))
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        firm=firm,
        email=email,
        role=grant.role,
        scopes=grant.listed,
        ends=grant.ends,
        token_hash=_hash(token),
        invited_by=by,
        expires_at=now + timedelta(days=VALID_DAYS),
    )
    notices.send_invitation(invitation, token)
    return invitation


def find(token: str) -> Invitation | None:
    """The invitation a link leads to, whatever became of it."""
    return Invitation.objects.select_related("firm", "invited_by").filter(token_hash=_hash(token)).first()


def waiting(firm: Firm, now: datetime) -> QuerySet[Invitation]:
    """The invitations of a firm that wait for an answer at a moment, the latest first."""
    return Invitation.objects.filter(firm=firm, accepted_at=None, revoked_at=None, expires_at__gt=now)


def received(user: Any, now: datetime) -> QuerySet[Invitation]:
    """The invitations that wait for a person's answer, by the address they sign in with."""
    return Invitation.objects.filter(
        email__iexact=user.email, accepted_at=None, revoked_at=None, expires_at__gt=now
    ).select_related("firm", "invited_by")


def is_for(invitation: Invitation, user: Any) -> bool:
    """Whether an invitation is a person's: a link passed on does not open a firm to whoever has it."""
    return invitation.email.lower() == user.email.lower()


@transaction.atomic
def accept(invitation: Invitation, *, by: Any, now: datetime) -> Mandate:
    """Takes up an invitation: from now on the person acts for the firm. Accepting twice is accepting once.

    Raises ``RefusedError`` for somebody else's invitation and for one that is over, with the reason.
    """
    firm = lock_firm(invitation.firm_id)
    invitation = Invitation.objects.select_related("invited_by").get(pk=invitation.pk)
    if not is_for(invitation, by):
        raise RefusedError(_("This invitation is for another e-mail address."))
    mine = Mandate.objects.filter(firm=firm, user=by, revoked_at=None).first()
    active = mine is not None and mine.is_active(day_of(now))
    if invitation.accepted_at and mine is not None and active:
        return mine
    state = invitation.state(now)
    if state != InvitationState.OPEN:
        raise RefusedError(refusal(state))
    if active:
        raise RefusedError(_("You act for this firm already."))
    grant = Grant.of(invitation.role, invitation.scopes, invitation.ends)
    if grant.ends and grant.ends < day_of(now):
        raise RefusedError(_("The mandate would be over already: ask for a new invitation."))
    if mine is not None:  # its last day is over
        mine.revoked_at = now
        mine.save(update_fields=["revoked_at"])
    mandate = Mandate.objects.create(user=by, firm=firm, role=grant.role, scopes=grant.listed, ends=grant.ends)
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    notices.tell_accepted(invitation, mandate)
    return mandate


@transaction.atomic
def revoke(invitation: Invitation, *, by: Any, now: datetime) -> None:
    """Takes an invitation back. Raises ``RefusedError`` when it was accepted, or ``by`` may not."""
    firm = lock_firm(invitation.firm_id)
    invitation = Invitation.objects.get(pk=invitation.pk)
    mine = giver(by, firm, now)
    above = invitation.role == MandateRole.LEGAL_REPRESENTATIVE != mine.role
    if above and invitation.invited_by_id != by.pk:
        raise RefusedError(_("Only a legal representative takes this invitation back."))
    if invitation.accepted_at:
        raise RefusedError(_("It was accepted already: end the mandate instead."))
    if not invitation.revoked_at:
        invitation.revoked_at = now
        invitation.save(update_fields=["revoked_at"])


def refusal(state: InvitationState) -> str:
    """Why an invitation can no longer be accepted."""
    return {
        InvitationState.ACCEPTED: _("This invitation was accepted already."),
        InvitationState.REVOKED: _("This invitation was withdrawn: ask for a new one."),
        InvitationState.EXPIRED: _("This invitation has expired: ask for a new one."),
    }[state]


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
