"""A firm's profile as its page shows it: part by part, label and value."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from missions.activities import activity
from missions.firms.profile import PARTS
from missions.models import Firm


@dataclass(frozen=True)
class Fact:
    """A label with its value; '' is not said. ``lang`` is the value's language where it is not the reader's own."""

    label: str
    value: str
    lang: str = ""


@dataclass(frozen=True)
class Part:
    """``name`` is also the anchor of the part; ``address`` leads to its form."""

    name: str
    title: str
    address: str
    facts: tuple[Fact, ...]


def titles() -> dict[str, str]:
    """What each part is called."""
    return {
        "company": _("The company"),
        "seat": _("Where it is"),
        "sectors": _("Sectors"),
        "abroad": _("Abroad"),
        "stage": _("Kind of firm"),
        "contacts": _("Contacts"),
    }


def parts(firm: Firm) -> list[Part]:
    """All parts with what they say."""
    facts = {
        "company": (
            Fact(_("Legal name"), firm.name),
            Fact(_("Partita IVA"), firm.vat_number),
            Fact(_("Codice fiscale"), firm.tax_code or firm.vat_number),
            Fact(_("Legal form"), firm.get_legal_form_display()),
            Fact(_("Main activity"), _activity(firm), "it"),
            Fact(_("People who work there"), "" if firm.employees is None else str(firm.employees)),
            Fact(_("Yearly turnover"), firm.get_turnover_display()),
        ),
        "seat": (
            Fact(_("Municipality"), firm.municipality),
            Fact(_("Province"), firm.province.name if firm.province else ""),
            Fact(_("Street and number"), firm.address),
        ),
        "sectors": (Fact(_("Sectors"), _listed(firm.sectors.all())),),
        "abroad": (
            Fact(_("Turnover from abroad"), firm.get_export_share_display()),
            Fact(_("Countries you sell to"), _listed(firm.countries_now.all())),
            Fact(_("Countries you would like to sell to"), _listed(firm.countries_wanted.all())),
        ),
        "stage": (
            Fact(_("Kind of firm"), firm.get_stage_display()),
            Fact(_("Confirmed by you"), _("Yes") if firm.stage_confirmed_at else _("Not yet")),
        ),
        "contacts": (
            Fact(_("E-mail"), firm.email),
            Fact(_("Certified e-mail (PEC)"), firm.certified_email),
            Fact(_("Telephone"), firm.phone),
            Fact(_("Website"), firm.website),
        ),
    }
    names = titles()
    return [Part(part, names[part], reverse(f"missions:profile_{part}"), facts[part]) for part in PARTS]


def _activity(firm: Firm) -> str:
    title = activity(firm.ateco)
    return f"{firm.ateco} {title}".strip()


def _listed(rows: object) -> str:
    return ", ".join(str(row) for row in rows)  # type: ignore[attr-defined]
