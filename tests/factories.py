"""Entries for tests: the least that the database takes, what a test cares about given by name.

Nothing here publishes, indexes or fills in behind a test's back; ``search.rebuild()`` makes entries findable.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from itertools import count, cycle

from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.utils import timezone
from stdnum import luhn

from catalog.enums import EditorialStatus, Kind, OpportunityType, PartnerKind, StaffRole, Stage
from catalog.models import (
    Country,
    Membership,
    Municipality,
    Need,
    Office,
    Opportunity,
    Partner,
    Province,
    Sector,
    Service,
)
from catalog.search import Document
from missions.enums import MandateRole, Scope
from missions.models import Firm, Invitation, Mandate, Mission, Registration, RegistrationDocument
from portal.accounts.models import User

_numbers = count(1)
#: Where a row of a controlled list stands; a smallint holds no more, and a run of thousands of examples asks for more.
_positions = cycle(range(1, 32_768))


def need(slug="starting", **fields):
    """The need of this slug, made when first asked for; so are the other controlled lists below."""
    given = {"explanation_it": "Spiega", "explanation_en": "Explains", "phrase_it": "Come si fa", "phrase_en": "How to"}
    names = {"label_it": f"Bisogno {slug}", "label_en": f"Need {slug}", "position": next(_positions)}
    return Need.objects.get_or_create(slug=slug, defaults={**given, **names, **fields})[0]


def sector(slug="wine", **fields):
    names = {"label_it": f"Settore {slug}", "label_en": f"Sector {slug}", "position": next(_positions)}
    return Sector.objects.get_or_create(slug=slug, defaults={**names, **fields})[0]


def country(code="JP", **fields):
    names = {"label_it": f"Paese {code}", "label_en": f"Country {code}"}
    return Country.objects.get_or_create(code=code, defaults={**names, **fields})[0]


def province(code="CO", **fields):
    names = {"name": f"Provincia {code}", "position": next(_positions)}
    return Province.objects.get_or_create(code=code, defaults={**names, **fields})[0]


def municipality(slug="como", **fields):
    given = {"code": f"{next(_positions):04X}", "name": slug.replace("-", " ").title()}
    if "province" not in fields:
        given["province"] = province()
    return Municipality.objects.get_or_create(slug=slug, defaults={**given, **fields})[0]


def partner(**fields):
    number = next(_numbers)
    given = {
        "slug": f"body-{number}",
        "name": f"Ente di prova {number}",
        "short_name": f"Ente {number}",
        "kind": PartnerKind.AGENCY,
        "role_it": "Aiuta le imprese.",
        "editorial_status": EditorialStatus.PUBLISHED,
    }
    return Partner.objects.create(**{**given, **fields})


def office(**fields):
    given = {"name": f"Sede {next(_numbers)}"}
    if "partner" not in fields:
        given["partner"] = partner()
    return Office.objects.create(**{**given, **fields})


def service(*, sectors=(), countries=(), **fields):
    return _linked(Service.objects.create(**{**_offer(fields), **fields}), sectors, countries)


def opportunity(*, sectors=(), countries=(), **fields):
    given = {**_offer(fields), "type": OpportunityType.GRANT}
    return _linked(Opportunity.objects.create(**{**given, **fields}), sectors, countries)


def mission(*, sectors=(), countries=(), **fields):
    number = next(_numbers)
    given = {
        "slug": f"mission-{number}",
        "title_it": f"Missione {number}",
        "description_it": "Si parte insieme.",
        "editorial_status": EditorialStatus.PUBLISHED,
    }
    if "partner" not in fields:
        given["partner"] = partner()
    return _linked(Mission.objects.create(**{**given, **fields}), sectors, countries)


def document(**fields):
    """A search document that no entry stands behind."""
    number = next(_numbers)
    given = {
        "kind": Kind.SERVICE,
        "slug": f"document-{number}",
        "title_it": f"Titolo {number}",
        "summary_it": "Sommario",
        "partner_slug": "body",
        "partner_name": "Ente",
    }
    return Document(**{**given, **fields})


def _offer(fields):
    """What a service or an opportunity needs besides ``fields``; a partner and a need only where none is given."""
    number = next(_numbers)
    given = {
        "slug": f"offer-{number}",
        "title_it": f"Offerta {number}",
        "summary_it": "Quello che serve.",
        "description_it": "Si chiede e si ottiene.",
        "editorial_status": EditorialStatus.PUBLISHED,
    }
    if "partner" not in fields:
        given["partner"] = partner()
    if "need" not in fields:
        given["need"] = need()
    return given


def _linked(entry, sectors, countries):
    entry.sectors.set(sectors)
    entry.countries.set(countries)
    return entry


def person(**fields):
    number = next(_numbers)
    return User.objects.create_user(
        **{"email": f"person-{number}@example.org", "password": "a-long-passphrase", **fields}
    )


def firm(*, sectors=(), by=None, **fields):
    """A firm with a complete profile; ``by`` is its legal representative, a new person where none is given."""
    number = next(_numbers)
    given = {
        "vat_number": vat_number(number),
        "name": f"Impresa {number} srl",
        "province": fields.pop("province", None) or province(),
        "stage": Stage.FIRST_TIME,
        "stage_confirmed_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    made = Firm.objects.create(**{**given, **fields})
    made.sectors.set(sectors or [sector()])
    mandate(user=by or person(), firm=made)
    return made


def vat_number(number):
    """The valid Partita IVA of an invented firm: seven digits of its own, the office of Milan, a check digit."""
    body = f"{number:07d}015"
    return body + luhn.calc_check_digit(body)


def mandate(*, user, firm, **fields):
    return Mandate.objects.create(**{"user": user, "firm": firm, "role": MandateRole.LEGAL_REPRESENTATIVE, **fields})


def open_mission(now, **fields):
    """A mission whose registration is open at a moment, with two seats unless said otherwise."""
    day = now.date()
    given = {
        "starts": day + timedelta(days=90),
        "ends": day + timedelta(days=93),
        "capacity": 2,
        "registration_opens": now - timedelta(days=10),
        "registration_closes": now + timedelta(days=30),
    }
    return mission(**{**given, **fields})


def draft(mission, firm, **fields):
    """A complete draft."""
    registration = Registration.objects.create(mission=mission, firm=firm, **fields)
    registration.participants.create(first_name="Elena", last_name="Rusconi")
    return registration


def registration_document(registration, request, content=b"%PDF-1.7 a page"):
    """A document as it is kept, whatever its content: nothing is checked again."""
    document = RegistrationDocument(
        registration=registration,
        request=request,
        name="visura.pdf",
        content_type="application/pdf",
        size=len(content),
    )
    document.file.save("document", ContentFile(content))
    return document


def invitation(*, firm, token="", **fields):
    """An invitation as an export manager, open for some days; ``token`` is what its link holds."""
    number = next(_numbers)
    given = {
        "email": f"invited-{number}@example.org",
        "role": MandateRole.EXPORT_MANAGER,
        "scopes": [Scope.REGISTRATIONS.value],
        "token_hash": hashlib.sha256((token or f"token-{number}").encode()).hexdigest(),
        "expires_at": timezone.now() + timedelta(days=7),
    }
    if "invited_by" not in fields:
        given["invited_by"] = firm.mandates.first().user
    return Invitation.objects.create(firm=firm, **{**given, **fields})


def officer(body, role=StaffRole.MISSION_OFFICER, **fields):
    """Somebody of the staff who runs a body's missions."""
    made = person(is_staff=True, **fields)
    made.user_permissions.add(Permission.objects.get(codename="change_mission"))
    Membership.objects.create(user=made, partner=body, role=role)
    return made
