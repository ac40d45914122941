"""The files of the catalogue: which fields they hold and which table each becomes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Model

from catalog.enums import Cost, Delivery, EditorialStatus, OpportunityType, PartnerKind, QuestionTopic, Stage
from catalog.loading import checks
from catalog.loading.checks import Check, as_day, optional, text
from catalog.loading.rows import Problem, Row
from catalog.models import Office, Opportunity, Partner, Question, Service

FOLDER = Path(__file__).resolve().parent.parent / "fixtures"


@dataclass(frozen=True)
class EntryFile:
    """One file and the table it fills.

    ``key`` are the columns that tell a row from another; ``values`` and ``many`` turn a checked row into columns and
    into many-to-many keys; ``rules`` are the checks that need several fields of a row. ``found_as`` is the entry
    that is found by what a row says; None where the search knows nothing of it.
    """

    path: Path
    model: type[Model]
    key: tuple[str, ...]
    checks: Mapping[str, Check]
    values: Callable[[Row, Mapping[str, int]], dict[str, Any]]
    many: Callable[[Row], dict[str, list[str]]] = lambda row: {}
    rules: Callable[[Row], list[Problem]] = lambda row: []
    found_as: Callable[[Any], Any | None] = lambda entry: entry


_registered: list[EntryFile] = []


def register(file: EntryFile) -> None:
    """Adds a file to those that ``load_catalog`` reads, after the partners'; called once, from ``AppConfig.ready``."""
    _registered.append(file)


def entry_files() -> list[EntryFile]:
    """All files, in the order they are loaded."""
    return [*_OWN, *_registered]


def common(row: Row) -> dict[str, Any]:
    """The columns every published entry has; what comes from the files is public."""
    return {
        "slug": row.values["id"],
        "sources": row.values["sources"],
        "search_terms_it": row.values.get("search_terms") or [],
        "search_terms_en": row.values.get("search_terms_en") or [],
        "checked": str(row.values.get("checked") or ""),
        "editorial_status": EditorialStatus.PUBLISHED.value,
    }


def in_order(first: str, last: str) -> Callable[[Row], list[Problem]]:
    """A rule: a period does not end before it begins."""

    def rule(row: Row) -> list[Problem]:
        begins, ends = as_day(row.values.get(first)), as_day(row.values.get(last))
        return [row.problem(last, f"is before {first}")] if begins and ends and ends < begins else []

    return rule


def _partner(row: Row, partners: Mapping[str, int]) -> dict[str, Any]:
    values = row.values
    return {
        **common(row),
        **{name: values[name] for name in ("name", "short_name", "kind", "table_member")},
        "role_it": values["role"],
        "role_en": values.get("role_en") or "",
        "provinces": values.get("provinces") or [],
        "url": values.get("website") or "",
    }


def _office(row: Row, partners: Mapping[str, int]) -> dict[str, Any]:
    values = row.values
    return {
        "partner_id": partners[values["partner"]],
        "province_id": values.get("province") or None,
        **{name: values.get(name) or "" for name in ("name", "address", "postcode", "city", "phone", "email")},
        "sources": values["sources"],
        "checked": str(values.get("checked") or ""),
    }


def _offer(row: Row, partner_id: int) -> dict[str, Any]:
    values = row.values
    return {
        **common(row),
        "partner_id": partner_id,
        **{f"{name}_it": values.get(name) or "" for name in ("title", "summary", "description")},
        **{f"{name}_en": values.get(f"{name}_en") or "" for name in ("title", "summary", "description")},
        "questions_it": values.get("questions") or [],
        "questions_en": values.get("questions_en") or [],
        "need_id": values["need"],
        "stages": values["stages"],
        "url": values.get("url") or "",
    }


def _service(row: Row, partners: Mapping[str, int]) -> dict[str, Any]:
    return {
        **_offer(row, partners[row.values["partner"]]),
        "delivery": row.values["delivery"],
        "cost": row.values.get("cost") or "",
        "how_to_access_it": row.values.get("how_to_access") or "",
        "how_to_access_en": row.values.get("how_to_access_en") or "",
    }


def _opportunity(row: Row, partners: Mapping[str, int]) -> dict[str, Any]:
    values = row.values
    return {
        **_offer(row, partners[values["issuer"]]),
        "type": values["kind"],
        "opens": as_day(values.get("opens")),
        "closes": as_day(values.get("closes")),
        "rolling": values["rolling"],
        **{f"{name}_it": values.get(name) or "" for name in ("amount", "beneficiaries")},
        **{f"{name}_en": values.get(f"{name}_en") or "" for name in ("amount", "beneficiaries")},
    }


def _question(row: Row, partners: Mapping[str, int]) -> dict[str, Any]:
    values = row.values
    return {
        "key": values["id"],
        **{name: values[name] for name in ("topic", "position")},
        **{f"{name}_it": values[name] for name in ("question", "answer")},
        **{f"{name}_en": values[f"{name}_en"] for name in ("question", "answer")},
    }


def _sectors_and_countries(row: Row) -> dict[str, list[str]]:
    return {"sectors": row.values["sectors"], "countries": row.values["countries"]}


_OFFER_CHECKS: dict[str, Check] = {
    "id": checks.slug,
    "title": text(200),
    "title_en": optional(text(200)),
    "summary": text(300),
    "summary_en": optional(text(300)),
    "questions": optional(checks.texts),
    "questions_en": optional(checks.texts),
    "description": text(5_000),
    "description_en": optional(text(5_000)),
    "need": checks.reference("need"),
    "stages": checks.choices(Stage),
    "sectors": checks.references("sector"),
    "countries": checks.references("country"),
    "url": optional(checks.url),
    "search_terms": optional(checks.texts),
    "search_terms_en": optional(checks.texts),
    "sources": checks.urls,
    "checked": optional(checks.partial_day),
}

_OWN = (
    EntryFile(
        FOLDER / "partners.yaml",
        Partner,
        ("slug",),
        {
            "id": checks.slug,
            "name": text(200),
            "short_name": text(80),
            "kind": checks.choice(PartnerKind),
            "table_member": checks.yes_no,
            "provinces": optional(checks.references("province")),
            "role": text(2_000),
            "role_en": optional(text(2_000)),
            "website": optional(checks.url),
            "search_terms": optional(checks.texts),
            "search_terms_en": optional(checks.texts),
            "sources": checks.urls,
            "checked": optional(checks.partial_day),
        },
        _partner,
    ),
    EntryFile(
        FOLDER / "offices.yaml",
        Office,
        ("partner_id", "name"),
        {
            "partner": checks.reference("partner"),
            "name": text(200),
            "address": optional(text(200)),
            "postcode": optional(text(5)),
            "city": optional(text(80)),
            "province": optional(checks.reference("province")),
            "phone": optional(text(40)),
            "email": optional(checks.email),
            "sources": checks.urls,
            "checked": optional(checks.partial_day),
        },
        _office,
        found_as=lambda office: office.partner,
    ),
    EntryFile(
        FOLDER / "services.yaml",
        Service,
        ("slug",),
        {
            **_OFFER_CHECKS,
            "partner": checks.reference("partner"),
            "delivery": checks.choices(Delivery),
            "cost": optional(checks.choice(Cost)),
            "how_to_access": optional(text(2_000)),
            "how_to_access_en": optional(text(2_000)),
        },
        _service,
        _sectors_and_countries,
    ),
    EntryFile(
        FOLDER / "opportunities.yaml",
        Opportunity,
        ("slug",),
        {
            **_OFFER_CHECKS,
            "issuer": checks.reference("partner"),
            "kind": checks.choice(OpportunityType),
            "opens": optional(checks.day),
            "closes": optional(checks.day),
            "rolling": checks.yes_no,
            "amount": optional(text(1_000)),
            "amount_en": optional(text(1_000)),
            "beneficiaries": optional(text(1_000)),
            "beneficiaries_en": optional(text(1_000)),
        },
        _opportunity,
        _sectors_and_countries,
        in_order("opens", "closes"),
    ),
    EntryFile(
        FOLDER / "questions.yaml",
        Question,
        ("key",),
        {
            "id": checks.slug,
            "topic": checks.choice(QuestionTopic),
            "position": checks.number,
            "question": text(200),
            "question_en": text(200),
            "answer": text(2_000),
            "answer_en": text(2_000),
        },
        _question,
        found_as=lambda question: None,
    ),
)
