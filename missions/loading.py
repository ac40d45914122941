"""The missions' file, for ``load_catalog``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from catalog.loading import EntryFile, checks, register
from catalog.loading.checks import as_day, optional, text
from catalog.loading.files import common, in_order
from catalog.loading.rows import Row
from missions.enums import SupportKind
from missions.models import Mission


def register_file() -> None:
    """Adds the missions' file to the catalogue's; called when the application is ready."""
    register(
        EntryFile(
            Path(__file__).resolve().parent / "fixtures" / "missions.yaml",
            Mission,
            ("slug",),
            {
                "id": checks.slug,
                "organiser": checks.reference("partner"),
                "title": text(200),
                "title_en": optional(text(200)),
                "description": text(5_000),
                "description_en": optional(text(5_000)),
                "countries": checks.references("country"),
                "cities": checks.texts,
                "starts": optional(checks.day),
                "ends": optional(checks.day),
                "sectors": checks.references("sector"),
                "support": checks.choices(SupportKind),
                "capacity": optional(checks.number),
                "url": optional(checks.url),
                "search_terms": optional(checks.texts),
                "search_terms_en": optional(checks.texts),
                "sources": checks.urls,
                "checked": optional(checks.partial_day),
            },
            _mission,
            _sectors_and_countries,
            in_order("starts", "ends"),
        )
    )


def _mission(row: Row, partners: Mapping[str, int]) -> dict[str, Any]:
    values = row.values
    return {
        **common(row),
        "partner_id": partners[values["organiser"]],
        "title_it": values["title"],
        "title_en": values.get("title_en") or "",
        "description_it": values["description"],
        "description_en": values.get("description_en") or "",
        "cities": values["cities"],
        "starts": as_day(values.get("starts")),
        "ends": as_day(values.get("ends")),
        "support": values["support"],
        "capacity": values.get("capacity"),
        "url": values.get("url") or "",
    }


def _sectors_and_countries(row: Row) -> dict[str, list[str]]:
    return {"sectors": row.values["sectors"], "countries": row.values["countries"]}
