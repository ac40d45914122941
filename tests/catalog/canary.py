"""Another body with one of everything, all of it saying a word that nothing else says: found where it should not be,
somebody was shown what is not theirs.
"""

from datetime import timedelta

from django.utils.timezone import localdate

from catalog.editorial import changes, moves
from catalog.enums import ImportKind, Kind
from catalog.models import Confirmation, Correction, Import, Link, Partner
from portal.numbers.models import DailyCount
from tests import factories
from tests.catalog.staff import member

#: Only the other body's things say so; what is searched for is a part of it, for a page repeats what was asked.
CANARY, ASKED = "zqcanarino", "zqcana"


def another_body() -> Partner:
    """The body, published, with entries, changes that wait, comments, reports, files, links, people and counts."""
    body = factories.partner(name=f"Ente {CANARY}", short_name=f"{CANARY} ente", role_it=CANARY, slug="altro-ente")
    user = member(body, email=f"{CANARY}@example.org")
    factories.office(partner=body, name=f"Sede {CANARY}")
    made = {
        make.__name__: make(partner=body, title_it=f"Titolo {CANARY}", description_it=CANARY, slug=f"{CANARY}-{number}")
        for number, make in enumerate((factories.service, factories.opportunity, factories.mission))
    }
    for entry in (*made.values(), body):
        changes.propose(entry, {"url": f"https://{CANARY}.example.org"}, author=user)
        moves.comment(entry, by=user, text=CANARY)
    Correction.objects.create(kind=Kind.SERVICE, slug=made["service"].slug, subject="gone", message=CANARY)
    Import.objects.create(author=user, kind=ImportKind.SERVICE, file_name=f"{CANARY}.csv", failure=CANARY)
    for entry in (made["service"], made["opportunity"], body):
        Confirmation.objects.create(entry=entry, by=user, checked="2026-01-01")
        Link.objects.create(
            entry=entry, url=f"https://{CANARY}.example.org/{entry.slug}", host=f"{CANARY}.example.org", state="dead"
        )
    made["mission"].support_offers.create(kind="interpreter", language="de", title_it=CANARY, place=CANARY)
    made["mission"].support_people.create(name=CANARY, kind="interpreter", phone=CANARY)
    made["mission"].contacts.create(name=CANARY, role_it=CANARY, phone="+39 000 0000001")
    yesterday = localdate() - timedelta(days=1)
    DailyCount.objects.create(day=yesterday, what="entry", key=f"service/{made['service'].slug}", count=9)
    return body
