"""Everything the portal holds of a firm, for the firm to take away: one archive with its data and its documents."""

import json
import zipfile
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from missions.models import Firm, Registration

#: Above this the archive is made on disk, in bytes.
_IN_MEMORY = 5_000_000
_PROFILE = (
    "vat_number",
    "tax_code",
    "name",
    "legal_form",
    "ateco",
    "province_id",
    "municipality",
    "address",
    "employees",
    "turnover",
    "export_share",
    "stage",
    "stage_confirmed_at",
    "email",
    "certified_email",
    "phone",
    "website",
    "created_at",
    "updated_at",
)


def firm_data(firm: Firm) -> dict[str, Any]:
    """A firm's profile, people, invitations and registrations, in plain values named as in the portal's own tables.

    Of other people there is what they are to the firm: name, address and mandate.
    """
    return {
        "profile": {
            **_columns(firm, *_PROFILE),
            "sectors": [sector.pk for sector in firm.sectors.all()],
            "countries_now": [country.pk for country in firm.countries_now.all()],
            "countries_wanted": [country.pk for country in firm.countries_wanted.all()],
        },
        "people": [
            {
                "name": mandate.user.get_full_name(),
                "email": mandate.user.email,
                **_columns(mandate, "role", "scopes", "ends", "created_at", "revoked_at"),
            }
            for mandate in firm.mandates.select_related("user")
        ],
        "invitations": [
            _columns(
                invitation,
                "email",
                "role",
                "scopes",
                "ends",
                "created_at",
                "expires_at",
                "accepted_at",
                "revoked_at",
            )
            for invitation in firm.invitations.all()
        ],
        "registrations": [_registration(registration) for registration in _registrations(firm)],
    }


def archive(firm: Firm) -> IO[bytes]:
    """A ZIP file, ready to be read: ``firm.json`` and the documents under the names they were handed in with."""
    file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - whoever sends it closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("firm.json", json.dumps(firm_data(firm), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        for registration in _registrations(firm):
            for document in registration.documents.all():
                with document.file.open("rb") as content:
                    made.writestr(f"{registration.number}/{document.pk}-{_safe(document.name)}", content.read())
    file.seek(0)
    return file


def _registrations(firm: Firm) -> list[Registration]:
    return list(
        firm.registrations.select_related("mission")
        .prefetch_related(
            "participants",
            "answers__question",
            "documents__request",
            "events",
            "scores__criterion",
            "support_requests__offer",
            "appointments",
            "surveys",
        )
        .order_by("created_at", "pk")
    )


def _registration(registration: Registration) -> dict[str, Any]:
    return {
        "number": registration.number,
        "mission": registration.mission.slug,
        **_columns(
            registration,
            "status",
            "stage",
            "offers",
            "looks_for",
            "confidential_note",
            "language",
            "created_at",
            "submitted_at",
            "queued_at",
            "rank",
            "points",
            "offer_expires_at",
            "checked_in_at",
            "attendance",
        ),
        "participants": [
            _columns(person, "first_name", "last_name", "job", "email", "phone", "languages")
            for person in registration.participants.all()
        ],
        "answers": [
            {"question": answer.question.text_it, "text": answer.text} for answer in registration.answers.all()
        ],
        "documents": [
            {"request": document.request.title_it, **_columns(document, "name", "size", "uploaded_at")}
            for document in registration.documents.all()
        ],
        "history": [
            _columns(event, "at", "verb", "from_status", "to_status", "note") for event in registration.events.all()
        ],
        "scores": [
            {"criterion": score.criterion.title_it, **_columns(score, "points", "reason")}
            for score in registration.scores.all()
        ],
        "support": [
            {"offer": request.offer.title_it, **_columns(request, "status", "days", "note", "answer", "asked_at")}
            for request in registration.support_requests.all()
        ],
        "appointments": [
            _columns(meeting, "starts", "ends", "title", "note", "place") for meeting in registration.appointments.all()
        ],
        "surveys": [
            _columns(
                survey,
                "moment",
                "asked_at",
                "answered_at",
                "rating",
                "meetings",
                "contacts",
                "orders",
                "value",
                "comment",
            )
            for survey in registration.surveys.all()
        ],
    }


def _columns(row: Model, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _safe(name: str) -> str:
    """A file name that is nothing but a name, whatever was typed: no folder, no control character."""
    return "".join(letter if letter.isalnum() or letter in "._- " else "_" for letter in name)[-100:]
