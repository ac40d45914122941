"""Whom to turn to about the portal itself: what the environment says, and nothing made up where it says nothing."""

from dataclasses import dataclass

from django.conf import settings

#: The body that answers for the portal. Its tax code and address are printed on its own sites.
BODY = "Regione Lombardia"
STREET = "Piazza Città di Lombardia 1"
CITY = "20124 Milano"
TAX_CODE = "80050050154"
WEBSITE = "https://www.regione.lombardia.it/"


@dataclass(frozen=True)
class Contacts:
    """How to reach whoever runs the portal; '' for what is not known."""

    email: str
    pec: str
    phone: str
    dpo: str
    security: str
    accessibility_statement: str
    transparency: str
    body: str = BODY
    street: str = STREET
    city: str = CITY
    tax_code: str = TAX_CODE
    website: str = WEBSITE


def contacts() -> Contacts:
    """What the settings say today."""
    return Contacts(
        email=settings.CONTACT_EMAIL,
        pec=settings.CONTACT_PEC,
        phone=settings.CONTACT_PHONE,
        dpo=settings.DPO_EMAIL,
        security=settings.SECURITY_EMAIL,
        accessibility_statement=settings.ACCESSIBILITY_STATEMENT_URL,
        transparency=settings.TRANSPARENCY_URL,
    )
