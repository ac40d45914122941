"""A firm's profile: how it begins, which kind of firm it is, what missions still miss to know of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.enums import Stage
from missions.enums import ExportShare, MandateRole, Scope
from missions.models import Firm, Mandate
from missions.time import day_of
from missions.transitions import RefusedError

#: The parts of a profile, in order; each is saved by itself.
PARTS = ("company", "seat", "sectors", "abroad", "stage", "contacts")
#: Who may begin a firm's profile: a consultant is invited by the firm.
FOUNDERS = (MandateRole.LEGAL_REPRESENTATIVE, MandateRole.EXPORT_MANAGER)
#: An established exporter, in our words: a quarter of the turnover or more from abroad, and from this many countries.
ESTABLISHED_COUNTRIES = 5
_ESTABLISHED_SHARES = (ExportShare.UNDER_50, ExportShare.OVER_50)


@dataclass(frozen=True)
class Suggestion:
    """The kind of firm that follows from what the profile says, and why, in a sentence for the firm."""

    stage: Stage
    reason: str


@dataclass(frozen=True)
class Lacking:
    """Something missions must know that a profile does not say: the part it belongs to, '' for none, and a sentence."""

    part: str
    text: str


def create_firm(*, by: Any, now: datetime, vat_number: str, name: str, role: MandateRole) -> Firm:
    """Begins a firm's profile; ``by`` has its first mandate, with every scope. Repeated, it answers with the same firm.

    A firm that had left begins anew. Raises ``RefusedError`` for a firm that others act for, and for a consultant.
    """
    if role not in FOUNDERS:
        raise RefusedError(_("A consultant is invited by the firm: ask its legal representative."))
    with transaction.atomic():
        firm, created = Firm.objects.get_or_create(vat_number=vat_number, defaults={"name": name})
        firm = Firm.objects.select_for_update(of=("self",)).get(pk=firm.pk)
        if not created and not firm.erased_at:
            if firm.mandates.filter(user=by).active(day_of(now)).exists():
                return firm
            raise RefusedError(str(Firm._meta.get_field("vat_number").error_messages["unique"]))
        firm.name, firm.erased_at = name, None
        firm.save()
        scopes = [] if role == MandateRole.LEGAL_REPRESENTATIVE else list(Scope.values)
        Mandate.objects.create(user=by, firm=firm, role=role, scopes=scopes)
    return firm


def suggested_stage(export_share: str, countries: int) -> Suggestion | None:
    """The kind of firm, from the share of exports and the number of countries it sells to; None while neither is said.

    Nothing sold abroad is a first time; a quarter of the turnover or more from five countries or more is established;
    all else is on its way.
    """
    if not export_share and not countries:
        return None
    if countries == 0 and export_share == ExportShare.NONE:
        return Suggestion(Stage.FIRST_TIME, _("You have not sold abroad yet."))
    if countries >= ESTABLISHED_COUNTRIES and export_share in _ESTABLISHED_SHARES:
        return Suggestion(
            Stage.ESTABLISHED,
            _("You sell to %(count)d countries, and they bring at least a quarter of your turnover.")
            % {"count": countries},
        )
    if not countries:
        return Suggestion(Stage.CONSOLIDATING, _("Part of your turnover comes from abroad already."))
    return Suggestion(
        Stage.CONSOLIDATING,
        ngettext("You sell to %(count)d country already.", "You sell to %(count)d countries already.", countries)
        % {"count": countries},
    )


def suggestion_for(firm: Firm) -> Suggestion | None:
    """The kind of firm that follows from a firm's profile as it is."""
    return suggested_stage(firm.export_share, firm.countries_now.count())


def follow_suggestion(firm: Firm) -> None:
    """Until a firm has confirmed its kind, the suggested one holds."""
    if firm.stage_confirmed_at:
        return
    suggestion = suggestion_for(firm)
    firm.stage = suggestion.stage if suggestion else ""
    firm.save(update_fields=["stage", "updated_at"])


def confirm_stage(firm: Firm, stage: Stage, *, now: datetime) -> None:
    """The firm says which kind it is, as suggested or not: it knows best, and missions go by what it says."""
    firm.stage, firm.stage_confirmed_at = stage, now
    firm.save(update_fields=["stage", "stage_confirmed_at", "updated_at"])


def lacking(firm: Firm, today: date) -> list[Lacking]:
    """What every mission must know of a firm and does not yet, in the order of the parts.

    Reads ``sectors`` and ``mandates`` whole: whoever asks for many firms prefetches them.
    """
    found = []
    if not firm.province_id:
        found.append(Lacking("seat", _("Say in which municipality your seat is.")))
    if not firm.sectors.all():
        found.append(Lacking("sectors", _("Choose at least one sector.")))
    if not firm.stage or not firm.stage_confirmed_at:
        found.append(Lacking("stage", _("Confirm which kind of firm you are.")))
    if not any(
        mandate.role == MandateRole.LEGAL_REPRESENTATIVE and mandate.is_active(today) for mandate in firm.mandates.all()
    ):
        found.append(Lacking("", _("Your firm has no legal representative here yet: invite one.")))
    return found
