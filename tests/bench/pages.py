"""Pages end to end: gunicorn, real middleware and templates, beside the same bytes by plain templates, and hello."""

import json
from dataclasses import asdict
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment

from catalog import search as engine
from catalog.enums import Kind
from catalog.models import Country, Need
from catalog.search.query import SearchFilters
from catalog.views import kept, sidebar
from catalog.views import rows as result_rows
from tests.bench import queries
from tests.bench.corpus import Vocabularies
from tests.bench.databases import REAL, Databases
from tests.bench.load import Load
from tests.bench.processes import environment, measured
from tests.bench.report import Row
from tests.bench.serving import Server, gunicorn

_QUERIES = {"search page": 6, "page of an entry": 8, "home": 10}
_MEMORY = {10_000: 90, 100_000: 250}
#: Searches that are asked again and again; beyond what workers keep, every page is made anew.
_REPEATED, _NEW = 50, 8 * kept.KEPT


def rows(databases: Databases, sizes: tuple[int, ...], seconds: float, rounds: int) -> list[Row]:
    told = _query_rows(databases)
    served = [(REAL, "SQLite", databases.sqlite(REAL))]
    served += [(size, "SQLite", databases.sqlite(size)) for size in sizes]
    served += [(sizes[-1], "PostgreSQL", databases.postgresql(sizes[-1]))]
    for content, engine_name, database in served:
        what = f"{content:,} entries" if content != REAL else "real catalogue"
        goal = {REAL: ">= 1.5", 100_000: ">= 2.0"}.get(content, "")
        file = databases.folder / f"bare-{content}.json"
        addresses = measured("tests.bench.pages:contents", database=database, content=str(content), file=str(file))
        nothing_else = {"DJANGO_SETTINGS_MODULE": "tests.bench.bare.settings", "BARE_CONTENTS": str(file)}
        with (
            gunicorn("portal.wsgi", "/status", environment(database), "--config", "python:portal.gunicorn") as portal,
            gunicorn("tests.bench.bare.wsgi", "/hello", environment() | nothing_else, "--log-level", "error") as bare,
        ):
            asked = {
                "new": (portal, addresses),
                "repeated": (portal, addresses[:_REPEATED]),
                "bare": (bare, [f"/page/{number}" for number in range(_REPEATED)]),
                "hello": (bare, ["/hello"]),
            }
            loads: dict[str, list[Load]] = {name: [] for name in asked}
            for _round in range(rounds):
                for name, (server, paths) in asked.items():
                    loads[name].append(server.load(paths, seconds))
            told += _page_rows(f"{what}, {engine_name}", loads, goal)
            told.append(_memory_row(f"{what}, {engine_name}: memory of a worker", portal, _MEMORY.get(content)))
    return told


def _page_rows(what: str, loads: dict[str, list[Load]], goal: str) -> list[Row]:
    told = []
    cost = {name: median(load.processor for load in taken) for name, taken in loads.items()}
    shown = {name: _shown(taken) for name, taken in loads.items()}
    for kind in ("new", "repeated"):
        page = f"{what}: pages of {kind} searches"
        told.append(Row(f"{page} beside a bare page", shown[kind], shown["bare"], cost["bare"] / cost[kind], goal))
        hello_goal = ">= 0.12" if goal else ""
        told.append(Row(f"{page} beside hello", shown[kind], shown["hello"], cost["hello"] / cost[kind], hello_goal))
    failed = sum(load.failed for taken in loads.values() for load in taken)
    return [*told, Row(f"{what}: answers other than 200", str(failed), "", float(failed), "<= 0", "")]


def _shown(taken: list[Load]) -> str:
    per_second, processor = (median(getattr(load, name) for load in taken) for name in ("per_second", "processor"))
    return f"{per_second:,.0f}/s, {processor:.2f} ms, {taken[0].bytes / 1_000:.0f} kB"


def _memory_row(what: str, portal: Server, limit: int | None) -> Row:
    own, mapped = portal.memory()
    return Row(what, f"{own:.0f} MB of its own", f"{mapped:.0f} MB mapped", own, f"<= {limit}" if limit else "", " MB")


def _query_rows(databases: Databases) -> list[Row]:
    counted = measured("tests.bench.pages:query_counts", database=databases.sqlite(REAL))
    return [
        Row(f"queries of {page}", f"{min(numbers)} to {max(numbers)}", f"{len(numbers)} pages", max(numbers), goal, "")
        for page, limit in _QUERIES.items()
        for numbers, goal in [(counted[page], f"<= {limit}")]
    ]


def contents(content: str, file: str) -> list[str]:
    """The addresses of the searches; what the first ones show is written to ``file`` for the bare pages."""
    client = _client()
    addresses = _searches(content)
    shown: list[dict[str, Any]] = []
    found: list[str] = []
    for address in addresses:
        response = client.get(address)
        view = response.context["view"]
        if not (view.page.hits and view.sidebar):
            continue
        before, rest = response.content.decode().split(str(view.sidebar), 1)
        between, after = rest.split(str(view.near) or str(view.far), 1)
        hits = [hit for hit in view.page.hits if hit.near == bool(view.near)]
        shown.append(
            {
                "before": before,
                "facets": [asdict(group) for group in sidebar.groups(view.page.facets, without_kind=False)],
                "between": between,
                "rows": [asdict(row) for row in result_rows.of_hits(hits, view.today)],
                "after": after,
            }
        )
        found.append(address)
        if len(found) == _REPEATED:
            break
    Path(file).write_text(json.dumps(shown))
    return [*found, *(address for address in addresses if address not in found)]


def query_counts() -> dict[str, list[int]]:
    """How many queries every page makes once the process is warm, on the real catalogue."""
    kept.KEPT = 0  # a kept page makes one
    client = _client()
    engine.warm_up()
    entries = [client.get("/cerca/", {"kind": kind}).context["page"].hits[0].url for kind in Kind.values]
    pages = {"search page": _searches(REAL)[:_REPEATED], "page of an entry": entries, "home": ["/", "/en/"]}
    return {name: [_queries(client, address) for address in addresses] for name, addresses in pages.items()}


def _queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def _searches(content: str) -> list[str]:
    """Different searches, ``_NEW`` of them: of the real catalogue as firms put them, of a synthetic one as drawn."""
    if content != REAL:
        return [f"/cerca/?{query.parsed.urlencode()}" for query in queries.draw(Vocabularies.read(), _NEW)]
    needs = Need.objects.values_list("phrase_it", flat=True)
    countries = Country.objects.order_by("code").values_list("label_it", flat=True)
    asked = [SearchFilters(q=f"{phrase} {country}") for country, phrase in product(countries, needs)]
    return [f"/cerca/?{filters.urlencode()}" for filters in asked[:_NEW]]


def _client() -> Client:
    setup_test_environment()  # a response tells its template's context
    return Client()
