"""Demonstration accounts and firms: for trying the portal out, under DEMO only."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone

PASSWORD = "porte-del-mondo"  # noqa: S105 - public on purpose; refused unless DEMO is on


@dataclass(frozen=True)
class DemoFirm:
    """An invented firm. Its Partita IVA has a right check digit, and zeros where a real one has its number."""

    vat_number: str
    name: str
    stage: str
    province: str
    municipality: str
    sectors: tuple[str, ...]
    wanted: tuple[str, ...]
    now: tuple[str, ...] = ()
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class DemoAccount:
    """A person who can be tried out: what for, under which name, with which memberships or which firm."""

    meaning: str
    first_name: str
    last_name: str
    memberships: tuple[tuple[str, str], ...] = ()
    firm: DemoFirm | None = None


ACCOUNTS = {
    "regione@example.org": DemoAccount(
        "regional staff, may publish everything",
        "Regione",
        "Lombardia",
        (("regione-lombardia", "regional-editor"), ("regione-lombardia", "mission-officer")),
    ),
    "promos@example.org": DemoAccount("editor of Promos Italia", "Paola", "Promos", (("promos-italia", "editor"),)),
    "ice@example.org": DemoAccount("editor of ICE", "Irene", "Ice", (("ice", "editor"),)),
    "impresa@example.org": DemoAccount(
        "legal representative of a first-time firm",
        "Elena",
        "Rusconi",
        firm=DemoFirm(
            "00000010132",
            "Torneria Grigna srl (dimostrazione)",
            "first-time",
            "LC",
            "Lecco",
            ("metal",),
            ("DE", "CH"),
            details={
                "legal_form": "srl",
                "ateco": "25.53.00",
                "employees": 6,
                "turnover": "micro",
                "export_share": "none",
                "address": "Via dell’Esempio 1",
            },
        ),
    ),
    "impresa2@example.org": DemoAccount(
        "legal representative of a consolidating firm",
        "Marco",
        "Bassi",
        firm=DemoFirm(
            "00000020172",
            "Cantina Tre Colli sas (dimostrazione)",
            "consolidating",
            "BS",
            "Erbusco",
            ("wine",),
            ("JP", "US"),
            ("DE", "CH"),
            {
                "legal_form": "sas",
                "ateco": "11.02.10",
                "employees": 14,
                "turnover": "small",
                "export_share": "under-25",
                "address": "Via dell’Esempio 2",
            },
        ),
    ),
    "impresa3@example.org": DemoAccount(
        "legal representative of an established firm",
        "Giulia",
        "Ferrari",
        firm=DemoFirm(
            "00000030163",
            "Arredi Brembo spa (dimostrazione)",
            "established",
            "BG",
            "Zogno",
            ("furniture-design",),
            ("AE", "KR"),
            ("DE", "FR", "US", "GB"),
            {
                "legal_form": "spa",
                "ateco": "31.00.34",
                "employees": 85,
                "turnover": "medium",
                "export_share": "over-50",
                "address": "Via dell’Esempio 3",
            },
        ),
    ),
}
#: The applications whose entries staff look after.
_STAFF_APPS = ("catalog", "missions", "feedback")


@transaction.atomic
def create_accounts() -> None:
    """Creates those that are missing, with a confirmed address, and their firms.

    Raises ``ImproperlyConfigured`` when DEMO is off: the password is public.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("Demonstration accounts exist only under DEMO=1.")
    # Not at the head: who signs in asks this module for its addresses before any model is loaded.
    from portal.accounts.models import User

    for email, account in ACCOUNTS.items():
        user = User.objects.filter(email=email).first()
        if user is None:
            names = {"first_name": account.first_name, "last_name": account.last_name}
            user = User.objects.create_user(email, PASSWORD, is_staff=bool(account.memberships), **names)
            if account.firm:
                _give_firm(user, email, account.firm)
        user.confirm_address()
        if account.memberships:
            _give_work(user, account.memberships)


def _give_work(user: Any, memberships: tuple[tuple[str, str], ...]) -> None:
    from catalog.models import Membership, Partner

    user.user_permissions.set(Permission.objects.filter(content_type__app_label__in=_STAFF_APPS))
    for slug, role in memberships:
        partner = Partner.objects.filter(slug=slug).first()
        if partner:
            Membership.objects.get_or_create(user=user, partner=partner, role=role)


def _give_firm(user: Any, email: str, given: DemoFirm) -> None:
    from catalog.models import Country, Province, Sector
    from missions.enums import MandateRole
    from missions.models import Firm, Mandate

    firm = Firm.objects.create(
        vat_number=given.vat_number,
        tax_code=given.vat_number,
        name=given.name,
        stage=given.stage,
        stage_confirmed_at=timezone.now(),
        province=Province.objects.filter(code=given.province).first(),
        municipality=given.municipality,
        email=email,
        **given.details,
    )
    firm.sectors.set(Sector.objects.filter(slug__in=given.sectors))
    firm.countries_now.set(Country.objects.filter(code__in=given.now))
    firm.countries_wanted.set(Country.objects.filter(code__in=given.wanted))
    Mandate.objects.create(user=user, firm=firm, role=MandateRole.LEGAL_REPRESENTATIVE)
