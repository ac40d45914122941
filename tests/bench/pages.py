"""Pages end to end: gunicorn, real middleware and templates, beside the same bytes by plain templates, and hello."""

import json
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment

from catalog import search as engine
from catalog.enums import Kind
from catalog.models import Country, Need, Sector
from catalog.views import rows as result_rows
from catalog.views import sidebar
from tests.bench import queries
from tests.bench.corpus import Vocabularies
from tests.bench.databases import REAL, Databases
from tests.bench.load import Load
from tests.bench.processes import environment, measured
from tests.bench.report import Row
from tests.bench.serving import Server, gunicorn

_QUERIES = {"search page": 6, "page of an entry": 8, "home": 10}
_MEMORY = {10_000: 90, 100_000: 250}


def rows(databases: Databases, sizes: tuple[int, ...], seconds: float, rounds: int) -> list[Row]:
    told = _query_rows(databases)
    served = [(REAL, "SQLite", databases.sqlite(REAL))]
    served += [(size, "SQLite", databases.sqlite(size)) for size in sizes]
    served += [(sizes[-1], "PostgreSQL", databases.postgresql(sizes[-1]))]
    for content, engine_name, database in served:
        what = f"{content:,} entries" if content != REAL else "real catalogue"
        goal = {REAL: ">= 1.5", 100_000: ">= 2.0"}.get(content, "")
        file = databases.folder / f"bare-{content}.json"
        paths = measured("tests.bench.pages:contents", database=database, content=str(content), file=str(file))
        bare_paths = [f"/page/{number}" for number in range(len(paths))]
        nothing_else = {"DJANGO_SETTINGS_MODULE": "tests.bench.bare.settings", "BARE_CONTENTS": str(file)}
        with (
            gunicorn("portal.wsgi", "/status", environment(database), "--config", "python:portal.gunicorn") as portal,
            gunicorn("tests.bench.bare.wsgi", "/hello", environment() | nothing_else, "--log-level", "error") as bare,
        ):
            asked = {"portal": (portal, paths), "bare": (bare, bare_paths), "hello": (bare, ["/hello"])}
            loads: dict[str, list[Load]] = {name: [] for name in asked}
            for _round in range(rounds):
                for name, (server, addresses) in asked.items():
                    loads[name].append(server.load(addresses, seconds))
            told += _page_rows(f"search page, {what}, {engine_name}", loads, goal)
            told.append(_memory_row(f"memory of a worker, {what}, {engine_name}", portal, _MEMORY.get(content)))
    return told


def _page_rows(what: str, loads: dict[str, list[Load]], goal: str) -> list[Row]:
    speed = {name: median(load.per_second for load in taken) for name, taken in loads.items()}
    size = {name: taken[0].bytes / 1_000 for name, taken in loads.items()}
    failed = sum(load.failed for load in chain.from_iterable(loads.values()))
    ours = f"{speed['portal']:,.0f}/s of {size['portal']:.0f} kB, p99 {loads['portal'][-1].times.p99:.0f} ms"
    return [
        Row(
            what,
            ours,
            f"bare page {speed['bare']:,.0f}/s of {size['bare']:.0f} kB",
            speed["portal"] / speed["bare"],
            goal,
        ),
        Row(what, ours, f"hello {speed['hello']:,.0f}/s", speed["portal"] / speed["hello"], ">= 0.12" if goal else ""),
        Row(f"{what}: answers other than 200", str(failed), "", float(failed), "<= 0", ""),
    ]


def _memory_row(what: str, portal: Server, limit: int | None) -> Row:
    own, mapped = portal.memory()
    return Row(what, f"{own:.0f} MB of its own", f"{mapped:.0f} MB mapped", own, f"<= {limit}" if limit else "", " MB")


def _query_rows(databases: Databases) -> list[Row]:
    counted = measured("tests.bench.pages:query_counts", database=databases.sqlite(REAL))
    return [
        Row(
            f"queries of {page}",
            f"{min(numbers)} to {max(numbers)}",
            f"{len(numbers)} pages",
            max(numbers),
            f"<= {limit}",
            "",
        )
        for page, limit in _QUERIES.items()
        for numbers in [counted[page]]
    ]


def contents(content: str, file: str) -> list[str]:
    """The addresses of the searches that find something; what each shows is written to ``file`` for the bare pages."""
    client = _client()
    addresses: list[str] = []
    shown: list[dict[str, Any]] = []
    for address in _searches(content):
        response = client.get(address)
        view = response.context["view"]
        if not (view.page.hits and view.sidebar):
            continue
        addresses.append(address)
        before, rest = response.content.decode().split(str(view.sidebar), 1)
        results = str(view.near) or str(view.far)
        between, after = rest.split(results, 1)
        found = [hit for hit in view.page.hits if hit.near == bool(view.near)]
        shown.append(
            {
                "before": before,
                "facets": [asdict(group) for group in sidebar.groups(view.page.facets, without_kind=False)],
                "between": between,
                "rows": [asdict(row) for row in result_rows.of_hits(found, view.today)],
                "after": after,
            }
        )
    Path(file).write_text(json.dumps(shown))
    return addresses


def query_counts() -> dict[str, list[int]]:
    """How many queries every page makes once the process is warm, on the real catalogue."""
    client = _client()
    engine.warm_up()
    entries = [client.get("/cerca/", {"kind": kind}).context["page"].hits[0].url for kind in Kind.values]
    pages = {"search page": _searches(REAL), "page of an entry": entries, "home": ["/", "/en/"]}
    return {name: [_queries(client, address) for address in addresses] for name, addresses in pages.items()}


def _queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def _searches(content: str) -> list[str]:
    """Searches that find something: of the real catalogue as firms put them, of a synthetic one as drawn."""
    if content != REAL:
        return [f"/cerca/?{query.parsed.urlencode()}" for query in queries.draw(Vocabularies.read())]
    needs, sectors, countries = Need.objects.all(), Sector.objects.all(), Country.objects.filter(areas__slug="asean")
    return [
        *[f"/cerca/?q={need.phrase_it}".replace(" ", "+") for need in needs],
        *[f"/cerca/?need={need.pk}" for need in needs],
        *[f"/cerca/?q=fiere&sector={sector.pk}" for sector in sectors],
        *[f"/cerca/?q=esportare+{country.label_it}".replace(" ", "+") for country in countries],
    ]


def _client() -> Client:
    setup_test_environment()  # a response tells its template's context
    return Client()
