"""Catalogue files as a test writes them: rows that are right, changed where a test says so."""

from pathlib import Path

import yaml

PARTNER = {
    "id": "ente",
    "name": "Ente di prova",
    "short_name": "Ente",
    "kind": "agency",
    "table_member": False,
    "provinces": ["CO"],
    "role": "Aiuta le imprese.",
    "role_en": "Helps firms.",
    "website": "https://ente.example/",
    "sources": ["https://ente.example/chi-siamo"],
    "checked": "2026-10",
}
OFFICE = {"partner": "ente", "name": "Sede di Como", "city": "Como", "province": "CO", "sources": []}
_OFFER = {
    "title": "Titolo",
    "summary": "Sommario",
    "description": "Descrizione",
    "need": "orientation",
    "stages": ["first-time"],
    "sectors": [],
    "countries": ["JP"],
    "sources": [],
}
SERVICE = {**_OFFER, "id": "servizio", "partner": "ente", "delivery": ["online"], "cost": "free"}
OPPORTUNITY = {
    **_OFFER,
    "id": "bando",
    "issuer": "ente",
    "kind": "grant",
    "opens": "2026-01-01",
    "closes": "2026-12-31",
    "rolling": False,
}
MISSION = {
    "id": "missione",
    "organiser": "ente",
    "title": "Missione",
    "description": "Si parte.",
    "countries": ["JP"],
    "cities": ["Osaka"],
    "starts": "2026-05-01",
    "ends": "2026-05-04",
    "sectors": [],
    "support": ["interpreter"],
    "sources": [],
}


def write(folder: Path, **files: list[dict[str, object]]) -> Path:
    """Writes these files into a folder, each by its name without the ending; returns the folder."""
    for name, rows in files.items():
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
    return folder


def whole(folder: Path, **changes: list[dict[str, object]]) -> Path:
    """One right row in each of the five files, except where ``changes`` says otherwise."""
    rows = {"partners": [PARTNER], "offices": [OFFICE], "services": [SERVICE]}
    rows |= {"opportunities": [OPPORTUNITY], "missions": [MISSION]}
    return write(folder, **{**rows, **changes})
